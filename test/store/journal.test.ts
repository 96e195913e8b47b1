import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { sql } from 'kysely';
import type { Keys, Line } from '../../src/record/index.ts';
import { chain } from '../support/chain.ts';
import { onEveryStore } from '../support/stores.ts';

const key = (text: string) => ({ key: createHash('sha256').update(text).digest('hex'), until: 9_000_000_000_000 });
const keys = (petition: string, replay?: string): Keys => ({
  petition: key(petition),
  replay: replay === undefined ? undefined : key(replay),
});
/** Of a petition whose message can be no other's. */
const signed = (petition: string, message: string): Keys => ({
  petition: { ...key(petition), signed: key(message).key },
});
const line = (incident: string): Line => ({
  kind: 'intent',
  incident,
  fields: { ens: '9821920002' },
  part: { salt: 'sal', text: incident, hash: 'empremta' },
});

onEveryStore('journal', (kind) => {
  const nodeOf = (name: string): string | undefined => (kind.name === 'PostgreSQL' ? name : undefined);

  it('spends keys once, in a batch and after it', async (t) => {
    const store = await kind.fresh(t);
    const journal = await store.journal('a');
    const told = await Promise.all([
      journal.intent(line('1'), keys('p1', 'r1')),
      journal.intent(line('2'), keys('p2', 'r1')),
      journal.intent(line('3'), keys('p1', 'r3')),
      journal.intent(line('4'), keys('p4', 'r3')),
    ]);
    assert.deepEqual(told, ['recorded', 'replayed', 'repeated', 'recorded']);
    assert.equal(await journal.intent(line('5'), keys('p5', 'r3')), 'replayed');
    assert.equal(await journal.intent(line('6'), keys('p4')), 'repeated');
    const kinds = (await chain(store.db, nodeOf('a'))).map((link) => (JSON.parse(link.line) as Line).kind);
    assert.deepEqual(kinds, ['intent', 'repeated', 'intent', 'repeated']);
  });

  it('tells a message that comes again from a petition that was signed anew, by one row', async (t) => {
    const store = await kind.fresh(t);
    const journal = await store.journal('a');
    const told = await Promise.all([
      journal.intent(line('1'), signed('p1', 'm1')),
      journal.intent(line('2'), signed('p1', 'm1')),
      journal.intent(line('3'), signed('p1', 'm2')),
    ]);
    assert.deepEqual(told, ['recorded', 'replayed', 'repeated']);
    for (const other of [journal, await store.journal('b')]) {
      assert.equal(await other.intent(line('4'), signed('p1', 'm1')), 'replayed');
      assert.equal(await other.intent(line('5'), signed('p1', 'm2')), 'repeated');
      assert.equal(await other.intent(line('6'), keys('p1')), 'repeated');
    }
    assert.equal((await store.db.selectFrom('spent').select('key').execute()).length, 1);
  });

  it('keeps a petition as the one that took it has it, also where another one of the batch was refused it', async (t) => {
    const store = await kind.fresh(t);
    const journal = await store.journal('a');
    await journal.intent(line('1'), keys('p1', 'r1'));
    const refused = { ...keys('p2', 'r1'), petition: { ...key('p2'), until: 1 } };
    const told = await Promise.all([journal.intent(line('2'), refused), journal.intent(line('3'), signed('p2', 'm2'))]);
    assert.deepEqual(told, ['replayed', 'recorded']);
    assert.equal(await journal.intent(line('4'), signed('p2', 'm2')), 'replayed');
    const rows = await store.db.selectFrom('spent').selectAll().execute();
    const row = rows.find((each) => each.key.toString('hex') === key('p2').key);
    assert.deepEqual([Number(row?.until), row?.signed?.toString('hex')], [key('p2').until, key('m2').key]);
  });

  it('knows messages that were spent in a row of their own, before there was a column for them', async (t) => {
    const store = await kind.fresh(t);
    const rows = ['p1', 'm1'].map((text) => ({ key: Buffer.from(key(text).key, 'hex'), until: key(text).until }));
    await store.db.insertInto('spent').values(rows).execute();
    const journal = await store.journal('a');
    assert.equal(await journal.intent(line('1'), signed('p1', 'm1')), 'replayed');
    assert.equal(await journal.intent(line('2'), signed('p1', 'm2')), 'repeated');
    assert.equal(await journal.intent(line('3'), signed('p2', 'm2')), 'recorded');
  });

  it('of two nodes with the same petition one forwards it', async (t) => {
    const store = await kind.fresh(t);
    const [a, b] = [await store.journal('a'), await store.journal('b')];
    const rounds = Array.from({ length: 40 }, (_, i) => i);
    const told = await Promise.all(
      rounds.flatMap((i) => [a.intent(line(`a${i}`), keys(`p${i}`)), b.intent(line(`b${i}`), keys(`p${i}`))]),
    );
    assert.equal(told.filter((each) => each === 'recorded').length, rounds.length);
    await chain(store.db, nodeOf('a'));
    await chain(store.db, nodeOf('b'));
  });

  it('two processes go on with one chain', async (t) => {
    const store = await kind.fresh(t);
    const [one, other] = [await store.journal('a'), await store.journal('a')];
    for (let i = 0; i < 10; i++) await Promise.all([one.append(line(`x${i}`)), other.append(line(`y${i}`))]);
    assert.equal((await chain(store.db, nodeOf('a'))).length, 20);
  });

  it('keeps personal parts apart from the chain', async (t) => {
    const store = await kind.fresh(t);
    await (await store.journal('a')).append(line('1'));
    const { rows } = await sql<{ text: string }>`SELECT text FROM journal_part`.execute(store.db);
    assert.deepEqual(
      rows.map(({ text }) => text),
      ['1'],
    );
    await sql`DELETE FROM journal_part`.execute(store.db);
    assert.equal((await chain(store.db, nodeOf('a'))).length, 1);
  });
});
