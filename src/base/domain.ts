/** What the registry knows, compiled, as the stations see it. Times are milliseconds since the epoch. */

export type Environment = 'produccio' | 'proves' | 'desenvolupament';
export type Permission = 'query' | 'health' | 'read' | 'write' | 'psis';

export interface AddressGroup {
  readonly name: string;
  readonly environment: Environment | 'all';
  readonly may: readonly Permission[];
  /** CIDR texts or single addresses. */
  readonly addresses: readonly string[];
}

export interface AddressRule {
  readonly group: AddressGroup;
  /** The text of the rule that matched. */
  readonly rule: string;
}

/** How a consumer proves who it is: a signed message, its certificate on the channel, a signed token. */
export type Way = 'signature' | 'channel' | 'token';

export interface Consumer {
  /** INE10, ten digits. */
  readonly ens: string;
  readonly name: string;
  readonly nif: string | undefined;
  /** SHA-256 fingerprints of its certificates, lower-case hexadecimal. */
  readonly fingerprints: readonly string[];
  /** A certificate under a trusted anchor that names the ens's NIF is accepted too, so that renewals pass. */
  readonly acceptNif: boolean;
  /** RSA-SHA1 and SHA1 digests are accepted until then; null: never. */
  readonly sha1Until: number | null;
  readonly signedTimestamp: boolean;
  readonly ways: Readonly<Record<Way, boolean>>;
}

export type Purpose = { readonly kind: 'finalitat' | 'procediment'; readonly value: string };

export interface Period {
  readonly from: number;
  /** Null: open-ended. */
  readonly to: number | null;
}

export interface Endpoint {
  readonly id: string;
  readonly environment: Environment;
  /** `http:` or `https:`, host, port and path. */
  readonly url: string;
  /** PEM of the only authorities (or self-signed certificates) that its TLS may rest on; empty: the system's. */
  readonly ca: readonly string[];
  /** SHA-256 of the only public keys (SPKI) that its TLS server may show, base64; empty: any. */
  readonly pins: readonly string[];
  /** In producció it may answer without a pinned key until then; null: never. */
  readonly unpinnedUntil: number | null;
  readonly timeoutMs: number;
  /** Windows in which it is not asked, the end not included. */
  readonly maintenance?: readonly { readonly from: number; readonly to: number }[];
}

/** Whether an endpoint is in one of its maintenance windows. */
export const inMaintenance = ({ maintenance = [] }: Pick<Endpoint, 'maintenance'>, now: number): boolean =>
  maintenance.some(({ from, to }) => from <= now && now < to);

/** Holds the newest good version of something that is replaced as a whole. */
export interface Live<T> {
  readonly current: T;
}

/** A renewed certificate may keep its key, and its ens goes on: what must not come twice is remembered so much longer than the certificate lives. */
export const RENEWALS_MS = 10 * 365 * 86_400_000;
