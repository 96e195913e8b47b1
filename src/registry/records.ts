import type { z } from 'zod';
import { KINDS, type Kind, type Records } from './schema.ts';
import { stopId } from './stops.ts';
import type { Change, RegistryRow } from './store.ts';
import { toWrite } from './written.ts';

/** Identifier of a record among its kind. */
const ID: { readonly [K in Kind]: (doc: z.infer<(typeof KINDS)[K]>) => string } = {
  addressGroup: ({ name }) => name,
  ens: ({ ens }) => ens,
  consumer: ({ ens }) => ens,
  certificate: ({ ens, endpoint, fingerprint }) => `${endpoint ?? ens}/${fingerprint}`,
  authorisation: ({ ens, finalitat, procediment, modalitats, from }) =>
    [ens, finalitat ?? procediment, modalitats === '*' ? '*' : modalitats.join('+'), from].join('/'),
  endpoint: ({ id }) => id,
  municipality: ({ ine }) => ine,
  integration: ({ id }) => id,
  migration: ({ id }) => id,
  stop: stopId,
};

/** A record as a change that writes it. @throws ZodError when it is not what its kind asks */
export function put<K extends Kind>(kind: K, doc: z.input<(typeof KINDS)[K]>): Change {
  const parsed = toWrite(kind, doc);
  return { kind, id: ID[kind](parsed), doc: parsed };
}

/** Rows of the store, each validated again. @throws Error naming the record that is wrong */
export function toRecords(rows: readonly RegistryRow[]): Records {
  const records = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, [] as unknown[]]));
  for (const { kind, id, doc } of rows) {
    if (!Object.hasOwn(KINDS, kind)) throw new Error(`registry: ${kind} ${id} is of no known kind`);
    const parsed = KINDS[kind as Kind].safeParse(doc);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`registry: ${kind} ${id}: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    records[kind]!.push(parsed.data);
  }
  return records as unknown as Records;
}

/** The address groups among the rows. */
export const addressGroupsOf = (rows: readonly RegistryRow[]): Records['addressGroup'] =>
  toRecords(rows.filter(({ kind }) => kind === 'addressGroup')).addressGroup;
