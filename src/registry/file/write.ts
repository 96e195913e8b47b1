import { stringify } from 'yaml';
import { put } from '../records.ts';
import { KINDS, type Kind } from '../schema.ts';
import type { RegistryRow } from '../store.ts';

/** The last change that a file knows of: by both it is told whether a store is the one that it came from. */
export interface Exported {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
}

const HEAD = `The registry of padro-gateway: every record, by its kind. A kind that is left out stays as it is when this is imported; of a kind
that is there, records that are left out are taken away. "exported" says what was known: what somebody else changed since is
not overwritten. No secret is in it: keys and passwords are files that the configuration names.`;

/** The registry as YAML, in an order that does not change by itself. */
export function writeRegistry(rows: readonly Pick<RegistryRow, 'kind' | 'id' | 'doc'>[], exported: Exported): string {
  const ofKind = (kind: Kind): unknown[] =>
    rows
      .filter((row) => row.kind === kind)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ doc }) => put(kind, doc as never).doc);
  const kinds = (Object.keys(KINDS) as Kind[]).map((kind) => [kind, ofKind(kind)]);
  const comment = HEAD.split('\n').map((line) => `# ${line}\n`);
  const text = stringify({ exported, ...Object.fromEntries(kinds) }, { lineWidth: 0, aliasDuplicateObjects: false });
  return `${comment.join('')}${text}`;
}
