import { type Kysely, type Migration, sql } from 'kysely';
import { isPostgres } from '../dialect.ts';

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
      .addColumn('seq', isPostgres(db) ? 'bigserial' : 'integer', (c) =>
        isPostgres(db) ? c.primaryKey() : c.primaryKey().autoIncrement(),
      )
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('who', 'text', (c) => c.notNull())
      .addColumn('why', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('before', 'text')
      .addColumn('after', 'text')
      .execute();
    await (isPostgres(db) ? journalOfNodes(db) : journalOfOne(db));
  },
};

/** The chain of the one process group that has the file. */
async function journalOfOne(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE journal (seq INTEGER PRIMARY KEY, incident TEXT NOT NULL, line TEXT NOT NULL, hash BLOB NOT NULL)`.execute(
    db,
  );
  await sql`CREATE INDEX journal_incident ON journal (incident)`.execute(db);
  await sql`CREATE TABLE journal_part (seq INTEGER PRIMARY KEY, salt TEXT NOT NULL, text TEXT NOT NULL)`.execute(db);
  await sql`CREATE TABLE spent (key BLOB PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID`.execute(db);
}

/** One chain for each node; what is spent is spent for all. */
async function journalOfNodes(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE journal (node TEXT, seq BIGINT, incident TEXT NOT NULL, line TEXT NOT NULL, hash BYTEA NOT NULL,
    PRIMARY KEY (node, seq))`.execute(db);
  await sql`CREATE INDEX journal_incident ON journal (incident)`.execute(db);
  await sql`CREATE TABLE journal_part (node TEXT, seq BIGINT, salt TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (node, seq))`.execute(db);
  await sql`CREATE TABLE spent (key BYTEA PRIMARY KEY, until BIGINT NOT NULL)`.execute(db);
}
