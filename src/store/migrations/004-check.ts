import type { Migration } from 'kysely';

export const check: Migration = {
  async up(db) {
    await db.schema
      .createTable('check_report')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('report', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('probe_sample')
      .addColumn('endpoint', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('ok', 'integer', (c) => c.notNull())
      .addColumn('ms', 'integer', (c) => c.notNull())
      .addColumn('cause', 'text')
      .addPrimaryKeyConstraint('probe_sample_key', ['endpoint', 'at'])
      .execute();
    await db.schema.createIndex('probe_sample_at').on('probe_sample').column('at').execute();
  },
};
