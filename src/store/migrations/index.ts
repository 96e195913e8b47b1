import type { Migration } from 'kysely';
import { start } from './001-start.ts';
import { circuit } from './003-circuit.ts';
import { check } from './004-check.ts';
import { access } from './005-access.ts';
import { jobs } from './006-jobs.ts';
import { documents } from './007-documents.ts';
import { tasks } from './008-tasks.ts';
import { exempt } from './009-exempt.ts';
import { nodes } from './010-nodes.ts';
import { oidc } from './011-oidc.ts';
import { signed } from './012-signed.ts';

/** Numbered, applied in order, never changed once released. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-start': start,
  '003-circuit': circuit,
  '004-check': check,
  '005-access': access,
  '006-jobs': jobs,
  '007-documents': documents,
  '008-tasks': tasks,
  '009-exempt': exempt,
  '010-nodes': nodes,
  '011-oidc': oidc,
  '012-signed': signed,
};
