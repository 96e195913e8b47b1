import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { Migrations } from '../../src/check/index.ts';
import { spkiPin } from '../../src/check/tls.ts';
import { type Migration, put, Registry } from '../../src/registry/index.ts';
import { makeCheckStore, makeRegistryStore, openSqlite } from '../../src/store/index.ts';
import { authority, municipality, ports, server } from './support.ts';

/** A registry with municipality 17/023 at `vell`, and `nou` beside it: two simulated servers. */
async function open(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), 'migration-'));
  const db = await openSqlite(join(dir, 'padro.sqlite'));
  t.after(async () => {
    await db.destroy();
    rmSync(dir, { recursive: true });
  });
  const compiling = { timeoutMs: 5000, checkGroups: () => {}, checkUrl: () => {} };
  const registry = await Registry.open(makeRegistryStore(db), compiling, systemClock);
  const [old, fresh] = [await municipality(t), await municipality(t)];
  const endpoint = (id: string, url: string) =>
    put('endpoint', {
      id,
      environment: 'proves',
      url,
      ca: [authority.certPem],
      pins: [spkiPin(new X509Certificate(server.cert))],
    });
  await registry.change(
    [
      endpoint('vell', old.urls.https!),
      endpoint('nou', fresh.urls.https!),
      put('municipality', { ine: '17023', name: 'Blanes', endpoints: { proves: 'vell' } }),
    ],
    'prova',
    'two servers',
  );
  const alarms: Migration[] = [];
  const store = makeCheckStore(db);
  const troubles: [string, unknown][] = [];
  const migrations = new Migrations({
    ...{ ...ports, registry, store },
    alarm: (migration) => alarms.push(migration),
    trouble: (...trouble) => troubles.push(trouble),
  });
  t.after(() => migrations.close());
  /** How many of a thousand petitions go to the new one. */
  const toNew = (): number =>
    Array.from(
      { length: 1000 },
      (_, i) => registry.current.routes.find('17023', 'proves', `P-${i}`)!.endpoint.id,
    ).filter((id) => id === 'nou').length;
  return { registry, migrations, store, alarms, troubles, old, fresh, toNew };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function shared({ migrations }: Opened, share: number): Promise<void> {
  await migrations.open({ id: 'blanes', from: 'vell', to: 'nou', threshold: 20, window: 10 }, 'prova', 'a new server');
  await migrations.check('blanes', 'prova');
  await migrations.compare('blanes', 'prova');
  await migrations.share('blanes', share, 'prova', 'a part first');
}

test('a migration from the check to the retirement of the old server, each step recorded', async (t) => {
  const opened = await open(t);
  const { registry, migrations, store, toNew } = opened;
  await shared(opened, 25);
  const verified = registry.get('endpoint', 'nou')?.doc.verified;
  assert.equal((await store.report(verified!.report))?.accepted, true);
  assert.ok(toNew() > 200 && toNew() < 300, String(toNew()));
  assert.equal(registry.current.routes.find('17023', 'proves')?.endpoint.id, 'vell', 'without a petition: the old one');
  await migrations.all('blanes', 'prova', 'it works');
  assert.equal(toNew(), 1000);
  await migrations.retire('blanes', 'prova', 'the old one goes');
  assert.deepEqual(registry.get('municipality', '17023')?.doc.endpoints, { proves: 'nou' });
  assert.equal(toNew(), 1000);
  await registry.change([{ kind: 'endpoint', id: 'vell', doc: null }], 'prova', 'switched off');
  const history = await registry.history('migration', 'blanes');
  assert.deepEqual(
    history.map(({ after }) => (after as Migration).state),
    ['preparing', 'checked', 'shadowing', 'share', 'all', 'retired'],
  );
});

test('a new server that fails too often gives its traffic back by itself, recorded and with an alarm', async (t) => {
  const opened = await open(t);
  const { registry, migrations, alarms, toNew } = opened;
  await shared(opened, 50);
  const returned = new Promise<void>((resolve) => {
    const stop = registry.onChange(() => {
      stop();
      resolve();
    });
  });
  migrations.outcome('vell', false);
  migrations.outcome('nou', true);
  migrations.outcome('nou', false);
  assert.ok(toNew() > 0);
  migrations.outcome('nou', false);
  migrations.outcome('nou', false);
  await returned;
  assert.equal(toNew(), 0);
  const { doc } = registry.get('migration', 'blanes')!;
  assert.deepEqual([doc.state, doc.share, doc.reason], ['returned', 0, 'too many failures of the new endpoint']);
  const last = (await registry.history('migration', 'blanes')).at(-1);
  assert.deepEqual([last?.who, last?.why], ['padro-gateway', doc.reason]);
  await new Promise(setImmediate);
  assert.deepEqual(
    alarms.map(({ id, state }) => [id, state]),
    [['blanes', 'returned']],
  );
  assert.equal((await migrations.again('blanes', 'prova', 'repaired')).state, 'preparing');
});

test('a return that the store does not take is told, and tried again at the next failure', async (t) => {
  const opened = await open(t);
  const { registry, migrations, alarms, troubles } = opened;
  await shared(opened, 50);
  const full = new Error('the disk is full');
  const change = t.mock.method(registry, 'change', () => Promise.reject(full));
  for (let i = 0; i < 3; i++) migrations.outcome('nou', false);
  await new Promise(setImmediate);
  assert.deepEqual([troubles, alarms], [[['blanes', full]], []]);
  change.mock.restore();
  const returned = new Promise<void>((resolve) => t.after(registry.onChange(resolve)));
  migrations.outcome('nou', false);
  await returned;
  assert.equal(registry.get('migration', 'blanes')?.doc.state, 'returned');
});

test('a new server that the check does not accept goes no further', async (t) => {
  const { registry, migrations, fresh } = await open(t);
  await migrations.open({ id: 'blanes', from: 'vell', to: 'nou' }, 'prova', 'a new server');
  fresh.fail('html-404');
  assert.equal((await migrations.check('blanes', 'prova')).accepted, false);
  assert.equal(registry.get('migration', 'blanes')?.doc.state, 'preparing');
  assert.equal(registry.get('endpoint', 'nou')?.doc.verified, undefined);
  await assert.rejects(migrations.share('blanes', 10, 'prova', 'too early'), { code: 'migration.step' });
  const asked = fresh.received;
  await assert.rejects(migrations.compare('blanes', 'prova'), { code: 'migration.step' });
  assert.equal(fresh.received, asked, 'nobody was asked');
});

test('shadow comparison: test people only, the same petitions to both, what differs without its value', async (t) => {
  const { migrations, old, fresh, registry } = await open(t);
  await migrations.open({ id: 'blanes', from: 'vell', to: 'nou' }, 'prova', 'a new server');
  await migrations.check('blanes', 'prova');
  const [before, after] = [old.received, fresh.received];
  const same = await migrations.compare('blanes', 'prova');
  assert.deepEqual([same.results, same.differences], [0, []]);
  assert.deepEqual([old.received - before, fresh.received - after], [same.queries, same.queries]);
  fresh.fail('empty');
  const other = await migrations.compare('blanes', 'prova');
  assert.equal(other.results, other.queries);
  assert.doesNotMatch(JSON.stringify(other), /12344321Z|Prova|Fict/);
  await assert.rejects(migrations.share('blanes', 10, 'prova', 'in spite of it'), { code: 'migration.differs' });
  assert.equal(registry.get('migration', 'blanes')?.doc.comparison?.results, other.queries);
});

test('records that do not fit are refused when they are written', async (t) => {
  const { migrations, registry } = await open(t);
  await migrations.open({ id: 'blanes', from: 'vell', to: 'nou' }, 'prova', 'a new server');
  await assert.rejects(migrations.open({ id: 'blanes', from: 'vell', to: 'nou' }, 'prova', 'twice'), {
    name: 'VersionConflict',
  });
  await assert.rejects(
    migrations.open({ id: 'x', from: 'vell', to: 'cap' }, 'prova', 'nowhere'),
    /there is no endpoint cap/,
  );
  await assert.rejects(
    migrations.open({ id: 'x', from: 'nou', to: 'nou' }, 'prova', 'itself'),
    /two endpoints of one environment/,
  );
  await assert.rejects(migrations.all('x', 'prova', ''), { code: 'migration.unknown' });
  await assert.rejects(
    registry.change([{ kind: 'endpoint', id: 'nou', doc: null }], 'prova', ''),
    /there is no endpoint nou/,
  );
});
