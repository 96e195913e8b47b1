import type { Clock } from '../../base/clock.ts';
import { type Endpoint, inMaintenance } from '../../base/domain.ts';
import type { CheckStore, Sample } from '../ports.ts';
import type { ProbeTarget } from './targets.ts';

export interface ProbeOptions {
  /** Time between two probes of an endpoint, give or take a quarter, milliseconds. */
  readonly everyMs: number;
  /** Most probes at once. */
  readonly parallel: number;
  /** How long samples are kept, milliseconds. */
  readonly keepMs: number;
}

export interface ProbePorts {
  readonly targets: () => readonly ProbeTarget[];
  readonly probe: (target: ProbeTarget) => Promise<Sample>;
  /** When the certificate that its TLS shows ends, milliseconds since the epoch; undefined: there is none to see. */
  readonly certificate: (endpoint: Endpoint) => Promise<number | undefined>;
  readonly store: Pick<CheckStore, 'saveSamples'>;
  readonly clock: Clock;
  /** 0 to 1, 1 not included. */
  readonly chance: () => number;
  readonly told: ProbeListener;
  /** What went wrong in here, for operators. */
  readonly trouble: (error: unknown) => void;
}

export interface ProbeListener {
  probed(sample: Sample): void;
  quiet(endpoint: string): void;
  certificate(endpoint: string, notAfter: number): void;
  /** It is watched no more. */
  gone(endpoint: string): void;
}

/** What is known of a watched endpoint. Times are milliseconds since the epoch. */
export interface ProbeState {
  readonly state: 'waiting' | 'up' | 'down' | 'quiet';
  /** Since when it is in that state. */
  readonly since: number;
  readonly last?: Sample;
  /** When its certificate ends. */
  readonly notAfter?: number;
}

interface Watched {
  next: number;
  /** When its certificate is looked at again. */
  nextCertificate: number;
  busy: boolean;
  state: ProbeState;
}

const CERTIFICATE_EVERY_MS = 6 * 3_600_000;
const FLUSH_MS = 10_000;

/**
 * Watches every endpoint that a probe document is known for. `tick` starts what is due; whoever calls it decides how
 * often, and tests do it by a clock of their own. The first probes are spread over the whole interval.
 */
export class Probes {
  readonly #ports: ProbePorts;
  readonly #options: ProbeOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #running = new Set<Promise<void>>();
  #samples: Sample[] = [];
  #flushed: number;

  constructor(ports: ProbePorts, options: ProbeOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#flushed = ports.clock.now();
  }

  state(endpoint: string): ProbeState | undefined {
    return this.#watched.get(endpoint)?.state;
  }

  /** Starts what is due, as far as there is room; keeps samples now and then. */
  tick(): void {
    const now = this.#ports.clock.now();
    const targets = this.#ports.targets();
    this.#forget(targets);
    const due = targets
      .map((target) => ({ target, watched: this.#of(target.endpoint.id, now) }))
      .filter(({ watched }) => !watched.busy && watched.next <= now)
      .sort((a, b) => a.watched.next - b.watched.next);
    for (const { target, watched } of due) {
      if (this.#running.size >= this.#options.parallel) break;
      this.#start(target, watched, now);
    }
    if (now - this.#flushed >= FLUSH_MS) this.#run(this.#flush(now));
  }

  /** When everything that was started has ended. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Ends what runs, and keeps what is not kept yet. */
  async close(): Promise<void> {
    await this.settled();
    await this.#flush(this.#ports.clock.now());
  }

  #of(id: string, now: number): Watched {
    const known = this.#watched.get(id);
    if (known) return known;
    const next = now + this.#options.everyMs * this.#ports.chance();
    const watched: Watched = { next, nextCertificate: 0, busy: false, state: { state: 'waiting', since: now } };
    this.#watched.set(id, watched);
    return watched;
  }

  #forget(targets: readonly ProbeTarget[]): void {
    if (this.#watched.size === 0) return;
    const ids = new Set(targets.map(({ endpoint }) => endpoint.id));
    for (const id of this.#watched.keys()) {
      if (ids.has(id)) continue;
      this.#watched.delete(id);
      this.#ports.told.gone(id);
    }
  }

  #start(target: ProbeTarget, watched: Watched, now: number): void {
    watched.next = now + this.#options.everyMs * (0.75 + 0.5 * this.#ports.chance());
    if (inMaintenance(target.endpoint, now)) {
      this.#enter(watched, 'quiet', now);
      this.#ports.told.quiet(target.endpoint.id);
      return;
    }
    watched.busy = true;
    this.#run(
      this.#probe(target, watched).finally(() => {
        watched.busy = false;
      }),
    );
  }

  #run(work: Promise<void>): void {
    const running = work.catch(this.#ports.trouble).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #probe(target: ProbeTarget, watched: Watched): Promise<void> {
    const { probe, certificate, told } = this.#ports;
    const sample = await probe(target);
    this.#samples.push(sample);
    this.#enter(watched, sample.ok ? 'up' : 'down', sample.at, { last: sample });
    told.probed(sample);
    if (sample.at < watched.nextCertificate) return;
    const notAfter = await certificate(target.endpoint);
    watched.nextCertificate = sample.at + CERTIFICATE_EVERY_MS;
    if (notAfter === undefined) return;
    watched.state = { ...watched.state, notAfter };
    told.certificate(target.endpoint.id, notAfter);
  }

  #enter(watched: Watched, state: ProbeState['state'], at: number, more: Partial<ProbeState> = {}): void {
    const since = watched.state.state === state ? watched.state.since : at;
    watched.state = { ...watched.state, ...more, state, since };
  }

  async #flush(now: number): Promise<void> {
    this.#flushed = now;
    const samples = this.#samples;
    this.#samples = [];
    if (samples.length > 0) await this.#ports.store.saveSamples(samples, now - this.#options.keepMs);
  }
}
