import { Agent, type buildConnector, request } from 'undici';
import { type Fetched, type Outbound, OutboundError, type OutboundRequest } from '../base/outbound/fetch.ts';
import type { Guard } from '../base/outbound/guard.ts';
import { trustedOnly } from '../base/outbound/pins.ts';

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
    const { method = 'GET', headers = {}, body, timeoutMs = this.#options.timeoutMs } = what;
    const { guard } = this.#options;
    const deadline = AbortSignal.timeout(Math.max(0, Math.ceil(timeoutMs)));
    try {
      const { hostname, protocol } = new URL(url);
      if (protocol !== 'http:' && protocol !== 'https:') throw new Error('a scheme other than http and https');
      guard.checkHost(hostname);
      const answer = await request(url, {
        method,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body: body ?? null,
        dispatcher: this.#agent,
        signal: what.signal ? AbortSignal.any([deadline, what.signal]) : deadline,
      });
      const bytes = await this.#read(answer.body);
      const contentType = String(answer.headers['content-type'] ?? '');
      return { status: answer.statusCode, contentType, headers: answer.headers, bytes };
    } catch (error) {
      const { code, name, message } = error as Error & { code?: string };
      throw new OutboundError(typeof code === 'string' ? code : name === 'Error' ? message : name, { cause: error });
    }
  }

  async #read(body: AsyncIterable<Buffer>): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      if (length > this.#options.maxBytes)
        throw Object.assign(new Error('the answer is too large'), { code: 'PADRO_TOO_LARGE' });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length);
  }

  /** Lets what is in flight finish, and keeps no connection. */
  retire(): Promise<void> {
    return this.#agent.close();
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}
