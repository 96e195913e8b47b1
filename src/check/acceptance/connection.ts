import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { monotonic } from '../../base/clock.ts';
import type { Guard } from '../../base/outbound/guard.ts';

/** A whole answer of a server. */
export interface Exchanged {
  readonly status: number;
  readonly contentType: string;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  /** Milliseconds from the request's start to the answer's end. */
  readonly ms: number;
}

/** No whole answer came. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Of Node or OpenSSL, or `TIMEOUT`, `TRUNCATED`, `TOO_LARGE`. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export interface ConnectionOptions {
  readonly guard: Guard;
  /** Time for a whole exchange, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Calls to one server that is under examination: whatever certificate it shows, since that is judged apart and the rest
 * should be told all the same. Only test queries go through here. No redirects, no retries.
 */
export class Connection {
  readonly #url: URL;
  readonly #options: ConnectionOptions;
  readonly #agent: http.Agent;

  /** @throws AddressRefused */
  constructor(url: URL, options: ConnectionOptions) {
    options.guard.checkHost(url.hostname);
    this.#url = url;
    this.#options = options;
    const common = { keepAlive: true, lookup: options.guard.lookup };
    this.#agent =
      url.protocol === 'https:' ? new https.Agent({ ...common, rejectUnauthorized: false }) : new http.Agent(common);
  }

  /** @throws NoAnswer */
  post(bytes: Buffer): Promise<Exchanged> {
    const headers = {
      'content-type': 'text/xml; charset=utf-8',
      'content-length': bytes.length,
      soapaction: '"http://www.openuri.org/procesa"',
      accept: 'text/xml',
    };
    return this.#exchange(this.#url, { method: 'POST', headers }, bytes);
  }

  /** @param query with its question mark @throws NoAnswer */
  get(query: string): Promise<Exchanged> {
    return this.#exchange(new URL(query, this.#url), { method: 'GET' });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #exchange(url: URL, options: http.RequestOptions, body?: Buffer): Promise<Exchanged> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs);
    const signal = AbortSignal.any([timeout, this.#options.signal]);
    const begun = monotonic();
    try {
      const request = (url.protocol === 'https:' ? https : http).request(url, {
        ...options,
        agent: this.#agent,
        signal,
      });
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request.on('response', resolve).on('error', reject).end(body);
      });
      const bytes = await read(response);
      const { statusCode = 0, headers } = response;
      return {
        status: statusCode,
        contentType: headers['content-type'] ?? '',
        headers,
        bytes,
        ms: monotonic() - begun,
      };
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (error instanceof NoAnswer) throw error;
      throw new NoAnswer(timeout.aborted ? 'TIMEOUT' : String((error as { code?: unknown }).code ?? 'UNKNOWN'), error);
    }
  }
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new NoAnswer('TOO_LARGE');
    chunks.push(chunk);
  }
  if (!response.complete) throw new NoAnswer('TRUNCATED');
  return Buffer.concat(chunks, length);
}
