import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { MIGRATIONS } from './migrations/index.ts';
import type { Tables } from './schema.ts';

/** A connection with the settings that durability rests on: write-ahead log, every commit synced. */
export function connect(path: string): Database.Database {
  const db = new Database(path, { timeout: 5000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // What is purged is gone from the file too.
  db.pragma('secure_delete = ON');
  return db;
}

/**
 * Opens the store, making it or bringing it to the newest schema.
 *
 * @throws Error when the file cannot be opened, or was written by a newer version
 */
export async function openSqlite(path: string): Promise<Kysely<Tables>> {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connect(path) }) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return db;
  await db.destroy();
  throw new Error(`${path}: the store cannot be brought to this version's schema: ${(error as Error).message}`, {
    cause: error,
  });
}
