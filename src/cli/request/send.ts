import http from 'node:http';
import https from 'node:https';
import { Failure } from '../failure.ts';

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

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was closed before the answer was complete',
  EPIPE: 'the connection was closed while the request was sent',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the host does not answer',
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host name",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  EPROTO: 'the server does not speak TLS there: is it http:// instead of https://?',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the server does not speak TLS there: is it http:// instead of https://?',
};
const UNKNOWN_AUTHORITY = /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER))/;

/** Posts a SOAP request on a connection of its own. @throws Failure */
export async function send({ url, body, ca, timeoutMs, signal }: SendOptions): Promise<Received> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await exchange(url, Buffer.from(body), ca, AbortSignal.any([signal, timeout]));
  } catch (error) {
    if (timeout.aborted) throw new Failure(`no answer from ${url.origin} within ${timeoutMs} ms`);
    throw new Failure(`${url.origin}: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (UNKNOWN_AUTHORITY.test(code))
    return "the authority of the server's certificate is not known; name its file with --ca";
  if (code.startsWith('HPE_')) return 'the answer is not HTTP';
  return REASONS[code] ?? message;
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
