import type { Migration } from 'kysely';
import { start } from './001-start.ts';
import { circuit } from './003-circuit.ts';
import { jobs } from './006-jobs.ts';

/** Numbered, applied in order, never changed once released. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-start': start,
  '003-circuit': circuit,
  '006-jobs': jobs,
};
