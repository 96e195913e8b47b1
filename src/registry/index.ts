export * from './circuit/index.ts';
export type { Tables } from './compile.ts';
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
