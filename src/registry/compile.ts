import { isDeepStrictEqual } from 'node:util';
import type { AddressGroup, Consumer, Endpoint, Environment, Period, Purpose } from '../base/domain.ts';
import { MODALITATS } from '../base/modalitats.ts';
import type { Body } from '../base/request.ts';
import { certificateTimes, compileCertificates } from './certificates.ts';
import { compileGate, conveniTimes, type Gate } from './gate.ts';
import { bucketOf, compileMoves } from './moves.ts';
import type { Records } from './schema.ts';
import { compileStops, type Stopped } from './stops.ts';

/** The registry as the path needs it: nothing but look-ups in maps. Replaced as a whole when a record changes. */
export interface Tables {
  readonly groups: readonly AddressGroup[];
  readonly consumers: {
    of(certificate: { readonly fingerprint: string; readonly nif: string | undefined }): readonly Consumer[];
  };
  readonly authorisations: {
    find(ens: string, modalitat: string, purpose: Purpose): readonly Period[] | undefined;
    stopped(what: 'consumer' | 'modalitat', id: string): boolean;
  };
  readonly routes: {
    /** @param idPeticion decides during a migration, whose share goes to the new endpoint; none: the old one */
    find(municipi: string, environment: Environment, idPeticion?: string): Body | undefined;
    /** Path at its endpoint for `*_PROPI`, where the municipality has one of its own. */
    ownPath(municipi: string): string | undefined;
    /** Everybody that is integrated in an environment. */
    integrated(environment: Environment): readonly Body[];
  };
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** Records of the municipalities, each with the endpoints only that may be asked now. */
  readonly municipalities: Records['municipality'];
  readonly ens: ReadonlySet<string>;
  /** When something begins or ends, so that the tables must be made anew: milliseconds, or `Infinity`. */
  readonly until: number;
}

export interface CompileOptions {
  /** Time for an endpoint's whole answer where its record says none, milliseconds. */
  readonly timeoutMs: number;
  /** Whether an endpoint may be there: not in a private range, not the gateway itself. @throws Error */
  readonly checkUrl: (url: URL) => void;
  /** Whether the rules of the groups can be compiled. @throws Error */
  readonly checkGroups: (groups: readonly AddressGroup[]) => void;
}

/**
 * @param now milliseconds: what is in force then
 * @throws Error naming the records that do not fit together
 */
export function compileRegistry(records: Records, options: CompileOptions, now: number, previous?: Tables): Tables {
  options.checkGroups(records.addressGroup);
  const endpoints = compileEndpoints(records, options, previous);
  const certificates = compileCertificates(records, now);
  const consumers = records.consumer.map((record) => toConsumer(record, certificates.of(record.ens)));
  const stopped = compileStops(records.stop);
  return {
    groups: records.addressGroup,
    consumers: compileConsumers(consumers, certificates.resting),
    authorisations: compileAuthorisations(records, stopped),
    endpoints,
    ...compileRoutes(records, endpoints, stopped, compileGate(records, now)),
    ens: new Set(consumers.map(({ ens }) => ens)),
    until: [...certificateTimes(records), ...conveniTimes(records)]
      .filter((time) => time > now)
      .reduce((first, time) => Math.min(first, time), Number.POSITIVE_INFINITY),
  };
}

const toConsumer = (
  { sha1Until, nif, fingerprints, ...rest }: Records['consumer'][number],
  registered: readonly string[],
): Consumer => ({
  ...rest,
  nif,
  fingerprints: [...new Set([...fingerprints, ...registered])],
  sha1Until: sha1Until === undefined ? null : Date.parse(sha1Until),
});

function compileConsumers(consumers: readonly Consumer[], resting: ReadonlySet<string>): Tables['consumers'] {
  const byFingerprint = new Map<string, Consumer[]>();
  const byNif = new Map<string, Consumer[]>();
  const add = (map: Map<string, Consumer[]>, key: string, consumer: Consumer): void => {
    map.set(key, [...(map.get(key) ?? []), consumer]);
  };
  for (const consumer of consumers) {
    for (const fingerprint of consumer.fingerprints) add(byFingerprint, fingerprint, consumer);
    if (consumer.acceptNif && consumer.nif) add(byNif, consumer.nif.toUpperCase(), consumer);
  }
  const none: readonly Consumer[] = [];
  return {
    of({ fingerprint, nif }) {
      const exact = byFingerprint.get(fingerprint) ?? none;
      const named = (nif && !resting.has(fingerprint) && byNif.get(nif)) || none;
      if (named.length === 0) return exact;
      return exact.length === 0 ? named : [...new Set([...exact, ...named])];
    },
  };
}

const keyOf = (ens: string, modalitat: string, kind: Purpose['kind'], value: string): string =>
  `${ens} ${modalitat} ${kind} ${value}`;

function compileAuthorisations({ authorisation, consumer }: Records, stopped: Stopped): Tables['authorisations'] {
  const known = new Set(consumer.map(({ ens }) => ens));
  const periods = new Map<string, Period[]>();
  const codes = [...new Set([...MODALITATS.values()].map(({ code }) => code))];
  for (const { ens, modalitats, finalitat, procediment, from, to } of authorisation) {
    const what = `authorisation of ${ens}`;
    if (!known.has(ens)) throw new Error(`${what}: there is no such consumer`);
    if ((finalitat === undefined) === (procediment === undefined)) {
      throw new Error(`${what}: name a finalitat or a procediment, not both`);
    }
    const unknown = modalitats === '*' ? undefined : modalitats.find((code) => !MODALITATS.has(code));
    if (unknown) throw new Error(`${what}: there is no modalitat ${unknown}`);
    const period = { from: Date.parse(from), to: to === undefined ? null : Date.parse(to) };
    for (const named of modalitats === '*' ? codes : modalitats) {
      const { code } = MODALITATS.get(named)!;
      const key = keyOf(ens, code, finalitat === undefined ? 'procediment' : 'finalitat', (finalitat ?? procediment)!);
      periods.set(key, [...(periods.get(key) ?? []), period]);
    }
  }
  return { find: (ens, modalitat, { kind, value }) => periods.get(keyOf(ens, modalitat, kind, value)), stopped };
}

function toEndpoint(record: Records['endpoint'][number], { timeoutMs, checkUrl }: CompileOptions): Endpoint {
  try {
    checkUrl(new URL(record.url));
  } catch (error) {
    throw new Error(`endpoint ${record.id}: ${(error as Error).message}`);
  }
  const { unpinnedUntil, maintenance, probe: _, verified: __, ...rest } = record;
  return {
    ...rest,
    maintenance: maintenance.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
    timeoutMs: record.timeoutMs ?? timeoutMs,
    unpinnedUntil: unpinnedUntil === undefined ? null : Date.parse(unpinnedUntil),
  };
}

/** An endpoint whose record did not change stays the same object, and so keeps its connections. */
function compileEndpoints({ endpoint }: Records, options: CompileOptions, previous?: Tables): Tables['endpoints'] {
  return new Map(
    endpoint.map((record) => {
      const compiled = toEndpoint(record, options);
      const before = previous?.endpoints.get(record.id);
      return [record.id, before && isDeepStrictEqual(before, compiled) ? before : compiled];
    }),
  );
}

interface RouteEntry {
  readonly body: Body;
  /** During a migration: who answers a share of the petitions, per cent. */
  readonly moved: { readonly body: Body; readonly share: number } | undefined;
}

function compileRoutes(
  { municipality, migration }: Records,
  endpoints: Tables['endpoints'],
  stopped: Stopped,
  isOpen: Gate,
): Pick<Tables, 'routes' | 'municipalities'> {
  const bodyOf = (municipi: string, endpoint: Endpoint): Body => ({
    municipi,
    endpoint,
    stopped: stopped('municipality', municipi) || stopped('endpoint', endpoint.id),
  });
  const moves = compileMoves(migration, endpoints);
  const routes = new Map<string, Map<string, RouteEntry>>();
  const municipalities = municipality.map((record) => {
    const { ine } = record;
    const open = Object.entries(record.endpoints).filter(([name, id]) => {
      const environment = name as Environment;
      const found = endpointOf(endpoints, ine, environment, id);
      const move = moves.get(id);
      const body = bodyOf(ine, move?.share === 100 ? move.to : found);
      if (!isOpen(record, environment, body.endpoint.id)) return false;
      const moved =
        move && isOpen(record, environment, move.to.id) ? { body: bodyOf(ine, move.to), share: move.share } : undefined;
      const entries = routes.get(environment) ?? new Map<string, RouteEntry>();
      routes.set(environment, entries.set(ine, { body, moved }));
      return true;
    });
    return { ...record, endpoints: Object.fromEntries(open) };
  });
  const integrated = new Map(
    [...routes].map(([name, entries]) => [name, [...entries.values()].map(({ body }) => body)]),
  );
  const ownPaths = new Map(municipality.map(({ ine, ownPath }) => [ine, ownPath]));
  return {
    municipalities,
    routes: {
      find(municipi, environment, idPeticion) {
        const entry = routes.get(environment)?.get(municipi);
        if (entry?.moved === undefined || idPeticion === undefined) return entry?.body;
        return bucketOf(idPeticion) < entry.moved.share ? entry.moved.body : entry.body;
      },
      ownPath: (municipi) => ownPaths.get(municipi),
      integrated: (environment) => integrated.get(environment) ?? [],
    },
  };
}

/** @throws Error naming a municipality whose endpoint there is not, or is of another environment */
function endpointOf(endpoints: Tables['endpoints'], ine: string, environment: Environment, id: string): Endpoint {
  const found = endpoints.get(id);
  if (!found) throw new Error(`municipality ${ine}: there is no endpoint ${id}`);
  if (found.environment !== environment) {
    throw new Error(`municipality ${ine}: the endpoint ${id} is of ${found.environment}, not of ${environment}`);
  }
  return found;
}
