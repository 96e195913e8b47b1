export { makeCircuitDocuments } from './circuit-documents.ts';
export { PostgresJournal } from './journal/postgres.ts';
export { type JournalLine, readStore, type Sha1Use, type StoreReader } from './journal/read.ts';
export { JournalWriter } from './journal/writer.ts';
export { type OpenJournal, openJournal, openStore } from './open.ts';
export { makeOutboxStore } from './outbox.ts';
export { openPostgres } from './postgres.ts';
export { makeRegistryStore } from './registry-store.ts';
export { openSqlite } from './sqlite.ts';
