import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { put, Registry, VersionConflict } from '../../src/registry/index.ts';
import { makeRegistryStore } from '../../src/store/index.ts';
import { type Kind, onEveryStore } from '../support/stores.ts';

const OPTIONS = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
const group = (addresses: string[]) =>
  put('addressGroup', { name: 'prova', environment: 'proves', may: [], addresses });
const dangling = put('municipality', { ine: '17023', name: 'Prova', endpoints: { proves: 'nowhere' } });

/** Two registries over one store, as two processes have them. */
async function open(t: TestContext, kind: Kind) {
  const { db, open } = await kind.fresh(t);
  let now = 1_000;
  const clock = { now: () => now++ };
  const store = makeRegistryStore(db);
  const one = await Registry.open(store, OPTIONS, clock);
  return { store, one, other: await Registry.open(makeRegistryStore(await open()), OPTIONS, clock) };
}

onEveryStore('registry', (kind) => {
  it('tells whoever comes second, and loses nothing', async (t) => {
    const { one } = await open(t, kind);
    await one.change([{ ...group(['192.0.2.1']), expected: 0 }], 'anna', 'new');
    const seen = one.get('addressGroup', 'prova')!;
    assert.equal(seen.version, 1);
    await one.change([{ ...group(['192.0.2.2']), expected: seen.version }], 'anna', 'moved');
    await assert.rejects(
      one.change([{ ...group(['192.0.2.3']), expected: seen.version }], 'bernat', 'moved too'),
      (error: unknown) => error instanceof VersionConflict && error.found === 2,
    );
    await assert.rejects(one.change([{ ...group([]), expected: 0 }], 'bernat', 'new'), VersionConflict);
    assert.deepEqual(one.get('addressGroup', 'prova')!.doc.addresses, ['192.0.2.2']);
  });

  it('writes all changes or none', async (t) => {
    const { one } = await open(t, kind);
    const changes = [
      group(['192.0.2.1']),
      { ...dangling, doc: { ...(dangling.doc as object), endpoints: {} }, expected: 7 },
    ];
    await assert.rejects(one.change(changes, 'anna', 'half'), VersionConflict);
    assert.equal(one.get('addressGroup', 'prova'), undefined);
  });

  it('keeps who, when, why, from what to what', async (t) => {
    const { one } = await open(t, kind);
    const before = (await one.changesSince(0, 1000)).at(-1)!.seq;
    await one.change([group(['192.0.2.1'])], 'anna', 'new');
    await one.change([{ kind: 'addressGroup', id: 'prova', doc: null }], 'bernat', 'retired');
    await one.change([group(['192.0.2.9'])], 'carla', 'again');
    const history = await one.history('addressGroup', 'prova');
    assert.deepEqual(
      history.map(({ who, why, version }) => [who, why, version]),
      [
        ['anna', 'new', 1],
        ['bernat', 'retired', 2],
        ['carla', 'again', 3],
      ],
    );
    assert.equal(history[0]!.before, null);
    assert.deepEqual(history[1]!.before, history[0]!.after);
    assert.equal(history[1]!.after, null);
    assert.deepEqual(await one.changesSince(before, 2), history.slice(0, 2));
  });

  it('takes over what another process wrote', async (t) => {
    const { one, other } = await open(t, kind);
    let told = 0;
    const end = other.onChange(() => told++);
    await one.change([group(['192.0.2.1'])], 'anna', 'new');
    await other.refresh();
    assert.deepEqual(other.get('addressGroup', 'prova')?.doc.addresses, ['192.0.2.1']);
    assert.ok(other.current.groups.some(({ name }) => name === 'prova'));
    await other.refresh();
    assert.equal(told, 1);
    end();
    await other.change([group([])], 'anna', 'emptied');
    assert.equal(told, 1);
  });

  it('keeps the last good tables when a change that another process wrote does not fit', async (t) => {
    const { store, one } = await open(t, kind);
    const good = one.current;
    await store.write([dangling], { who: 'nobody', why: 'a slip', at: 0 });
    await assert.rejects(one.refresh(), /17023: there is no endpoint nowhere/);
    assert.equal(one.current, good);
    await store.write([{ ...dangling, doc: null }], { who: 'nobody', why: 'mended', at: 1 });
    await one.refresh();
    assert.notEqual(one.current, good);
  });

  it('of many that write one record at once, from two processes, one wins and the others are told', async (t) => {
    const { one, other } = await open(t, kind);
    const attempts = [one, other, one, other].map((registry, i) =>
      registry.change([{ ...group([`192.0.2.${i}`]), expected: 0 }], `n${i}`, 'at once'),
    );
    const settled = await Promise.allSettled(attempts);
    assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await one.history('addressGroup', 'prova')).length, 1);
  });

  it('refuses a store of a newer version', async (t) => {
    const { db, open } = await kind.fresh(t);
    await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('999-later', '2030')`.execute(db);
    await assert.rejects(open(), /written by a newer version/);
  });
});
