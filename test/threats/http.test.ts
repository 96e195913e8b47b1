import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type OpenGateway, openGateway, SINCRON } from '../support/gateway.ts';
import { statuses } from '../support/http.ts';
import { leavesNoTrace } from '../support/refused.ts';

/** A123–A126: what a request's head may say, on raw sockets, with a body that would be served if it were believed. */

const head = (fields: readonly string[], first = `POST ${SINCRON} HTTP/1.1`): string =>
  `${[first, 'Host: gateway', 'Content-Type: text/xml', ...fields].join('\r\n')}\r\n\r\n`;
const length = (body: Buffer): string => `Content-Length: ${body.length}`;
const chunk = (body: Buffer, extension = '', end = '\r\n'): string =>
  `${body.length.toString(16)}${extension}${end}${body.toString()}${end}0${end}${end}`;
const plain = (fields: (body: Buffer) => string[], first?: string) => (body: Buffer) =>
  head([length(body), ...fields(body)], first) + body.toString();
const chunked =
  (fields: string[], extension = '', end?: string, first?: string) =>
  (body: Buffer) =>
    head(fields, first) + chunk(body, extension, end);

interface Row {
  readonly name: string;
  readonly bytes: (body: Buffer) => string | Buffer;
  readonly status?: number;
}

const TE = 'Transfer-Encoding: chunked';

/** A123: Node itself answers 400. Two readers would disagree on where such a request ends. */
const AMBIGUOUS: readonly Row[] = [
  { name: 'Content-Length and Transfer-Encoding', bytes: (body) => head([length(body), TE]) + chunk(body) },
  { name: 'Transfer-Encoding and Content-Length 0', bytes: (body) => head([TE, 'Content-Length: 0']) + chunk(body) },
  { name: 'two Content-Length, equal', bytes: plain((body) => [length(body)]) },
  { name: 'two Content-Length, another', bytes: plain(() => ['Content-Length: 4']) },
  { name: 'Content-Length in a list', bytes: (body) => head([`${length(body)}, ${body.length}`]) + body },
  { name: 'Content-Length with a sign', bytes: (body) => head([`Content-Length: +${body.length}`]) + body },
  { name: 'Content-Length below zero', bytes: (body) => head(['Content-Length: -1']) + body },
  {
    name: 'Content-Length in hexadecimal',
    bytes: (body) => head([`Content-Length: 0x${body.length.toString(16)}`]) + body,
  },
  { name: 'Content-Length beyond 64 bits', bytes: (body) => head(['Content-Length: 18446744073709551617']) + body },
  {
    name: 'Content-Length with a space before the colon',
    bytes: (body) => head([`Content-Length : ${body.length}`]) + body,
  },
  { name: 'Transfer-Encoding xchunked', bytes: chunked(['Transfer-Encoding: xchunked']) },
  { name: 'Transfer-Encoding chunked, identity', bytes: chunked(['Transfer-Encoding: chunked, identity']) },
  { name: 'Transfer-Encoding identity', bytes: chunked(['Transfer-Encoding: identity']) },
  { name: 'Transfer-Encoding with a space before the colon', bytes: chunked(['Transfer-Encoding : chunked']) },
  { name: 'Transfer-Encoding twice', bytes: chunked([TE, 'Transfer-Encoding: identity']) },
  { name: 'a folded field', bytes: plain(() => ['X-Folded: one\r\n two']) },
  { name: 'a field that ends in a bare LF', bytes: plain(() => ['X-One: 1\nX-Two: 2']) },
  { name: 'a bare CR in a value', bytes: plain(() => ['X-One: 1\rX-Two: 2']) },
  { name: 'NUL in a value', bytes: plain(() => ['X-One: \0']) },
  { name: 'a space in a field name', bytes: plain(() => ['X One: 1']) },
  { name: 'a field without a name', bytes: plain(() => [': 1']) },
  { name: 'chunks that end in a bare LF', bytes: chunked([TE], '', '\n') },
  { name: 'a chunk size with 0x', bytes: (body) => `${head([TE])}0x${chunk(body)}` },
  { name: 'a chunk size below zero', bytes: (body) => `${head([TE])}-${chunk(body)}` },
  { name: 'HTTP/1.2', bytes: plain(() => [], `POST ${SINCRON} HTTP/1.2`) },
  { name: 'HTTP/0.9', status: 415, bytes: () => `POST ${SINCRON}\r\n\r\n` },
  { name: 'the preface of HTTP/2', bytes: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  { name: 'a TLS hello in plain HTTP', bytes: () => Buffer.from('1603010200010001fc0303', 'hex') },
  {
    name: 'no Host',
    bytes: (body) => `POST ${SINCRON} HTTP/1.1\r\nContent-Type: text/xml\r\n${length(body)}\r\n\r\n${body}`,
  },
];

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `X-${i}: 1`);

/** A124–A126: Node accepts these, the gateway doesn't. */
const DOUBTFUL: readonly Row[] = [
  {
    name: 'HTTP/1.0 with Transfer-Encoding',
    status: 400,
    bytes: chunked([TE], '', undefined, `POST ${SINCRON} HTTP/1.0`),
  },
  { name: 'Transfer-Encoding gzip, chunked', status: 501, bytes: chunked(['Transfer-Encoding: gzip, chunked']) },
  { name: 'two Host', status: 400, bytes: plain(() => ['Host: another']) },
  { name: 'two Content-Type', status: 400, bytes: plain(() => ['Content-Type: application/xml']) },
  { name: 'two SOAPAction', status: 400, bytes: plain(() => ['SOAPAction: "a"', 'soapaction: "b"']) },
  { name: 'two Expect', status: 400, bytes: plain(() => ['Expect: 100-continue', 'Expect: 100-continue']) },
  { name: 'two Authorization', status: 400, bytes: plain(() => ['Authorization: Basic a', 'AUTHORIZATION: Basic b']) },
  { name: 'a header block over the limit', status: 431, bytes: plain(() => [`X-Long: ${'a'.repeat(17_000)}`]) },
  { name: 'many header fields', status: 431, bytes: plain(() => many(150)) },
  {
    name: 'header fields before Content-Length, more than Node keeps',
    status: 431,
    bytes: (body) => head([...many(2100), length(body)]) + body,
  },
  { name: 'Content-Encoding gzip', status: 415, bytes: (body) => encoded(gzipSync(body), 'gzip') },
  {
    name: 'Content-Encoding gzip, a bomb',
    status: 415,
    bytes: () => encoded(gzipSync(Buffer.alloc(50_000_000)), 'gzip'),
  },
  { name: 'Content-Encoding deflate', status: 415, bytes: (body) => encoded(body, 'deflate') },
  { name: 'Content-Encoding br', status: 415, bytes: (body) => encoded(body, 'br') },
  {
    name: 'two Content-Encoding',
    status: 400,
    bytes: plain(() => ['Content-Encoding: identity', 'Content-Encoding: gzip']),
  },
];

const encoded = (body: Buffer, encoding: string): Buffer =>
  Buffer.concat([Buffer.from(head([length(body), `Content-Encoding: ${encoding}`])), body]);

/** Odd but harmless: served, byte for byte. */
const HARMLESS: readonly Row[] = [
  { name: 'chunked', bytes: chunked([TE, 'Connection: close']) },
  { name: 'chunk extensions', bytes: chunked([TE, 'Connection: close'], ';name=value;other="x"') },
  {
    name: 'Upgrade to h2c',
    bytes: plain(() => ['Connection: close, Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk']),
  },
  { name: 'HTTP/1.0 with Content-Length', bytes: plain(() => [], `POST ${SINCRON} HTTP/1.0`) },
  {
    name: 'hop-by-hop fields, credentials and forged names',
    bytes: plain(() => [
      'Connection: close, X-Secret',
      'X-Secret: 1',
      'Authorization: Basic eDp5',
      'Proxy-Authorization: Basic eDp5',
      'TE: trailers',
      'Cookie: a=b',
      'Forwarded: for=8.8.8.8',
      'X-HTTP-Method-Override: DELETE',
    ]),
  },
  { name: 'Content-Encoding identity', bytes: plain(() => ['Connection: close', 'Content-Encoding: identity']) },
];

test('A123–A126: a doubtful head is refused and the connection closed', async (t) => {
  const g = await openGateway(t);
  for (const { name, bytes, status = 400 } of [...AMBIGUOUS, ...DOUBTFUL]) {
    await t.test(name, async () => {
      const text = await leavesNoTrace(g, async () => {
        const { text, closed } = await g.raw(bytes(g.petition()));
        assert.ok(closed, 'the connection is closed');
        return text;
      });
      assert.deepEqual(statuses(text), [status]);
    });
  }
  for (const { name, bytes } of HARMLESS) await t.test(`${name}: served`, () => served(g, bytes));
});

async function served(g: OpenGateway, bytes: Row['bytes']): Promise<void> {
  const body = g.petition();
  const { text } = await g.raw(bytes(body));
  assert.deepEqual(statuses(text), [200], text);
  assert.match(text, /<codigoResultado[^>]*>1<|:codigoResultado>1</);
  assert.deepEqual(g.stage.simulators['17023'].last, body, 'the bytes that were received are those forwarded');
}
