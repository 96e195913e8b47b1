import { type Migration, sql } from 'kysely';

export const start: Migration = {
  async up(db) {
    await db.schema
      .createTable('registry_record')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('doc', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('registry_record_key', ['kind', 'id'])
      .execute();
    await db.schema
      .createTable('registry_change')
      .addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('who', 'text', (c) => c.notNull())
      .addColumn('why', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('before', 'text')
      .addColumn('after', 'text')
      .execute();
    await sql`CREATE TABLE journal (seq INTEGER PRIMARY KEY, incident TEXT NOT NULL, line TEXT NOT NULL, hash BLOB NOT NULL)`.execute(
      db,
    );
    await sql`CREATE INDEX journal_incident ON journal (incident)`.execute(db);
    await sql`CREATE TABLE journal_part (seq INTEGER PRIMARY KEY, salt TEXT NOT NULL, text TEXT NOT NULL)`.execute(db);
    await sql`CREATE TABLE spent (key BLOB PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID`.execute(db);
  },
};
