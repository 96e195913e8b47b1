export { JournalWriter } from './journal/writer.ts';
export { makeRegistryStore } from './registry-store.ts';
export { openSqlite } from './sqlite.ts';
