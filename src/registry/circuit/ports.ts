import type { Registry } from '../registry.ts';

/** The registry as the circuit uses it. */
export type CircuitRegistry = Pick<Registry, 'get' | 'list' | 'change'>;

/** Keeps documents by the SHA-256 of their bytes; implemented by the store. */
export interface CircuitDocuments {
  /** Durable when this resolves; the same bytes are kept once. */
  keep(sha256: string, bytes: Buffer): Promise<void>;
  read(sha256: string): Promise<Buffer | undefined>;
}
