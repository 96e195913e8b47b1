import type { Change } from '../store.ts';

/** The registry as the circuit uses it; a change that names the version it is made on is refused when another came first. */
export interface CircuitRegistry {
  get(kind: string, id: string): Found | undefined | Promise<Found | undefined>;
  list(kind: string): readonly Found[] | Promise<readonly Found[]>;
  change(changes: readonly VersionedChange[], who: string, why: string): Promise<unknown>;
}

interface Found {
  readonly doc: unknown;
  readonly version: number;
}

/** `expected` 0: it must not be there. */
export type VersionedChange = Change & { readonly expected?: number };

/** Keeps documents by the SHA-256 of their bytes; implemented by the store. */
export interface CircuitDocuments {
  /** Durable when this resolves; the same bytes are kept once. */
  keep(sha256: string, bytes: Buffer): Promise<void>;
  read(sha256: string): Promise<Buffer | undefined>;
}
