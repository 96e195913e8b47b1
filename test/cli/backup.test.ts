import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import type { Keys } from '../../src/record/index.ts';
import { put, Registry } from '../../src/registry/index.ts';
import { makeRegistryStore, openPostgres, openSqlite } from '../../src/store/index.ts';
import { openGateway } from '../support/gateway.ts';
import { type Fresh, type Kind, onEveryStore } from '../support/stores.ts';
import { cli } from './harness.ts';

const OPTIONS = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
const LINES = 1500;
const keys = (i: number): Keys => ({
  petition: { key: i.toString(16).padStart(64, '0'), until: 9e12 },
  replay: undefined,
});
const line = (i: number) => ({
  ...({ kind: 'intent', incident: `i${i}`, fields: {} } as const),
  part: { salt: 's', text: `t${i}`, hash: 'x' },
});

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'padro-backup-'));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

/** A store with a registry and a journal whose parts are as recorded, and the commands on it. */
async function open(t: TestContext, kind: Kind, lines = LINES) {
  const store = await kind.fresh(t);
  const dir = folder(t);
  const config = join(dir, 'padro-gateway.yaml');
  const where = { path: join(dir, 'padro.sqlite'), ...store.config };
  writeFileSync(config, JSON.stringify({ store: where }));
  const registry = await Registry.open(makeRegistryStore(store.db), OPTIONS, { now: () => 1 });
  await registry.change([put('consumer', { ens: '9821920002', name: 'Prova' })], 'prova', 'x');
  const journal = await store.journal('a');
  await Promise.all(Array.from({ length: lines }, (_, i) => journal.intent(honest(line(i)), keys(i))));
  const file = join(dir, 'copia');
  return {
    ...{ ...store, dir, file, journal, registry },
    run: (what: 'backup' | 'restore', ...more: string[]) => cli([what, file, ...more, '--config', config]),
  };
}

const sha256 = ({ salt, text }: { readonly salt: string; readonly text: string }): string =>
  createHash('sha256')
    .update(salt + text)
    .digest('hex');

const honest = (one: ReturnType<typeof line>) => ({ ...one, part: { ...one.part, hash: sha256(one.part) } });

const names = async ({ db }: Pick<Fresh, 'db'>): Promise<string[]> => {
  const { rows } = await sql<{ doc: string }>`SELECT doc FROM registry_record WHERE kind = 'consumer'`.execute(db);
  return rows.map(({ doc }) => (JSON.parse(doc) as { name: string }).name);
};

const reopened = (t: TestContext, { config }: Pick<Fresh, 'config'>): Promise<Kysely<never>> =>
  (('url' in config ? openPostgres(config) : openSqlite(config.path)) as Promise<Kysely<never>>).then((db) => {
    t.after(() => db.destroy());
    return db;
  });

onEveryStore('a backup', (kind) => {
  it('is made while a gateway writes, and brings everything back with its journal whole', async (t) => {
    const o = await open(t, kind);
    let going = true;
    const writing = (async () => {
      for (let i = LINES; going; i++) await o.journal.intent(honest(line(i)), keys(i));
    })();
    const made = await o.run('backup');
    going = false;
    await writing;
    assert.deepEqual([made.status, made.err], [0, '']);
    assert.match(made.out, /Keep its keys apart: .*\.key, .*\.lots\.key\n$/);
    assert.equal(statSync(o.file).mode & 0o777, 0o600);
    assert.deepEqual(
      readdirSync(o.dir).filter((name) => name.startsWith('copia')),
      ['copia'],
    );
    assert.match((await o.run('backup')).err, /copia is there already/);

    const other = await open(t, kind, 0);
    copyFileSync(o.file, other.file);
    await other.close();
    const refused = await other.run('restore');
    assert.equal(refused.status, 1);
    assert.match(refused.err, /there (is a store|are tables) already; with --replace/);
    const restored = await other.run('restore', '--replace');
    assert.deepEqual([restored.status, restored.err], [0, '']);
    const links = Number(
      /^journal.*: (\d+) links hold, 0 parts purged; last hash [0-9a-f]{64}$/m.exec(restored.out)?.[1],
    );
    assert.ok(links >= LINES, restored.out);
    assert.match(restored.out, /kept as \S*replaced_\d{14}\.\n/);
    assert.match(restored.out, /\.key is not there: put the key back/);
    const db = await reopened(t, other);
    assert.deepEqual(await names({ db } as never), ['Prova']);
    const { rows } = await sql<{ spent: number }>`SELECT count(*) AS spent FROM spent`.execute(db);
    assert.equal(Number(rows[0]?.spent), links);
  });

  it('goes into a place where there is no store', async (t) => {
    const o = await open(t, kind, 3);
    await o.run('backup');
    const config = await kind.empty(t);
    const options = join(o.dir, 'other.yaml');
    writeFileSync(options, JSON.stringify({ store: { path: join(o.dir, 'none.sqlite'), ...config } }));
    const { status, out } = await cli(['restore', o.file, '--config', options]);
    assert.equal(status, 0);
    assert.match(out, /: 3 links hold/);
    assert.doesNotMatch(out, /kept as/);
  });

  it('of a newer version is refused, and the store stays', async (t) => {
    const o = await open(t, kind, 0);
    await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('999-later', '2030')`.execute(o.db);
    await o.run('backup');
    await sql`DELETE FROM kysely_migration WHERE name = '999-later'`.execute(o.db);
    await o.close();
    const { status, err } = await o.run('restore', '--replace');
    assert.equal(status, 1);
    assert.match(err, /newer version of padro-gateway.*999-later/);
    assert.deepEqual(await names({ db: await reopened(t, o) } as never), ['Prova']);
  });

  it('whose journal does not hold is told, link by link', async (t) => {
    const o = await open(t, kind, 20);
    await sql`UPDATE journal SET line = replace(line, 'i7', 'iX') WHERE seq = 8`.execute(o.db);
    await sql`UPDATE journal_part SET text = 'another' WHERE seq = 12`.execute(o.db);
    await o.run('backup');
    await o.close();
    const { status, err } = await o.run('restore', '--replace');
    assert.equal(status, 1);
    assert.match(err, /the journal.* does not hold at link 8, 12: do not use this copy/);
  });

  it('is not put in the place of a store that is used', async (t) => {
    const o = await open(t, kind, 3);
    await o.run('backup');
    const { status, err } = await o.run('restore', '--replace');
    assert.equal(status, 1);
    assert.match(err, /stop (that|the gateways) first/);
    assert.equal(await o.journal.intent(honest(line(9)), keys(9)), 'recorded', 'it goes on');
  });

  it('is refused when it is nonsense', async (t) => {
    const o = await open(t, kind, 0);
    await o.close();
    for (const bytes of ['', 'nonsense', Buffer.alloc(8192, 1)]) {
      writeFileSync(o.file, bytes);
      const { status, err } = await o.run('restore', '--replace');
      assert.equal(status, 1);
      assert.match(err, /copia|pg_restore/);
    }
    rmSync(o.file);
    assert.match((await o.run('restore')).err, /there is no such file/);
    assert.deepEqual(await names({ db: await reopened(t, o) } as never), ['Prova']);
  });
});

test('a damaged store is replaced, and kept', async (t) => {
  const dir = folder(t);
  const [path, config, file] = [join(dir, 'padro.sqlite'), join(dir, 'config.yaml'), join(dir, 'copia')];
  writeFileSync(config, JSON.stringify({ store: { path } }));
  await (await openSqlite(path)).destroy();
  assert.equal((await cli(['backup', file, '--config', config])).status, 0);
  writeFileSync(path, 'damaged beyond hope');
  writeFileSync(`${path}-wal`, 'this too');
  const { status, err } = await cli(['restore', file, '--replace', '--config', config]);
  assert.deepEqual([status, err], [0, '']);
  const kept = readdirSync(dir).find((name) => /\.replaced_\d+$/.test(name))!;
  assert.equal(readFileSync(join(dir, kept), 'utf8'), 'damaged beyond hope');
  assert.ok(!readdirSync(dir).includes('padro.sqlite-wal'));
});

test('a backup of a gateway that answers is one that answers the same', async (t) => {
  const g = await openGateway(t);
  await g.ask();
  const config = `${g.store}.yaml`;
  writeFileSync(config, `store:\n  path: ${g.store}\n`);
  const copy = `${g.store}.copy`;
  assert.equal((await cli(['backup', copy, '--config', config])).status, 0);
  const other = join(folder(t), 'padro.sqlite');
  writeFileSync(config, `store:\n  path: ${other}\n`);
  const { out } = await cli(['restore', copy, '--config', config]);
  assert.match(out, new RegExp(`journal: ${g.journal().length} links hold`));
});

test('without a store, without a file, without pg_dump', async (t) => {
  const dir = folder(t);
  const config = join(dir, 'config.yaml');
  writeFileSync(config, JSON.stringify({ store: { path: join(dir, 'none.sqlite') } }));
  const none = await cli(['backup', join(dir, 'x'), '--config', config]);
  assert.deepEqual([none.status, readdirSync(dir)], [1, ['config.yaml']]);
  assert.match(none.err, /there is no store/);
  for (const what of ['backup', 'restore']) assert.equal((await cli([what])).status, 2);

  writeFileSync(config, JSON.stringify({ store: { url: 'postgres://padro@127.0.0.1:1/x' } }));
  const { PATH } = process.env;
  process.env.PATH = dir;
  t.after(() => {
    process.env.PATH = PATH;
  });
  const { status, err } = await cli(['backup', join(dir, 'x'), '--config', config]);
  assert.equal(status, 1);
  assert.match(
    err,
    /pg_dump is not on this machine: install PostgreSQL's client .*, or run where it is: pg_dump --format=custom/,
  );
  assert.ok(!readdirSync(dir).includes('x') && readFileSync(config));
});
