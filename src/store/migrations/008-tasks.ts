import type { Migration } from 'kysely';

export const tasks: Migration = {
  async up(db) {
    await db.schema
      .createTable('task')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('about', 'text', (c) => c.notNull())
      .addColumn('who', 'text', (c) => c.notNull())
      .addColumn('started', 'bigint', (c) => c.notNull())
      .addColumn('ended', 'bigint')
      .addColumn('outcome', 'text')
      .execute();
    await db.schema.createIndex('task_started').on('task').column('started').execute();
  },
};
