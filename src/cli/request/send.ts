import http from 'node:http';
import https from 'node:https';
import { Failure } from '../failure.ts';
import { whyUnreachable } from '../unreachable.ts';

export interface SendOptions {
  readonly url: URL;
  readonly body: string;
  /** PEM of the authorities that the server's TLS certificate may come from. */
  readonly ca?: Buffer | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Received {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Buffer;
}

const LIMIT = 64 * 1024 * 1024;

/** Posts a SOAP request on a connection of its own. @throws Failure */
export async function send({ url, body, ca, timeoutMs, signal }: SendOptions): Promise<Received> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await exchange(url, Buffer.from(body), ca, AbortSignal.any([signal, timeout]));
  } catch (error) {
    if (timeout.aborted) throw new Failure(`no answer from ${url.origin} within ${timeoutMs} ms`);
    throw new Failure(`${url.origin}: ${whyUnreachable(error, 'name its file with --ca')}`);
  }
}

async function exchange(url: URL, body: Buffer, ca: Buffer | undefined, signal: AbortSignal): Promise<Received> {
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const headers = {
      'content-type': 'text/xml; charset=utf-8',
      'content-length': body.length,
      soapaction: '"procesa"',
      accept: 'text/xml',
    };
    const options = { method: 'POST', headers, agent: false, signal } as const;
    const request =
      url.protocol === 'https:' ? https.request(url, { ...options, ...(ca && { ca }) }) : http.request(url, options);
    request.on('response', resolve).on('error', reject).end(body);
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new Error(`the answer is larger than ${LIMIT} bytes`);
    chunks.push(chunk);
  }
  return {
    status: answer.statusCode ?? 0,
    contentType: answer.headers['content-type'] ?? '',
    bytes: Buffer.concat(chunks),
  };
}
