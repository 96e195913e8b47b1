import { type Certificate, type Change, put, type RegistryRow } from '../../registry/index.ts';
import type { StoreReader } from '../../store/index.ts';

/** A consumer as operators look at it. */
export interface Listed {
  readonly ens: string;
  readonly name: string;
  readonly certificates: number;
  readonly acceptNif: boolean;
  readonly ways: readonly string[];
  /** End of its SHA-1 exception, as registered; null: it has none. */
  readonly sha1Until: string | null;
  /** The exception is in force. */
  readonly sha1: boolean;
  /** Petitions that were accepted with SHA-1, and the last one's time; asked for by `--sha1` only. */
  readonly sha1Uses?: number;
  readonly sha1Last?: string | null;
}

type Doc = Parameters<typeof put<'consumer'>>[1];
/** A record as it is once its defaults are filled in. */
type Consumer = Pick<Doc, 'ens' | 'name' | 'sha1Until'> & {
  readonly fingerprints: readonly string[];
  readonly acceptNif: boolean;
  readonly ways: Readonly<Record<string, boolean>>;
};

export type Row = Pick<RegistryRow, 'kind' | 'doc'>;

/** Consumers in the order of the rows, which may be of any kind. */
export function listConsumers(rows: readonly Row[], now: number): Listed[] {
  const registered = rows.filter(({ kind }) => kind === 'certificate').map(({ doc }) => doc as Certificate);
  return rows
    .filter(({ kind }) => kind === 'consumer')
    .map(({ doc }) => listed(put('consumer', doc as Doc), registered, now));
}

/** Those with a dated exception, and what the journal says of its use. */
export function listSha1(reader: StoreReader, now: number): Listed[] {
  const uses = new Map(reader.sha1Uses().map((use) => [use.ens, use]));
  return listConsumers(reader.registryRows(), now)
    .filter(({ sha1Until }) => sha1Until !== null)
    .map((consumer) => {
      const used = uses.get(consumer.ens);
      return { ...consumer, sha1Uses: used?.uses ?? 0, sha1Last: used?.last ?? null };
    });
}

function listed({ doc }: Change, registered: readonly Certificate[], now: number): Listed {
  const { ens, name, fingerprints, acceptNif, ways, sha1Until = null } = doc as Consumer;
  const own = registered.filter((one) => one.ens === ens && one.endpoint === undefined);
  return {
    ens,
    name,
    certificates: new Set([...fingerprints, ...own.map(({ fingerprint }) => fingerprint)]).size,
    acceptNif,
    ways: Object.keys(ways).filter((way) => ways[way]),
    sha1Until,
    sha1: sha1Until !== null && now < Date.parse(sha1Until),
  };
}
