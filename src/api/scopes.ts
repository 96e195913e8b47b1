import { KINDS } from '../registry/index.ts';
import { EVERY_OFFICE, operationsFor } from './circuit/office.ts';

const KEPT = Object.keys(KINDS);
/** What is no record, and has routes of its own. */
const BESIDE = ['check', 'letter'];

/** Every scope that opens a route of the API. */
export const SCOPES: readonly string[] = [
  ...['*', ...KEPT, ...BESIDE].map((kind) => `read:${kind}`),
  // An integration is changed by the acts of an office alone.
  ...['*', ...KEPT.filter((kind) => kind !== 'integration'), ...BESIDE].map((kind) => `write:${kind}`),
  ...['*', ...KEPT].map((kind) => `history:${kind}`),
  ...operationsFor(EVERY_OFFICE),
  'act:*',
];
