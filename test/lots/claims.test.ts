import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import type { NewLot } from '../../src/base/lot.ts';
import type { Claim, LotStore, Work } from '../../src/jobs/index.ts';
import { makeLotStore } from '../../src/store/index.ts';
import { brokenChains, chainsOf } from '../support/journal.ts';
import { type Fresh, type Kind, onEveryStore } from '../support/stores.ts';

const NOW = 1_000_000;
const LEASE = 1_000;
const note = (incident: string) => ({ incident, fields: { outcome: 'answered' } });
const idOf = ({ lot, n }: Work): string => `${lot} ${n}`;

const lotOf = (id: string, queues: readonly string[], ens = 'A'): NewLot => ({
  ...{ id, petition: `petition of ${id}`, ens, environment: 'proves', modalitat: 'TITULAR', frame: '' },
  ...{ at: NOW, deadline: NOW + 1e6, until: NOW + 2e6 },
  solicituds: queues.map((queue, n) => ({ queue, message: `question ${n}` })),
});
const claimOf = (over: Partial<Claim> = {}): Claim => ({
  ...{ ens: 'A', queue: 'x', now: NOW, until: NOW + LEASE, most: 100, perQueue: 100 },
  ...over,
});

/** Two processes over one store, with a lot of so many solicituds for one server. */
async function two(t: TestContext, kind: Kind, count: number): Promise<{ a: LotStore; b: LotStore; fresh: Fresh }> {
  const fresh = await kind.fresh(t);
  const journal = await fresh.journal('a');
  const lot = lotOf(
    'L',
    Array.from({ length: count }, () => 'x'),
  );
  assert.equal(await journal.intent({ kind: 'intent', incident: 'L', fields: {} }, {}, lot), 'recorded');
  const other = await fresh.journal('b');
  return {
    a: makeLotStore(fresh.db, journal, 'a'),
    b: makeLotStore(await fresh.open(), other, 'b'),
    fresh,
  };
}

/** Both claim again and again, at once, until there is nothing more. */
async function race(stores: readonly LotStore[], claim: Claim): Promise<Work[]> {
  const got: Work[] = [];
  for (let idle = 0; idle < 3; ) {
    const found = (await Promise.all(stores.map((store) => store.claim(claim)))).flat();
    idle = found.length > 0 ? 0 : idle + 1;
    got.push(...found);
  }
  return got;
}

onEveryStore('claims', (kind) => {
  it('of two processes at once give each solicitud to one of them', async (t) => {
    const { a, b } = await two(t, kind, 60);
    const got = await race([a, b, a, b], claimOf({ most: 4 }));
    assert.equal(got.length, 60);
    assert.equal(new Set(got.map(idOf)).size, 60);
  });

  it('never give a server more at once than it may have, whoever holds them', async (t) => {
    const { a, b } = await two(t, kind, 60);
    const claim = claimOf({ most: 5, perQueue: 8 });
    for (let round = 1; round <= 5; round++) {
      const got = await race([a, b, a, b], claim);
      assert.equal(got.length, 8);
      await Promise.all(got.map((work, i) => [a, b][i % 2]!.settle(work, 'answer', note(`L${round}`))));
    }
  });

  it('are told to the others, by ens and server', async (t) => {
    const { a, b } = await two(t, kind, 5);
    await a.claim(claimOf({ most: 3 }));
    assert.deepEqual(await b.elsewhere(NOW), [{ ens: 'A', queue: 'x', count: 3 }]);
    assert.deepEqual(await a.elsewhere(NOW), []);
    assert.deepEqual(await b.waiting(NOW), [{ ens: 'A', queue: 'x', count: 2 }]);
    assert.deepEqual(await b.elsewhere(NOW + LEASE), []);
  });

  it('end by time: what one that died held goes to another, and its late answer changes nothing', async (t) => {
    const { a, b } = await two(t, kind, 2);
    const late = await a.claim(claimOf());
    assert.deepEqual(await b.claim(claimOf({ now: NOW + LEASE - 1 })), []);
    const taken = await b.claim(claimOf({ now: NOW + LEASE, until: NOW + 2 * LEASE }));
    assert.deepEqual(new Set(taken.map(idOf)), new Set(late.map(idOf)));
    await a.settle(late[0]!, 'late', note('L'));
    await a.putBack(late[1]!, NOW, 'x', undefined);
    await a.renew(late, NOW);
    assert.deepEqual([await b.open(), await b.waiting(NOW + LEASE)], [2, []]);
    for (const work of taken) await b.settle(work, `answer ${work.n}`, note('L'));
    for (const work of taken) await b.settle(work, 'a second one', note('L'));
    assert.deepEqual(await a.answers('L', 0, 10), ['answer 0', 'answer 1']);
  });

  const skip = kind.name === 'SQLite' && 'one writer at a time';
  it('do not wait for a row that another one is changing, and leave it', { skip, timeout: 60_000 }, async (t) => {
    const { a, fresh } = await two(t, kind, 3);
    const got = await fresh.db.transaction().execute(async (tx) => {
      await tx.selectFrom('lot_solicitud').select('n').where('n', '=', 1).forUpdate().execute();
      return a.claim(claimOf());
    });
    assert.deepEqual(got.map(({ n }) => n).sort(), [0, 2]);
    assert.deepEqual(await a.waiting(NOW), [{ ens: 'A', queue: 'x', count: 1 }]);
  });

  it('that are renewed last', async (t) => {
    const { a, b } = await two(t, kind, 3);
    await a.renew(await a.claim(claimOf()), NOW + 3 * LEASE);
    assert.deepEqual(await b.claim(claimOf({ now: NOW + 2 * LEASE })), []);
  });

  it('and answers of two processes that write in opposite orders are all written', async (t) => {
    const { a, b, fresh } = await two(t, kind, 20);
    const works = await a.claim(claimOf());
    for (let round = 0; round < 3; round++) {
      await Promise.all([a.renew(works, NOW + LEASE), b.renew(works.toReversed(), NOW + LEASE)]);
    }
    await Promise.all([
      ...works.map((work) => a.settle(work, 'answer', note('L'))),
      ...works.toReversed().map((work) => b.settle(work, 'answer', note('L'))),
    ]);
    assert.deepEqual(await a.answers('L', 0, 100), Array(20).fill('answer'));
    assert.deepEqual(await brokenChains(fresh.db), []);
    const lines = [...(await chainsOf(fresh.db)).values()].flat();
    assert.equal(lines.filter(({ fields }) => fields.kind === 'solicitud').length, 40);
  });

  it('a lot is kept with its intent, or not at all', async (t) => {
    const { fresh } = await two(t, kind, 1);
    const journal = await fresh.journal('a');
    // The second lot has the first one's key: the whole batch is refused, its line too.
    const again = { ...lotOf('M', ['x']), petition: 'petition of L' };
    await assert.rejects(journal.intent({ kind: 'intent', incident: 'M', fields: {} }, {}, again));
    const incidents = [...(await chainsOf(fresh.db)).values()].flat().map(({ incident }) => incident);
    assert.deepEqual(incidents, ['L']);
    assert.deepEqual(await fresh.db.selectFrom('lot').select('id').execute(), [{ id: 'L' }]);
  });
});
