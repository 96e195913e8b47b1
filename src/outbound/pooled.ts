import { Agent, type buildConnector } from 'undici';
import { type Fetched, type Outbound, OutboundError, type OutboundRequest } from '../base/outbound/fetch.ts';
import type { Guard } from '../base/outbound/guard.ts';
import { trustedOnly } from '../base/outbound/pins.ts';
import { exchange } from './exchange.ts';

export interface OutboundOptions {
  readonly guard: Guard;
  /** Time for the whole exchange, milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer, bytes. */
  readonly maxBytes: number;
  /** PEM of the only authorities that an HTTPS server may be certified by; none: those of the system. */
  readonly ca?: readonly string[];
  /** SHA-256 of the only public keys (SPKI) that it may show, base64; none: any. */
  readonly pins?: readonly string[];
  /** Time to connect, milliseconds. Default: that of the whole exchange. */
  readonly connectTimeoutMs?: number;
  /** Connections to one server. Default 16. */
  readonly connections?: number;
}

/** `Outbound` over undici, with connections kept for each server. */
export class PooledOutbound implements Outbound {
  readonly #options: OutboundOptions;
  readonly #agent: Agent;

  constructor(options: OutboundOptions) {
    this.#options = options;
    const { guard, timeoutMs, ca = [], pins = [], connectTimeoutMs = timeoutMs, connections = 16 } = options;
    this.#agent = new Agent({
      connections,
      connect: {
        timeout: connectTimeoutMs,
        lookup: guard.lookup,
        minVersion: 'TLSv1.2',
        ...trustedOnly({ ca, pins }),
      } as buildConnector.BuildOptions,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  async fetch(url: string, what: OutboundRequest = {}): Promise<Fetched> {
    const { guard, timeoutMs, maxBytes } = this.#options;
    try {
      const target = new URL(url);
      const { hostname, protocol } = target;
      if (protocol !== 'http:' && protocol !== 'https:') throw new Error('a scheme other than http and https');
      guard.checkHost(hostname);
      const headers = { ...what.headers, 'accept-encoding': 'identity' };
      return await exchange(
        this.#agent,
        target,
        { ...what, headers },
        { timeoutMs: what.timeoutMs ?? timeoutMs, maxBytes },
      );
    } catch (error) {
      const { code, name, message } = error as Error & { code?: string };
      throw new OutboundError(typeof code === 'string' ? code : name === 'Error' ? message : name, { cause: error });
    }
  }

  /** Lets what is in flight finish, and keeps no connection. */
  retire(): Promise<void> {
    return this.#agent.close();
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}
