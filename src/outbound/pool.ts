import type { Endpoint } from '../base/domain.ts';
import type { Outbound } from '../base/outbound/fetch.ts';
import { type OutboundOptions, PooledOutbound } from './pooled.ts';

/** Connections of the gateway's own calls, kept apart for each endpoint, as each has authorities and pins of its own. */
export class EndpointPool {
  readonly #options: Omit<OutboundOptions, 'timeoutMs' | 'ca' | 'pins'>;
  readonly #pools = new Map<Endpoint, PooledOutbound>();

  constructor(options: Omit<OutboundOptions, 'timeoutMs' | 'ca' | 'pins'>) {
    this.#options = options;
  }

  /** An endpoint whose record changed is another object, and the old one's connections go. */
  of(endpoint: Endpoint): Outbound {
    const known = this.#pools.get(endpoint);
    if (known) return known;
    for (const [other, pool] of this.#pools) {
      if (other.id !== endpoint.id) continue;
      this.#pools.delete(other);
      void pool.retire();
    }
    const { timeoutMs, ca, pins } = endpoint;
    const pool = new PooledOutbound({ ...this.#options, timeoutMs, ca, pins });
    this.#pools.set(endpoint, pool);
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }
}
