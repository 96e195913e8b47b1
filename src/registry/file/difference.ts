import { isDeepStrictEqual } from 'node:util';
import { put } from '../records.ts';
import type { Registry } from '../registry.ts';
import type { Change } from '../store.ts';
import { FileError, type Wanted } from './read.ts';

/** One record that a file would change. */
export interface Difference {
  readonly what: 'added' | 'changed' | 'taken away';
  readonly kind: string;
  readonly id: string;
  /** Of a changed record, the fields that differ. */
  readonly fields: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[];
  readonly change: Change;
}

/** What importing would change, each on the version that it was compared with; in the order of the kinds. */
export function differencesOf(registry: Pick<Registry, 'list'>, { kinds, records }: Wanted): Difference[] {
  return kinds.flatMap((kind) => {
    const before = new Map(registry.list(kind).map((row) => [row.id, row]));
    const wanted = records.filter((change) => change.kind === kind);
    const kept = new Set(wanted.map(({ id }) => id));
    return [
      ...wanted.flatMap((change) => {
        const row = before.get(change.id);
        return compared({ ...change, expected: row?.version ?? 0 }, row && put(kind, row.doc as never).doc);
      }),
      ...[...before.values()]
        .filter(({ id }) => !kept.has(id))
        .map(({ id, version }) => gone({ kind, id, doc: null, expected: version })),
    ];
  });
}

const gone = (change: Change): Difference => ({
  what: 'taken away',
  kind: change.kind,
  id: change.id,
  fields: [],
  change,
});

type Doc = Readonly<Record<string, unknown>>;

function compared(change: Change, before: unknown): Difference[] {
  const { kind, id, doc } = change;
  if (before === undefined) return [{ what: 'added', kind, id, fields: [], change }];
  const [old, next] = [before as Doc, doc as Doc];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(next)])]
    .filter((name) => !isDeepStrictEqual(old[name], next[name]))
    .map((name) => ({ name, before: old[name], after: next[name] }));
  return fields.length === 0 ? [] : [{ what: 'changed', kind, id, fields, change }];
}

const BATCH = 1000;

/**
 * Refuses differences in records that somebody changed since the file was exported from this store. Of a file from another
 * store, or whose `exported` was taken out, nothing is known to be lost.
 *
 * @throws FileError naming each record, and who changed it
 */
export async function checkConflicts(
  registry: Pick<Registry, 'changesSince'>,
  { exported }: Wanted,
  differences: readonly Difference[],
): Promise<void> {
  if (!exported) return;
  const [known] = await registry.changesSince(exported.seq - 1, 1);
  if (known?.seq !== exported.seq || known.at !== Date.parse(exported.at)) return;
  const touched = new Set(differences.map(({ kind, id }) => `${kind} ${id}`));
  const conflicts = new Map<string, string>();
  let since = exported.seq;
  for (;;) {
    const changes = await registry.changesSince(since, BATCH);
    for (const { kind, id, who, at } of changes) {
      const key = `${kind} ${id}`;
      if (touched.has(key)) conflicts.set(key, `${key} was changed by ${who} at ${new Date(at).toISOString()}`);
    }
    if (changes.length < BATCH) break;
    since = changes.at(-1)!.seq;
  }
  if (conflicts.size === 0) return;
  throw new FileError([...conflicts.values(), 'export again; or take "exported" out of the file to overwrite them']);
}
