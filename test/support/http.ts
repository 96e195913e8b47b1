import http from 'node:http';
import https from 'node:https';
import { connect, type Socket } from 'node:net';

/** The local address and all that a client may say of itself. */
export interface ClientOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly localAddress?: string;
  readonly agent?: http.Agent;
  readonly signal?: AbortSignal;
  /** HTTPS: the authority of the server, and the client's own pair. */
  readonly ca?: string;
  readonly key?: string;
  readonly cert?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** One request over node:http, on a connection of its own unless an agent is given. */
export function request(url: string, body: string | Buffer, options: ClientOptions = {}): Promise<HttpAnswer> {
  const { method = 'POST', headers = {}, ...rest } = options;
  const bytes = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const sent = (url.startsWith('https:') ? https : http).request(url, {
      method,
      agent: false,
      headers: {
        'content-type': 'text/xml; charset=utf-8',
        ...(method === 'POST' ? { 'content-length': String(bytes.length) } : {}),
        ...headers,
      },
      ...rest,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.end(bytes);
  });
}

export interface RawOptions {
  readonly localAddress?: string;
  /** Milliseconds after which the answer so far is returned. Default 5000. */
  readonly waitMs?: number;
  /** Returns as soon as the answer so far says so; default: when the server closes. */
  readonly until?: (text: string) => boolean;
  /** Writes what is left, step by step; the socket is open. */
  readonly drive?: (socket: Socket) => void | Promise<void>;
}

/** What the server does with exactly these bytes: all that it says, and whether it closed the connection. */
export function raw(
  port: number,
  bytes: string | Buffer,
  { localAddress, waitMs = 5000, until, drive }: RawOptions = {},
): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', ...(localAddress ? { localAddress } : {}) });
    let text = '';
    const done = (closed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, closed });
    };
    const timer = setTimeout(() => done(false), waitMs);
    socket.on('connect', () => {
      socket.write(bytes);
      void drive?.(socket);
    });
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (until?.(text)) done(false);
    });
    socket.on('error', () => {});
    socket.on('close', () => done(true));
  });
}

/** The status codes of all answers in what a socket received. */
export const statuses = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3}) [A-Z]/g)].map(([, code]) => Number(code));
