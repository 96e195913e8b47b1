import type { Clock } from '../../base/clock.ts';
import type { Outbound } from '../../base/outbound/fetch.ts';
import { Unusable } from './answer.ts';
import { Bounded, Coalesced } from './bounded.ts';
import { type Crl, readCrl } from './crl.ts';
import { RETRY_MS, type RevocationOptions, refreshAt } from './options.ts';

/** Lists that are kept at once. */
const MOST = 32;

interface Kept {
  readonly crl: Crl;
  readonly until: number;
  readonly refreshAt: number;
}

/** Gets lists of revoked certificates from their addresses, once for all the certificates that name them. */
export class Lists {
  readonly #outbound: Pick<Outbound, 'fetch'>;
  readonly #clock: Clock;
  readonly #cacheMs: number;
  readonly #kept = new Bounded<Kept>(MOST);
  readonly #fetching = new Coalesced<Crl>();

  constructor(outbound: Pick<Outbound, 'fetch'>, clock: Clock, { cacheMs }: RevocationOptions) {
    this.#outbound = outbound;
    this.#clock = clock;
    this.#cacheMs = cacheMs;
  }

  /** @throws Unusable, OutboundError */
  async get(url: string): Promise<Crl> {
    const kept = this.#kept.get(url);
    if (kept && this.#clock.now() < kept.refreshAt) return kept.crl;
    return this.#fetching.run(url, () => this.#fetch(url, kept));
  }

  async #fetch(url: string, kept: Kept | undefined): Promise<Crl> {
    try {
      const { status, bytes } = await this.#outbound.fetch(url);
      if (status !== 200) throw new Unusable(`HTTP ${status}`);
      const crl = readCrl(bytes);
      const now = this.#clock.now();
      const until = Math.min(now + this.#cacheMs, crl.nextUpdate ?? Number.POSITIVE_INFINITY);
      this.#kept.set(url, { crl, until, refreshAt: refreshAt(now, until) });
      return crl;
    } catch (error) {
      const now = this.#clock.now();
      if (!kept || now > kept.until) throw error;
      this.#kept.set(url, { ...kept, refreshAt: now + RETRY_MS });
      return kept.crl;
    }
  }
}
