export type { Certificate } from './certificate.ts';
export { type Ending, endingKey, endingOf } from './certificates.ts';
export * from './circuit/index.ts';
export type { Tables } from './compile.ts';
export { checkConflicts, type Difference, differencesOf } from './file/difference.ts';
export { FileError, readRegistry, type Wanted } from './file/read.ts';
export { type Exported, writeRegistry } from './file/write.ts';
export type { Migration, MigrationState } from './migration.ts';
export { MUNICIPIS, type Municipi, municipisOf } from './municipis.ts';
export { addressGroupsOf, put } from './records.ts';
export { Misfit, Registry, tablesOf, type Versioned } from './registry.ts';
export { KINDS, type Kind, type Records } from './schema.ts';
export { SHIPPED_GROUPS } from './shipped.ts';
export { STOPPABLE, type Stoppable, stopId } from './stops.ts';
export {
  type By,
  type Change,
  type Changed,
  type RegistryRow,
  type RegistryStore,
  VersionConflict,
} from './store.ts';
export { WARNINGS, type Warning, warningsOf } from './warnings.ts';
