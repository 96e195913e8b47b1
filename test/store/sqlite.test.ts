import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'better-sqlite3';
import { openSqlite } from '../../src/store/index.ts';
import { temporary } from '../notices/post.ts';

test('a store whose making was cut off is made when it is opened again', async (t) => {
  const path = join(temporary(t), 'store.sqlite');
  const raw = new Database(path);
  t.after(() => raw.close());
  raw.exec('CREATE TABLE issued_document (x)');
  await assert.rejects(openSqlite(path), /cannot be brought to this version's schema/);
  const tables = raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
  assert.deepEqual(tables, ['issued_document', 'kysely_migration', 'kysely_migration_lock'], 'all or nothing');
  raw.exec('DROP TABLE issued_document');
  await (await openSqlite(path)).destroy();
});

test('what a transaction read is still so when it writes', async (t) => {
  const path = join(temporary(t), 'store.sqlite');
  const db = await openSqlite(path);
  t.after(() => db.destroy());
  const other = new Database(path, { timeout: 0 });
  t.after(() => other.close());
  const insert = "INSERT INTO access_event (id, at, who, what, about) VALUES ('other', 1, 'x', 'x', 'x')";
  await db.transaction().execute(async (tx) => {
    assert.deepEqual(await tx.selectFrom('access_event').selectAll().execute(), []);
    assert.throws(() => other.exec(insert), /database is locked/);
    await tx.insertInto('access_event').values({ id: 'own', at: 1, who: 'x', what: 'x', about: 'x' }).execute();
  });
  other.exec(insert);
});
