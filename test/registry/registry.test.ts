import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { put, Registry, VersionConflict } from '../../src/registry/index.ts';
import { makeRegistryStore, openSqlite } from '../../src/store/index.ts';

const OPTIONS = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
const group = (addresses: string[]) =>
  put('addressGroup', { name: 'prova', environment: 'proves', may: [], addresses });
const dangling = put('municipality', { ine: '17023', name: 'Prova', endpoints: { proves: 'nowhere' } });

/** Two registries over one store, as two processes have them. */
async function open(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), 'padro-registry-'));
  const db = await openSqlite(join(dir, 'store.sqlite'));
  t.after(async () => {
    await db.destroy();
    rmSync(dir, { recursive: true });
  });
  let now = 1_000;
  const clock = { now: () => now++ };
  const store = makeRegistryStore(db);
  const one = await Registry.open(store, OPTIONS, clock);
  return { store, one, other: await Registry.open(store, OPTIONS, clock) };
}

describe('registry', () => {
  it('tells whoever comes second, and loses nothing', async (t) => {
    const { one } = await open(t);
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
    const { one } = await open(t);
    const changes = [
      group(['192.0.2.1']),
      { ...dangling, doc: { ...(dangling.doc as object), endpoints: {} }, expected: 7 },
    ];
    await assert.rejects(one.change(changes, 'anna', 'half'), VersionConflict);
    assert.equal(one.get('addressGroup', 'prova'), undefined);
  });

  it('keeps who, when, why, from what to what', async (t) => {
    const { one } = await open(t);
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
    const { one, other } = await open(t);
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
    const { store, one } = await open(t);
    const good = one.current;
    await store.write([dangling], { who: 'nobody', why: 'a slip', at: 0 });
    await assert.rejects(one.refresh(), /17023: there is no endpoint nowhere/);
    assert.equal(one.current, good);
    await store.write([{ ...dangling, doc: null }], { who: 'nobody', why: 'mended', at: 1 });
    await one.refresh();
    assert.notEqual(one.current, good);
  });
});
