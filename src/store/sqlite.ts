import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
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

/** A transaction has the write lock from its beginning: what it read first is still so when it writes, whoever else writes. */
class Driver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** A migration is made whole or not at all, as SQLite can and Kysely leaves out. */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * Opens the store, making it or bringing it to the newest schema.
 *
 * @throws Error when the file cannot be opened, or was written by a newer version
 */
export async function openSqlite(path: string): Promise<Kysely<Tables>> {
  mkdirSync(dirname(path), { recursive: true });
  const database = connect(path);
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new Adapter(),
      createDriver: () => new Driver({ database }),
      createIntrospector: (of) => new SqliteIntrospector(of),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return migrate(db, path);
}
