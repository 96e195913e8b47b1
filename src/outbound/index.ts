import { Agent, request } from 'undici';
import { type Fetched, type Outbound, OutboundError, type OutboundRequest } from '../base/outbound/fetch.ts';
import type { Guard } from '../base/outbound/guard.ts';

export interface OutboundOptions {
  readonly guard: Guard;
  /** Time for the whole exchange, milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer, bytes. */
  readonly maxBytes: number;
  /** PEM of the only authorities that an HTTPS server may be certified by; none: those of the system. */
  readonly ca?: readonly string[];
}

/** `Outbound` over undici, with connections kept for each server. */
export class PooledOutbound implements Outbound {
  readonly #options: OutboundOptions;
  readonly #agent: Agent;

  constructor(options: OutboundOptions) {
    this.#options = options;
    const { guard, timeoutMs, ca } = options;
    this.#agent = new Agent({
      connections: 16,
      connect: { timeout: timeoutMs, lookup: guard.lookup, minVersion: 'TLSv1.2', ...(ca ? { ca: [...ca] } : {}) },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  async fetch(url: string, { method = 'GET', headers = {}, body }: OutboundRequest = {}): Promise<Fetched> {
    const { guard, timeoutMs } = this.#options;
    try {
      const { hostname, protocol } = new URL(url);
      if (protocol !== 'http:' && protocol !== 'https:') throw new Error('a scheme other than http and https');
      guard.checkHost(hostname);
      const answer = await request(url, {
        method,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body: body ?? null,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(timeoutMs),
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
      if (length > this.#options.maxBytes) throw new Error('the answer is too large');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}
