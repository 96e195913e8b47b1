import type { Migration } from 'kysely';
import { isPostgres } from '../dialect.ts';

/** The replay key of a petition's message, beside the petition's own: one row where there were two. */
export const signed: Migration = {
  async up(db) {
    await db.schema
      .alterTable('spent')
      .addColumn('signed', isPostgres(db) ? 'bytea' : 'blob')
      .execute();
  },
};
