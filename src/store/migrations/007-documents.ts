import type { Migration } from 'kysely';

export const documents: Migration = {
  async up(db) {
    await db.schema
      .createTable('issued_document')
      .addColumn('code_hash', 'text', (c) => c.primaryKey())
      .addColumn('sha256', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('ens', 'text', (c) => c.notNull())
      .addColumn('ens_name', 'text', (c) => c.notNull())
      .addColumn('incident', 'text', (c) => c.notNull())
      .addColumn('person', 'text', (c) => c.notNull())
      .execute();
    await db.schema.createIndex('issued_document_sha256').on('issued_document').column('sha256').execute();
    await db.schema.createIndex('issued_document_until').on('issued_document').column('until').execute();
  },
};
