import { type Kysely, PostgresAdapter } from 'kysely';

/** Where the two databases differ. */
export const isPostgres = (db: Pick<Kysely<unknown>, 'getExecutor'>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;
