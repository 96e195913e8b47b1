import { type Migration, sql } from 'kysely';

/** What several nodes must agree on: who works on what, which keys they have, and who guessed passwords. */
export const nodes: Migration = {
  async up(db) {
    await db.schema.alterTable('lot_solicitud').addColumn('holder', 'text').execute();
    await db.schema
      .createIndex('lot_solicitud_held')
      .on('lot_solicitud')
      .columns(['queue', 'ens', 'due'])
      .where(sql.ref('holder'), 'is not', null)
      .execute();
    await db.schema
      .createTable('shared_key')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('mark', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createTable('access_failure')
      .addColumn('who', 'text', (c) => c.primaryKey())
      .addColumn('count', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
