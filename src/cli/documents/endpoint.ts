import { loadConfig } from '../../config/index.ts';
import { addressGroupsOf, KINDS } from '../../registry/index.ts';
import { fromStore } from '../explain/store.ts';
import { Failure } from '../failure.ts';

/** An endpoint of the configured store, with what the documents for its technician need. */
export interface Shown {
  readonly url: URL;
  readonly municipalities: readonly string[];
  readonly groups: ReturnType<typeof addressGroupsOf>;
}

/** @throws Failure when the store does not know it */
export function endpointOf(id: string, file: string | undefined): Shown {
  const rows = fromStore(loadConfig({ file }), (reader) => reader.registryRows());
  const ofKind = (kind: string) => rows.filter((row) => row.kind === kind);
  const row = ofKind('endpoint').find((endpoint) => endpoint.id === id);
  if (!row) {
    const known = ofKind('endpoint').map((endpoint) => endpoint.id);
    throw new Failure(`there is no endpoint ${id}; there are ${known.join(', ') || 'none'}`);
  }
  const municipalities = ofKind('municipality')
    .map(({ doc }) => KINDS.municipality.parse(doc))
    .filter(({ endpoints }) => Object.values(endpoints).includes(id));
  return {
    url: new URL(KINDS.endpoint.parse(row.doc).url),
    municipalities: municipalities.map(({ name }) => name),
    groups: addressGroupsOf(rows),
  };
}

/** The port of an address, stated or by its scheme. */
export const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80);
