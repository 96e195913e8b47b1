import type { Migration, Registry } from '../registry/index.ts';
import type { Report } from './finding.ts';

/** What this folder needs of the registry. */
export type CheckRegistry = Pick<Registry, 'get' | 'list' | 'change' | 'onChange'>;

/** One probe of an endpoint. */
export interface Sample {
  readonly endpoint: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly ok: boolean;
  /** Milliseconds of the exchange. */
  readonly ms: number;
  /** Code of the error catalogue; none: it answered well. */
  readonly cause?: string | undefined;
}

/** Where reports and the history of probes are kept. */
export interface CheckStore {
  saveReport(hash: string, report: Report): Promise<void>;
  report(hash: string): Promise<Report | undefined>;
  /** Adds samples and forgets those before a time (milliseconds since the epoch), all or nothing. */
  saveSamples(samples: readonly Sample[], forgetBefore: number): Promise<void>;
  /** The newest samples of an endpoint, the newest first. */
  samples(endpoint: string, limit: number): Promise<Sample[]>;
}

/** A migration whose new endpoint failed too often went back to the old one. */
export type Alarm = (migration: Migration) => void;
