import { EventEmitter } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import httpProxy from 'http-proxy';
import type { Endpoint } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Guard } from '../base/outbound/guard.ts';
import { trustedOnly } from '../base/outbound/pins.ts';
import { Together } from '../base/together.ts';
import { causeOf } from './causes.ts';

/**
 * The only file that touches http-proxy. It is given no request of a consumer but one made here: POST, a fixed set of
 * headers, the verified bytes as body, so that nothing of the consumer's HTTP can reach a municipal server.
 */

export interface CageOptions {
  readonly guard: Guard;
  readonly connectTimeoutMs: number;
  readonly maxBytes: number;
  readonly connectionsPerEndpoint: number;
}

export interface SendOptions {
  /** Time for the whole exchange, milliseconds. Default: the endpoint's. */
  readonly timeoutMs?: number;
  /** Path there in place of the endpoint's own. */
  readonly path?: string | undefined;
}

export interface Fetched {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** An idle connection is closed before Tomcat's own 20 s would close it under a request. */
const IDLE_MS = 10_000;

interface Target {
  readonly url: URL;
  readonly agent: http.Agent;
  readonly proxyTarget: { protocol: string; host: string; hostname: string; port: string; path: string };
}

/** What http-proxy takes for the incoming request. */
class Outgoing extends EventEmitter {
  readonly method = 'POST';
  readonly url = '';
  readonly headers: Record<string, string>;
  /** http-proxy tells a real server's requests apart by these. */
  readonly httpVersion = '1.1';
  readonly socket = { destroyed: false };
  readonly exchange: Exchange;

  constructor(headers: Record<string, string>, exchange: Exchange) {
    super();
    this.headers = headers;
    this.exchange = exchange;
  }
}

interface Exchange {
  begun(request: ClientRequest): void;
  answered(response: IncomingMessage): void;
  failed(error: unknown): void;
}

const UNUSED_RESPONSE = { headersSent: true, finished: false } as never;

export class Cage {
  readonly #options: CageOptions;
  readonly #proxy = httpProxy.createProxyServer({ selfHandleResponse: true, toProxy: true, ignorePath: true });
  readonly #targets = new Map<Endpoint, Target>();
  readonly #answers = new Together();

  constructor(options: CageOptions) {
    this.#options = options;
    this.#proxy.on('proxyReq', (request, outgoing) => (outgoing as never as Outgoing).exchange.begun(request));
    this.#proxy.on('proxyRes', (response, outgoing) => (outgoing as never as Outgoing).exchange.answered(response));
  }

  /**
   * Posts the bytes once, without retry or redirect, and returns the whole answer.
   *
   * @param gone registers what to do when the consumer has left
   * @throws Refusal `forward.*`
   */
  send(
    endpoint: Endpoint,
    bytes: Buffer,
    incident: string,
    gone: (abort: () => void) => void,
    { timeoutMs = endpoint.timeoutMs, path }: SendOptions = {},
  ): Promise<Fetched> {
    return new Promise((resolve, reject) => {
      const { connectTimeoutMs, maxBytes } = this.#options;
      let request: ClientRequest | undefined;
      let settled = false;
      const finish = (outcome: Refusal | Fetched): void => {
        if (settled) return;
        settled = true;
        clearTimeout(deadline);
        clearTimeout(connecting);
        if (outcome instanceof Refusal) {
          request?.destroy();
          reject(outcome);
        } else resolve(outcome);
      };
      const deadline = setTimeout(() => finish(new Refusal('forward.timeout')), timeoutMs);
      const connecting = setTimeout(() => {
        if (request?.socket?.connecting !== false) finish(new Refusal('forward.connect', {}, { detail: 'timeout' }));
      }, connectTimeoutMs);
      gone(() => finish(new Refusal('forward.consumer-gone')));
      const exchange: Exchange = {
        begun: (begun) => {
          request = begun;
          if (settled) begun.destroy();
        },
        answered: (response) => collect(response, maxBytes, (outcome) => this.#answers.add(() => finish(outcome))),
        failed: (error) => finish(causeOf(error)),
      };
      try {
        const target = this.#target(endpoint);
        const outgoing = new Outgoing(headersFor(target.url, bytes, incident), exchange);
        const proxyTarget = path === undefined ? target.proxyTarget : { ...target.proxyTarget, path };
        const options = { target: proxyTarget, agent: target.agent, buffer: once(bytes) };
        this.#proxy.web(outgoing as never, UNUSED_RESPONSE, options as never, (error) => exchange.failed(error));
      } catch (error) {
        exchange.failed(error);
      }
    });
  }

  close(): void {
    for (const { agent } of this.#targets.values()) agent.destroy();
    this.#targets.clear();
    this.#proxy.close();
  }

  /** One keep-alive agent for each endpoint; an endpoint whose record changed is another object, and the old one's agent goes. */
  #target(endpoint: Endpoint): Target {
    const known = this.#targets.get(endpoint);
    if (known) return known;
    for (const [other, { agent }] of this.#targets) {
      if (other.id !== endpoint.id) continue;
      retire(agent);
      this.#targets.delete(other);
    }
    const url = new URL(endpoint.url);
    // A literal is judged once; a name at every connection, by the look-up.
    this.#options.guard.checkHost(url.hostname);
    const { protocol, host, hostname, port, pathname, search } = url;
    const target = {
      url,
      agent: makeAgent(endpoint, this.#options),
      proxyTarget: { protocol, host, hostname: hostname.replace(/^\[|\]$/g, ''), port, path: pathname + search },
    };
    this.#targets.set(endpoint, target);
    return target;
  }
}

/** Ends the idle connections; those in use finish their exchange and end when they have been idle. */
function retire({ freeSockets }: http.Agent): void {
  for (const sockets of Object.values(freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}

function makeAgent({ url, ca, pins }: Endpoint, { guard, connectionsPerEndpoint }: CageOptions): http.Agent {
  const common = {
    keepAlive: true,
    maxSockets: connectionsPerEndpoint,
    maxFreeSockets: connectionsPerEndpoint,
    timeout: IDLE_MS,
    scheduling: 'lifo' as const,
    lookup: guard.lookup,
  };
  if (!url.startsWith('https:')) return new http.Agent(common);
  return new https.Agent({
    ...common,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...trustedOnly({ ca, pins }),
  });
}

const headersFor = (url: URL, bytes: Buffer, incident: string): Record<string, string> => ({
  host: url.host,
  'content-type': 'text/xml; charset=utf-8',
  'content-length': String(bytes.length),
  soapaction: '"http://www.openuri.org/procesa"',
  accept: 'text/xml',
  'x-padro-incident': incident,
});

/** All that http-proxy asks of a body is that it can be piped: one write, without a stream of its own for each request. */
const once = (bytes: Buffer) => ({ pipe: (request: ClientRequest): ClientRequest => request.end(bytes) });

function collect(response: IncomingMessage, maxBytes: number, finish: (outcome: Refusal | Fetched) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const tooLarge = (): void => finish(new Refusal('forward.too-large', { limit: maxBytes }));
  if (Number(response.headers['content-length']) > maxBytes) tooLarge();
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBytes) tooLarge();
    else chunks.push(chunk);
  });
  const cut = (): void => {
    if (!response.complete) finish(new Refusal('forward.truncated'));
  };
  response.on('error', cut);
  response.on('close', cut);
  response.on('end', () => {
    if (!response.complete) return finish(new Refusal('forward.truncated'));
    finish({
      status: response.statusCode ?? 0,
      contentType: response.headers['content-encoding'] ? 'encoded' : (response.headers['content-type'] ?? ''),
      bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length),
    });
  });
}
