import { readFileSync } from 'node:fs';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';

/** Counters and times are far below 2^53: as numbers, as SQLite gives them. */
const types = {
  getTypeParser: ((oid: number, format) =>
    oid === 20 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** A database on PostgreSQL. */
export interface Database {
  /** `postgres://…` without a password. */
  readonly url: string;
  /** File with its password. */
  readonly passwordFile?: string | undefined;
}

/** How to connect to it. A peer that is gone without a word is noticed by keep-alive. */
export function connectionOf({ url, passwordFile }: Database): pg.ClientConfig {
  const secret = passwordFile === undefined ? {} : { password: () => readFileSync(passwordFile, 'utf8').trimEnd() };
  return { connectionString: url, ...secret, connectionTimeoutMillis: 5_000, keepAlive: true };
}

/** Connections to a PostgreSQL that forgets nothing it acknowledged, whatever its own default is. */
export function poolOf(database: Database): pg.Pool {
  const pool = new pg.Pool({ ...connectionOf(database), types, options: '-c synchronous_commit=on' });
  // A connection that breaks is replaced, and its query fails; whoever needs one next is told if there is none. One that
  // is in use but between two queries tells only itself: an error that nobody hears would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A database as it stands, whatever its schema. */
export const connectPostgres = (database: Database): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(database) }) });

/**
 * Opens the store on PostgreSQL, making it or bringing it to the newest schema.
 *
 * @throws Error when it cannot be reached, or was written by a newer version
 */
export const openPostgres = (database: Database): Promise<Kysely<Tables>> =>
  migrate(connectPostgres(database), 'PostgreSQL');
