export type { Tables } from './compile.ts';
export { addressGroupsOf, put } from './records.ts';
export { Registry } from './registry.ts';
export { SHIPPED_GROUPS } from './shipped.ts';
export type { Change, RegistryRow, RegistryStore } from './store.ts';
