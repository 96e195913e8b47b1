import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { goodAnswer, openRawBackend } from '../support/backend.ts';
import { openGateway } from '../support/gateway.ts';
import { unavailable } from '../support/unavailable.ts';

/** A143 and A147: what a municipal server may answer, byte by byte. */

type Write = (socket: Socket, body: string) => void;

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n';
const whole = (text: string | Buffer, head = OK): Buffer =>
  Buffer.concat([Buffer.from(`${head}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n`), Buffer.from(text)]);

/** Answers with what is made of the good answer; the connection stays open unless told. */
const says =
  (make: (good: string) => string | Buffer): Write =>
  (socket, body) =>
    void socket.write(make(goodAnswer(body)));
const saysAndCloses =
  (make: (good: string) => string | Buffer): Write =>
  (socket, body) =>
    void socket.end(make(goodAnswer(body)));
const again =
  (first: string, bytes: string, everyMs: number): Write =>
  (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(bytes), everyMs);
    socket.once('close', () => clearInterval(timer));
  };
const status = (code: string, fields = '') =>
  says((good) => whole(good, `HTTP/1.1 ${code}\r\nContent-Type: text/xml\r\n${fields}`));
const typed = (type: string) => says((good) => whole(good, `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n`));
const edited = (from: string | RegExp, to: string) => says((good) => whole(good.replace(from, to)));

const FAULT =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>java.lang.NullPointerException at cat.municipi.Padro</faultstring></s:Fault></s:Body></s:Envelope>';
const bomb = (levels: number): string =>
  `<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">${Array.from({ length: levels }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('')}]>`;

const FAILING: Readonly<Record<string, Write>> = {
  'closes without a word': (socket) => void socket.end(),
  'resets the connection': (socket) => void socket.resetAndDestroy(),
  'closes inside the status line': saysAndCloses(() => 'HTTP/1.1 20'),
  'closes inside the headers': saysAndCloses(() => `${OK}X-A: 1\r\n`),
  'closes half way through the body': saysAndCloses((good) => whole(good).subarray(0, -200)),
  'closes one byte before the end': saysAndCloses((good) => whole(good).subarray(0, -1)),
  'chunks without the last one': saysAndCloses(
    (good) => `${OK}Transfer-Encoding: chunked\r\n\r\n${good.length.toString(16)}\r\n${good}\r\n`,
  ),
  'a chunk size that is none': says(() => `${OK}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`),
  'Content-Length shorter than the answer': says((good) => `${OK}Content-Length: 100\r\n\r\n${good}`),
  'Content-Length longer than the answer': says((good) => `${OK}Content-Length: 9999\r\n\r\n${good}`),
  'Content-Length over the limit': says(() => `${OK}Content-Length: 10000000000\r\n\r\n<a/>`),
  'two Content-Length': says((good) => whole(good, `${OK}Content-Length: 7\r\n`)),
  'Content-Length and Transfer-Encoding': says((good) => whole(good, `${OK}Transfer-Encoding: chunked\r\n`)),
  'endless headers': again('HTTP/1.1 200 OK\r\n', `X-A: ${'a'.repeat(4000)}\r\n`, 1),
  'a header every 20 ms': again('HTTP/1.1 200 OK\r\n', 'X-A: 1\r\n', 20),
  'one byte every 20 ms': again(`${OK}Content-Length: 100000\r\n\r\n`, 'a', 20),
  'endless chunks': again(`${OK}Transfer-Encoding: chunked\r\n\r\n`, `8000\r\n${' '.repeat(0x8000)}\r\n`, 1),
  'a storm of 1xx': again('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50), 1),
  '103 and then nothing': says(() => 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'),
  '101 Switching Protocols': says(
    () => 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n',
  ),
  'no HTTP at all': says(() => 'SSH-2.0-OpenSSH_9.2\r\n'),
  'HTTP/0.9': saysAndCloses((good) => good),
  'a TLS alert': says(() => Buffer.from('15030100020228', 'hex')),
  'a space in a header name': says((good) => whole(good, `${OK}X A: 1\r\n`)),
  '204 with a body': status('204 No Content'),
  '202': status('202 Accepted'),
  '206': status('206 Partial Content', 'Content-Range: bytes 0-99/100\r\n'),
  '302 with a good body': status('302 Found', 'Location: /x\r\n'),
  '401': status('401 Unauthorized', 'WWW-Authenticate: Basic realm="padro"\r\n'),
  '407': status('407 Proxy Authentication Required', 'Proxy-Authenticate: NTLM\r\n'),
  '500 with a good body': status('500 Internal Server Error'),
  '503 with Retry-After': status('503 Service Unavailable', 'Retry-After: 0\r\n'),
  'a SOAP Fault with 500': says(() => whole(FAULT, 'HTTP/1.1 500 Error\r\nContent-Type: text/xml\r\n')),
  'a SOAP Fault with 200': says(() => whole(FAULT)),
  'text/html': typed('text/html'),
  'text/plain': typed('text/plain'),
  'text/xml-evil': typed('text/xml-evil'),
  'no Content-Type': says((good) => whole(good, 'HTTP/1.1 200 OK\r\n')),
  'multipart/related': typed('multipart/related; type="text/xml"; boundary=b'),
  'charset UTF-16': typed('text/xml; charset=utf-16'),
  'charset windows-1252': typed('text/xml; charset="windows-1252"'),
  'a declaration of ISO-8859-1': says((good) => whole(`<?xml version="1.0" encoding="ISO-8859-1"?>${good}`)),
  'bytes that are no UTF-8': says((good) => whole(Buffer.from(good.replace('OK<', 'O\u00e7<'), 'latin1'))),
  'UTF-16 with its mark': says((good) => whole(Buffer.from(`\ufeff${good}`, 'utf16le'))),
  gzip: says((good) => whole(gzipSync(good), `${OK}Content-Encoding: gzip\r\n`)),
  'a gzip bomb': says(() => whole(gzipSync(Buffer.alloc(60_000_000)), `${OK}Content-Encoding: gzip\r\n`)),
  deflate: says((good) => whole(deflateSync(good), `${OK}Content-Encoding: deflate\r\n`)),
  'gzip that says nothing of it': says((good) => whole(gzipSync(good))),
  'nothing but blanks': says(() => whole('   \n')),
  'no XML': says(() => whole('Error: padro no disponible')),
  JSON: says(() => whole('{"codigoResultado":1}')),
  'XML that ends early': says((good) => whole(good.slice(0, -10))),
  'two documents': says((good) => whole(good + good)),
  'a DOCTYPE': says((good) => whole(`<!DOCTYPE a SYSTEM "http://127.0.0.1/x">${good}`)),
  'an entity bomb': says((good) => whole(bomb(9) + good.replace('OK<', '&a9;<'))),
  'a hundred thousand levels': says((good) =>
    whole(
      good.replace('</ns3:Transmisiones>', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</ns3:Transmisiones>`),
    ),
  ),
  'half a million elements': says((good) =>
    whole(good.replace('</ns3:Transmisiones>', `${'<a/>'.repeat(200_000)}</ns3:Transmisiones>`)),
  ),
  'another root': edited('SOAP-ENV:Envelope xmlns', 'SOAP-ENV:Envelop xmlns'),
  'SOAP 1.2': edited('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
  'two Bodies': edited('</SOAP-ENV:Body>', '</SOAP-ENV:Body><SOAP-ENV:Body/>'),
  'an element after the Body': edited('</SOAP-ENV:Body>', '</SOAP-ENV:Body><x/>'),
  'two Headers': edited('<SOAP-ENV:Body>', '<SOAP-ENV:Header/><SOAP-ENV:Header/><SOAP-ENV:Body>'),
  'a Header behind the Body': edited('</SOAP-ENV:Envelope>', '<SOAP-ENV:Header/></SOAP-ENV:Envelope>'),
  'text in the Envelope': edited('<SOAP-ENV:Body>', 'x<SOAP-ENV:Body>'),
  'two payloads': edited('<SOAP-ENV:Body>', '<SOAP-ENV:Body><x/>'),
  'an empty Body': edited(/<ns0:.*<\/ns0:procesaResponse>/, ''),
  'a Respuesta of another namespace': edited('scsp/esquemes/respuesta', 'scsp/esquemes/altra'),
  'two Respuesta': edited('</ns3:Respuesta>', '</ns3:Respuesta><ns3:Respuesta/>'),
  'two IdPeticion': edited('<ns3:Estado>', '<ns3:IdPeticion>ALTRA</ns3:IdPeticion><ns3:Estado>'),
  'another IdPeticion': edited(/<ns3:IdPeticion>[^<]*/, '<ns3:IdPeticion>ALTRA'),
  'no IdPeticion': edited(/<ns3:IdPeticion>[^<]*<\/ns3:IdPeticion>/, ''),
};

test('A143, A147: an answer that is not whole and well is unavailable, never a cut 200', async (t) => {
  const g = await openGateway(t, { PADRO_FORWARD_MAX_BYTES: '1000000' });
  let write: Write = () => {};
  const backend = await openRawBackend(t, (socket, body) => write(socket, body));
  await g.serveFrom(backend, { timeoutMs: 500 });
  for (const [name, failing] of Object.entries(FAILING)) {
    await t.test(name, async () => {
      write = failing;
      const sent = backend.requests.length;
      assert.match(await unavailable(g), /^forward\.(?!address|consumer-gone)/);
      assert.equal(backend.requests.length, sent + 1, 'sent once');
      write = says((good) => whole(good));
      assert.equal((await g.ask()).codigoResultado, 1, 'the next one is served');
    });
  }
});

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const block = (inner: string): string => `<SOAP-ENV:Header>${inner}</SOAP-ENV:Header><SOAP-ENV:Body>`;
const SECURITY = `<w:Security xmlns:w="${WSSE}"/>`;

test('A147: the skeleton of a reply', async (t) => {
  const g = await openGateway(t);
  let header = '';
  await g.serveFrom(await openRawBackend(t, (socket, body) => edited('<SOAP-ENV:Body>', block(header))(socket, body)));
  for (header of [
    SECURITY + SECURITY,
    '<x><SOAP-ENV:Body/></x>',
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>',
  ]) {
    assert.match(await unavailable(g), /^forward\.not-ours/, header);
  }
});

const SERVED: Readonly<Record<string, Write>> = {
  'chunks of one byte': says(
    (good) => `${OK}Transfer-Encoding: chunked\r\n\r\n${[...good].map((c) => `1\r\n${c}\r\n`).join('')}0\r\n\r\n`,
  ),
  'no length, until the connection closes': saysAndCloses((good) => `${OK}\r\n${good}`),
  'HTTP/1.0': saysAndCloses((good) => whole(good, 'HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n')),
  '100 and then the answer': says((good) => Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), whole(good)])),
  'application/soap+xml': typed('application/soap+xml; charset=utf-8'),
  'application/xml': typed('application/xml'),
  'a UTF-8 mark and a declaration': says((good) => whole(`\ufeff<?xml version="1.0" encoding="UTF-8"?>\n${good}`)),
  'blanks and comments around the Respuesta’s parts': edited(
    '<ns3:Transmisiones>',
    '\n<!-- municipi --> <ns3:Transmisiones>',
  ),
  'headers for hop and browser': says((good) =>
    whole(
      good,
      `${OK}Set-Cookie: a=b\r\nConnection: keep-alive, X-B\r\nX-B: 1\r\nStrict-Transport-Security: max-age=0\r\nServer: Apache-Coyote/1.1\r\n`,
    ),
  ),
};

test('A143: odd but whole answers are served, and no header of theirs passes', async (t) => {
  const g = await openGateway(t);
  let write: Write = () => {};
  const backend = await openRawBackend(t, (socket, body) => write(socket, body));
  await g.serveFrom(backend, { timeoutMs: 1_000 });
  for (const [name, odd] of Object.entries(SERVED)) {
    await t.test(name, async () => {
      write = odd;
      const { status: code, headers, text } = await g.post(g.petition());
      assert.equal(code, 200);
      assert.match(text, /<aoc:codigoResultado>1</);
      const names = Object.keys(headers).filter((field) => !['connection', 'date', 'keep-alive'].includes(field));
      assert.deepEqual(names.sort(), ['content-length', 'content-type']);
    });
  }
});

test('A143: an answer that was not asked for is given to nobody', async (t) => {
  const g = await openGateway(t);
  const backend = await openRawBackend(t, (socket, body) => {
    socket.write(whole(goodAnswer(body)));
    setTimeout(() => socket.write(whole(goodAnswer('<IdPeticion>ALTRA</IdPeticion>', '<estrany/>'))), 30);
  });
  await g.serveFrom(backend, { timeoutMs: 1_000 });
  for (let i = 0; i < 5; i++) {
    const told = await g.ask();
    assert.doesNotMatch(told.text, /estrany|ALTRA/);
    assert.ok(told.codigoResultado === 1 || told.estado === '0502');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
