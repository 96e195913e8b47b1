import type { IncomingMessage } from 'node:http';
import { Refusal } from '../base/errors/refusal.ts';

/** Header fields that Node merges, joins or picks the first of: two of one are a request that two readers read differently. */
const SINGLE = new Set([
  'host',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'soapaction',
  'expect',
  'authorization',
]);

/**
 * What of a request's head nobody may be in doubt about (threats A124 to A126).
 *
 * @throws Refusal `http.duplicate-header`, `http.too-many-headers`, `http.content-encoding`, `http.transfer-coding`
 */
export function checkHead(
  { rawHeaders, headers, httpVersion }: IncomingMessage,
  mostHeaders: number,
  certificateHeader?: string,
): void {
  if (rawHeaders.length > mostHeaders * 2) throw new Refusal('http.too-many-headers', { limit: mostHeaders });
  let seen = '';
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!.toLowerCase();
    if (!SINGLE.has(name) && name !== certificateHeader) continue;
    if (seen.includes(` ${name} `)) throw new Refusal('http.duplicate-header', { header: name });
    seen += ` ${name} `;
  }
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') {
    throw new Refusal('http.content-encoding');
  }
  if (httpVersion !== '1.1' && headers['transfer-encoding']) {
    throw new Refusal('http.duplicate-header', { header: 'transfer-encoding' });
  }
  // Where chunked is not the last one Node itself answers 400 (RFC 9112 section 6.3).
  if (/,\s*chunked\s*$/i.test(headers['transfer-encoding'] ?? '')) throw new Refusal('http.transfer-coding');
}
