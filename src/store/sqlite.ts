import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
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
  return migrate(db, path);
}
