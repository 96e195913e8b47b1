import { monotonic, timedId } from './clock.ts';
import type { Peticion } from './peticion.ts';

export const STATIONS = [
  'listen',
  'admit',
  'parse',
  'verify',
  'authorise',
  'route',
  'forward',
  'seal',
  'record',
] as const;
export type Station = (typeof STATIONS)[number];

/** What is known of a request while it passes the stations: the in-memory entry that `record` opens at `listen`. */
export class Trail {
  /** Identifies the request in answers, logs and the journal. */
  readonly incident: string;
  readonly receivedAt: number;
  readonly frontal: string;
  readonly #started = monotonic();
  #since = this.#started;
  #station: Station = 'listen';
  /** Milliseconds spent in each station. */
  readonly spent: { station: Station; ms: number }[] = [];
  group: string | undefined;
  address: string | undefined;
  peticion: Peticion | undefined;
  ens: string | undefined;
  fingerprint: string | undefined;
  algorithm: string | undefined;
  /** Incident of the journal's line that keeps what PSIS said of the certificate. */
  evidence: string | undefined;
  municipi: string | undefined;
  endpoint: string | undefined;
  bytesIn = 0;
  bytesOut = 0;
  /** The signer is certified and holds the key: from here on a refusal is written, and may say why. */
  trusted = false;

  constructor(frontal: string, now: number) {
    this.frontal = frontal;
    this.receivedAt = now;
    this.incident = timedId(now);
  }

  get station(): Station {
    return this.#station;
  }

  enter(station: Station): void {
    const now = monotonic();
    this.spent.push({ station: this.#station, ms: now - this.#since });
    this.#since = now;
    this.#station = station;
  }

  /** Milliseconds since the request came. */
  elapsed(): number {
    return monotonic() - this.#started;
  }
}
