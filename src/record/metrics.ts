import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Refusal } from '../base/errors/refusal.ts';
import { WARNED } from '../base/expiry.ts';
import { MODALITATS } from '../base/modalitats.ts';
import type { Answered, Reply } from '../base/request.ts';
import type { Trail } from '../base/trail.ts';
import { ProbeMetrics } from './probe-metrics.ts';
import { StationSeconds } from './station-seconds.ts';

const CIRCUIT = { closed: 0, 'half-open': 0.5, open: 1 } as const;

/** Gauges among prom-client's own that are named like counters; what they count is told by the type of handle too. */
const MISNAMED = ['handles', 'requests', 'resources'].map((what) => `padro_nodejs_active_${what}_total`);

/** Whose certificates the registry keeps. */
const HOLDERS = ['consumer', 'endpoint'] as const;
export type Holder = (typeof HOLDERS)[number];

/**
 * Prometheus metrics. Every label comes from a closed set: stations, outcomes, codes of the catalogue, and what the
 * registry knows; nothing that a caller sends becomes one.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter;
  readonly #refusals: Counter;
  readonly #stations: StationSeconds;
  readonly #bytes: Counter;
  readonly #sha1: Counter;
  readonly #excepted: Counter;
  readonly #inFlight: Gauge;
  readonly #failures: Counter;
  readonly #expiry: Gauge;
  readonly #circuits: Gauge;
  readonly #worked: Counter;
  readonly #registryInForce: Gauge;

  /** What the probes of endpoints find. */
  readonly probes: ProbeMetrics;

  constructor() {
    this.probes = new ProbeMetrics(this.#registry);
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry, prefix: 'padro_' });
    for (const name of MISNAMED) this.#registry.removeSingleMetric(name);
    this.#requests = new Counter({
      name: 'padro_requests_total',
      help: 'Requests by frontal, modalitat, group of the caller and outcome.',
      labelNames: ['frontal', 'modalitat', 'group', 'outcome'],
      registers,
    });
    this.#refusals = new Counter({
      name: 'padro_refusals_total',
      help: 'Refused requests by station and code of the error catalogue.',
      labelNames: ['station', 'code'],
      registers,
    });
    this.#stations = new StationSeconds(this.#registry);
    this.#bytes = new Counter({
      name: 'padro_bytes_total',
      help: 'Bytes of requests received and answers sent.',
      labelNames: ['direction'],
      registers,
    });
    this.#sha1 = new Counter({
      name: 'padro_sha1_requests_total',
      help: 'Requests with SHA-1 in their signature, accepted by exception, by ens.',
      labelNames: ['ens'],
      registers,
    });
    this.#excepted = new Counter({
      name: 'padro_unprotected_calls_total',
      help: 'Calls in producció to endpoints without a pinned key or signed answers, by dated exception, by endpoint.',
      labelNames: ['endpoint'],
      registers,
    });
    this.#inFlight = new Gauge({ name: 'padro_requests_in_flight', help: 'Requests being processed.', registers });
    this.#expiry = new Gauge({
      name: 'padro_certificate_not_after_seconds',
      help: 'When the own certificates end, seconds since the epoch.',
      labelNames: ['kind', 'name'],
      registers,
    });
    this.#circuits = new Gauge({
      name: 'padro_circuit_open',
      help: 'Endpoints that are left alone because they did not answer: 1 open, 0.5 being tried again, 0 closed.',
      labelNames: ['endpoint'],
      registers,
    });
    this.#worked = new Counter({
      name: 'padro_lots_attempts_total',
      help: 'Attempts to answer a solicitud of an asynchronous petition: answered, or to be made again.',
      labelNames: ['outcome'],
      registers,
    });
    this.#registryInForce = new Gauge({
      name: 'padro_registry_in_force',
      help: 'Whether the registry as it stands in the store is what is served from; 0: the last good tables are.',
      registers,
    });
    this.#registryInForce.set(1);
    this.#failures = new Counter({
      name: 'padro_source_failures_total',
      help: 'Municipal servers that did not answer, by code of the error catalogue.',
      labelNames: ['code'],
      registers,
    });
  }

  /** @param notAfter milliseconds */
  expires(kind: string, name: string, notAfter: number): void {
    this.#expiry.set({ kind, name }, notAfter / 1000);
  }

  circuit(endpoint: string, state: keyof typeof CIRCUIT): void {
    this.#circuits.set({ endpoint }, CIRCUIT[state]);
  }

  excepted(endpoint: string): void {
    this.#excepted.inc({ endpoint });
  }

  registryInForce(all: boolean): void {
    this.#registryInForce.set(Number(all));
  }

  worked(outcome: 'answered' | 'again'): void {
    this.#worked.inc({ outcome });
  }

  /** Looked at whenever metrics are read. */
  watchLots({ held, open }: { readonly held: () => number; readonly open: () => Promise<number> }): void {
    const registers = [this.#registry];
    new Gauge({
      name: 'padro_lots_held',
      help: 'Solicituds of asynchronous petitions that this process works on.',
      registers,
      collect() {
        this.set(held());
      },
    });
    new Gauge({
      name: 'padro_lots_open',
      help: 'Solicituds of asynchronous petitions that have no answer yet.',
      registers,
      async collect() {
        this.set(await open());
      },
    });
  }

  /** @param count how many certificates of a holder have so many days left at most; looked at whenever metrics are read */
  watchCertificates(count: (holder: Holder, days: number) => number): void {
    const registers = [this.#registry];
    new Gauge({
      name: 'padro_registered_certificates_ending',
      help: 'Certificates of the registry with so many days left at most that no other one follows; 0: ended.',
      labelNames: ['holder', 'within'],
      registers,
      collect() {
        for (const holder of HOLDERS) {
          for (const within of [0, ...WARNED]) this.set({ holder, within }, count(holder, within));
        }
      },
    });
  }

  begun(): void {
    this.#inFlight.inc();
  }

  answered(answered: Answered, reply: Reply): void {
    const { answer, consumer, sha1, trail } = answered;
    if (sha1) this.#sha1.inc({ ens: consumer.ens });
    if (answer.cause) this.#failures.inc({ code: answer.cause.split(' ', 1)[0]! });
    this.#ended(trail, answer.outcome, reply);
  }

  refused(trail: Trail, refusal: Refusal, reply: Reply): void {
    this.#refusals.inc({ station: refusal.entry.station, code: refusal.code });
    this.#ended(trail, 'refused', reply);
  }

  refusedOutside(refusal: Refusal): void {
    this.#refusals.inc({ station: refusal.entry.station, code: refusal.code });
  }

  #ended(trail: Trail, outcome: string, reply: Reply): void {
    this.#inFlight.dec();
    this.#requests.inc({
      frontal: trail.frontal,
      modalitat: trail.peticion ? MODALITATS.get(trail.peticion.modalitat.code)!.code : 'none',
      group: trail.group ?? 'none',
      outcome,
    });
    this.#bytes.inc({ direction: 'in' }, trail.bytesIn);
    this.#bytes.inc({ direction: 'out' }, reply.bytes.length);
    for (const { station, ms } of trail.spent) this.#stations.observe(station, ms / 1000);
  }

  async text(): Promise<{ type: string; text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
