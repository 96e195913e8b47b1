import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.01, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

/** What probes find. The label `endpoint` is an id of the registry, and goes when the endpoint is watched no more. */
export class ProbeMetrics {
  readonly #probes: Counter;
  readonly #seconds: Histogram;
  readonly #up: Gauge;
  readonly #notAfter: Gauge;
  readonly #returned: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#probes = new Counter({
      name: 'padro_probes_total',
      help: 'Probes of endpoints by result; quiet: left out in a maintenance window.',
      labelNames: ['result'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'padro_probe_seconds',
      help: 'Time of the probes that were answered well.',
      buckets: SECONDS,
      registers,
    });
    this.#up = new Gauge({
      name: 'padro_probe_up',
      help: 'Whether the last probe of an endpoint was answered well.',
      labelNames: ['endpoint'],
      registers,
    });
    this.#notAfter = new Gauge({
      name: 'padro_probe_certificate_not_after_seconds',
      help: 'When the TLS certificate of an endpoint ends, seconds since the epoch.',
      labelNames: ['endpoint'],
      registers,
    });
    this.#returned = new Counter({
      name: 'padro_migrations_returned_total',
      help: 'Migrations whose new endpoint failed too often, so that its traffic went back.',
      registers,
    });
  }

  probed({ endpoint, ok, ms }: { readonly endpoint: string; readonly ok: boolean; readonly ms: number }): void {
    this.#probes.inc({ result: ok ? 'ok' : 'failed' });
    this.#up.set({ endpoint }, ok ? 1 : 0);
    if (ok) this.#seconds.observe(ms / 1000);
  }

  quiet(_endpoint: string): void {
    this.#probes.inc({ result: 'quiet' });
  }

  /** @param notAfter milliseconds */
  certificate(endpoint: string, notAfter: number): void {
    this.#notAfter.set({ endpoint }, notAfter / 1000);
  }

  gone(endpoint: string): void {
    this.#up.remove({ endpoint });
    this.#notAfter.remove({ endpoint });
  }

  returned(): void {
    this.#returned.inc();
  }
}
