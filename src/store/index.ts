export { makeAccessStore } from './access-store.ts';
export { makeCheckStore } from './check-store.ts';
export { makeCircuitDocuments } from './circuit-documents.ts';
export { makeIssuedStore } from './issued-store.ts';
export { type JournalLine, readStore, type Sha1Use, type StoreReader } from './journal/read.ts';
export { JournalWriter } from './journal/writer.ts';
export { makeOutboxStore } from './outbox.ts';
export { makeRegistryStore } from './registry-store.ts';
export { openSqlite } from './sqlite.ts';
