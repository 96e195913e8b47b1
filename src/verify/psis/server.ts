import { BlockList, isIP } from 'node:net';
import { type Outbound, OutboundError } from '../../base/outbound/fetch.ts';
import type { Certificate } from '../certificate.ts';
import { readAnswer } from './answer.ts';
import { type Judgement, judge } from './judgement.ts';
import { HEADERS, verifyRequest } from './request.ts';
import { Unusable } from './unusable.ts';

/** Bytes of an answer: a good one has two or three thousand. */
const MOST_BYTES = 65_536;

const CONTENT_TYPE = /^(?:text|application)\/xml[ \t]*(?:;|$)/i;
const OTHER_CHARSET = /;[ \t]*charset[ \t]*=(?![ \t]*"?utf-8"?[ \t]*(?:;|$))/i;

/** What a server says of a certificate, and the bytes in which it said so. */
export interface Asked {
  readonly judgement: Judgement;
  readonly raw: Buffer;
}

/**
 * Asks one server about a certificate, once.
 *
 * @throws Unusable when that does not come to an answer about this certificate
 */
export async function ask(outbound: Outbound, url: string, certificate: Certificate): Promise<Asked> {
  const request = { method: 'POST', headers: HEADERS, body: verifyRequest(certificate.der) } as const;
  const { status, contentType, bytes } = await outbound.fetch(url, request).catch((cause: unknown) => {
    throw cause instanceof OutboundError ? new Unusable('no-answer', { cause }) : cause;
  });
  if (status !== 200) throw new Unusable('status', { cause: status });
  if (!CONTENT_TYPE.test(contentType) || OTHER_CHARSET.test(contentType)) throw new Unusable('content-type');
  if (bytes.length > MOST_BYTES) throw new Unusable('oversized');
  return { judgement: judge(readAnswer(bytes), certificate), raw: bytes };
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** @throws Error unless the address is HTTPS, or HTTP on this machine */
export function checkAddress(name: string, text: string): void {
  if (!URL.canParse(text)) throw new Error(`${name}: not an address`);
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const here = host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    throw new Error(`${name}: PSIS is asked over HTTPS only, or over plain HTTP on a loopback address`);
  }
  if (url.username || url.password || url.hash)
    throw new Error(`${name}: an address without user, password and fragment`);
}
