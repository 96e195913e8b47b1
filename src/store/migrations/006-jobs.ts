import type { Migration } from 'kysely';

export const jobs: Migration = {
  async up(db) {
    await db.schema
      .createTable('lot')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('petition', 'text', (c) => c.notNull().unique())
      .addColumn('ens', 'text', (c) => c.notNull())
      .addColumn('environment', 'text', (c) => c.notNull())
      .addColumn('modalitat', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('deadline', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('solicituds', 'integer', (c) => c.notNull())
      .addColumn('frame', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('lot_until').on('lot').column('until').execute();
    await db.schema
      .createTable('lot_solicitud')
      .addColumn('lot', 'text', (c) => c.notNull())
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('ens', 'text', (c) => c.notNull())
      .addColumn('queue', 'text', (c) => c.notNull())
      .addColumn('due', 'bigint')
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('content', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('lot_solicitud_key', ['lot', 'n'])
      .execute();
    await db.schema
      .createIndex('lot_solicitud_due')
      .on('lot_solicitud')
      .columns(['ens', 'queue', 'due'])
      .where('due', 'is not', null)
      .execute();
  },
};
