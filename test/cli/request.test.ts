import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readXml } from '../../src/base/xml/reader.ts';
import { demoPki } from '../../src/pki/index.ts';
import * as canned from './answers.ts';
import { cli, type HarnessOptions, type Ran } from './harness.ts';

const dir = mkdtempSync(join(tmpdir(), 'request-'));
const pki = demoPki(join(dir, 'pki'));
after(() => rmSync(dir, { recursive: true }));

const seen: { url: string; soapAction: string; body: string }[] = [];

/** A frontal that answers one thing to everything. */
async function frontal(answer: RequestListener, tls = false): Promise<{ url: string; close: () => void }> {
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const soapAction = String(request.headers.soapaction);
        seen.push({ url: request.url ?? '', soapAction, body: Buffer.concat(chunks).toString() });
        answer(request, response);
      });
  };
  const { key, cert } = pki.server;
  const server = tls
    ? https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, listener)
    : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `${tls ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}`, close };
}

const soap =
  (body: string, status = 200, contentType = 'text/xml; charset=utf-8'): RequestListener =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': contentType }).end(body);

const pem = ['--key', pki.consumer.key, '--cert', pki.consumer.cert];
const base = ['--ens', '9821920002', '--municipi', '08001', '--document', '12345678Z', '--finalitat', 'PROVES'];

async function ask(
  answer: RequestListener,
  more: readonly string[] = [],
  options?: HarnessOptions,
  modalitat = 'TITULAR',
): Promise<Ran> {
  const { url, close } = await frontal(answer);
  try {
    return await cli(['request', modalitat, '--url', url, ...pem, ...base, ...more], options);
  } finally {
    close();
  }
}

describe('request', () => {
  it('signs, posts to the usual path and shows the household', async () => {
    const { status, out, err } = await ask(soap(canned.CONVIVENTS), [], {}, 'CONVIVENTS');
    assert.equal(err, '');
    assert.equal(status, 0);
    assert.equal(
      out,
      `Resultat       CONSTA (1)
Estat          0003 tramitada: OK
Expedient      E1
Consulta       NIF 12345678Z
Municipi       08/001
Expedit        02/01/2026
Persona        Friedrich Prova
Document       NIF 12345678Z
Naixement      01/01/1844
Alta al padró  31/01/1870
Acompanyants   2
  1            U Prova
  2            Dos Prova
Adreça         CL DE PROVA, 12, pis 2, 08630 08/001
Font           PADRON
`,
    );
    const sent = seen.at(-1)!;
    assert.equal(sent.url, '/siri-proxy/services/Sincron');
    assert.equal(sent.soapAction, '"procesa"');
    assert.equal(readXml(Buffer.from(sent.body), 'message').root.local, 'Envelope');
  });

  const results: [number, string, 0 | 1][] = [
    [1, 'CONSTA', 0],
    [2, 'NO CONSTA', 0],
    [3, 'ERROR', 1],
    [4, 'MUNICIPI NO ADHERIT', 0],
  ];
  for (const [code, literal, status] of results) {
    it(`${literal} ends with status ${status}`, async () => {
      const table = await ask(soap(canned.residentMunicipi(code)));
      assert.equal(table.status, status);
      assert.match(table.out, new RegExp(`^Resultat +${literal} \\(${code}\\)$`, 'm'));
      const json = await ask(soap(canned.residentMunicipi(code)), ['--json']);
      assert.equal(json.status, status);
      const { volant, ...rest } = JSON.parse(json.out);
      assert.deepEqual(rest, {
        status: 200,
        estado: '0003',
        literal: 'OK',
        codigoResultado: code,
        resultat: literal,
        respuesta: 'respuestaResidenteMunicipio',
      });
      assert.equal(volant.fuente, 'PADRON');
    });
  }

  it('explains MUNICIPI NO ADHERIT and the reason for IDESCAT', async () => {
    assert.match((await ask(soap(canned.residentMunicipi(4)))).out, /amb --idescat 1/);
    const { out } = await ask(soap(canned.residentMunicipi(1, '<idescatMotivo>2</idescatMotivo>')));
    assert.match(out, /Motiu IDESCAT +el servei del municipi no ha respost/);
  });

  it('shows the lists of the modalitats about households', async () => {
    assert.match((await ask(soap(canned.COMPROVACIO))).out, /NO COINCIDEIX \(0\)[\s\S]*Convivents +4/);
    const { out } = await ask(soap(canned.VALIDACIO), ['--convivent', '2:RA12345678'], {}, 'VALIDACIO_CONVIVENTS');
    assert.match(
      out,
      /Convivent 1 +NIF 12345678Z · hi consta · 31\/01\/1870\nConvivent 2 +passaport RA12345678 · no hi consta/,
    );
  });

  it('a source that failed is status 1', async () => {
    const { status, out } = await ask(soap(canned.respuesta('0502', 'Error realitzant la operació.')));
    assert.equal(status, 1);
    assert.match(out, /^Estat +0502 error: Error realitzant la operació\.$/m);
  });

  it('a fault is shown with code, incident and next step', async () => {
    const { status, out } = await ask(soap(canned.FAULT, 500));
    assert.equal(status, 1);
    assert.match(
      out,
      /Motiu +La signatura no s'accepta\.\nCodi +verify\.not-accepted\nIncidència +abc\nQuè cal fer +Reviseu el rellotge\./,
    );
    const json = JSON.parse((await ask(soap(canned.FAULT, 500), ['--json'])).out);
    assert.equal(json.status, 500);
    assert.equal(json.fault.faultcode, 'SOAP-ENV:Client');
    assert.equal(json.fault.detail.code, 'verify.not-accepted');
  });

  it('a confirmation of the asynchronous frontal is an answer', async () => {
    const { status, out } = await ask(soap(canned.CONFIRMACIO), [], {}, 'TITULAR_CERCA');
    assert.equal(status, 0);
    assert.match(out, /0001 pendent/);
    assert.equal(seen.at(-1)!.url, '/siri-proxy/services/Asincron');
  });

  for (const [name, answer, expected] of [
    ['HTML', soap('<html><body><h1>HTTP 404</h1></body></html>', 404, 'text/html'), /document of html; HTTP 404/],
    ['nothing', soap('', 502, ''), /the answer is empty; HTTP 502/],
    ['text', soap('oh no', 500, 'text/plain'), /not XML .*HTTP 500, text\/plain/],
  ] as const) {
    it(`${name} instead of SOAP is one line and status 1`, async () => {
      const { status, out } = await ask(answer);
      assert.equal(status, 1);
      assert.match(out, expected);
      assert.match(JSON.parse((await ask(answer, ['--json'])).out).error, expected);
    });
  }

  for (const [name, answer] of [
    ['a reset', (request) => request.socket.destroy()],
    [
      'a truncated answer',
      (request, response) => {
        response.writeHead(200, { 'content-length': 1000 }).write('<a>');
        setImmediate(() => request.socket.destroy());
      },
    ],
  ] as [string, RequestListener][]) {
    it(`${name} is one line and status 1`, async () => {
      const { status, out, err } = await ask(answer);
      assert.equal(status, 1);
      assert.equal(out, '');
      assert.match(err, /^padro-gateway request: http:\/\/localhost:\d+: the connection was closed before[^\n]*\n$/);
      assert.match(JSON.parse((await ask(answer, ['--json'])).out).error, /the connection was closed/);
    });
  }

  it('gives up after the time-out', async () => {
    const { status, err } = await ask(() => {}, ['--timeout-ms', '80']);
    assert.equal(status, 1);
    assert.match(err, /no answer from http:\S+ within 80 ms/);
  });

  it('leaves when it is interrupted', async () => {
    const stop = new AbortController();
    const { status, err } = await ask(() => stop.abort(), [], { signal: stop.signal });
    assert.equal(status, 1);
    assert.equal(err, 'padro-gateway request: interrupted\n');
  });

  it('shows the elapsed time on a terminal and wipes it', async () => {
    const late: RequestListener = (request, response) =>
      setTimeout(() => soap(canned.CONVIVENTS)(request, response), 1200);
    const { err } = await ask(late, [], { isTTY: true });
    assert.match(err, /Waiting for localhost:\d+ 1 s\r\x1b\[K$/);
  });

  it('writes the signed request, and the answer as it came', async () => {
    const file = join(dir, 'saved.xml');
    const { out } = await ask(soap(canned.CONVIVENTS), ['--save', file, '--raw']);
    assert.equal(readFileSync(file, 'utf8'), seen.at(-1)!.body);
    assert.equal(out, `${canned.CONVIVENTS}\n`);
  });

  it('speaks TLS with the authority that is named, and only then', async () => {
    const { url, close } = await frontal(soap(canned.CONVIVENTS), true);
    const argv = [
      'request',
      'TITULAR',
      '--url',
      `${url}/x?y`,
      '--p12',
      pki.consumer.p12,
      '--password',
      'demo',
      ...base,
    ];
    assert.match((await cli(argv)).err, /name its file with --ca/);
    assert.equal((await cli([...argv, '--ca', pki.ca.cert])).status, 0);
    assert.equal(seen.at(-1)!.url, '/x?y');
    const plain = await cli(['request', 'TITULAR', '--url', url.replace('https', 'http'), ...pem, ...base]);
    assert.equal(plain.status, 1);
    close();
  });

  it('says what is wrong with the files', async () => {
    const notPem = join(dir, 'not.pem');
    writeFileSync(notPem, 'x');
    const cases: [string[], RegExp][] = [
      [['--key', 'nowhere.key', '--cert', pki.consumer.cert], /cannot read nowhere\.key: no such file/],
      [['--key', notPem, '--cert', pki.consumer.cert], /not\.pem: no private key in PEM/],
      [['--key', pki.consumer.key, '--cert', notPem], /not\.pem: no certificate in PEM/],
      [['--key', pki.seal.key, '--cert', pki.consumer.cert], /is not the key of the certificate/],
      [['--p12', pki.consumer.p12, '--password', 'no'], /wrong password for the \.p12 file/],
      [['--p12', notPem], /not a \.p12 file/],
      [[...pem, '--ca', dir], /cannot read .*: a folder/],
      [
        ['--key', pki.sealEc.key, '--cert', pki.sealEc.cert, '--algorithm', 'rsa-sha1'],
        /rsa-sha1 needs a key of type rsa/,
      ],
      [[...pem, '--save', join(dir, 'no', 'x.xml')], /cannot write .*: no such file or folder/],
    ];
    for (const [files, expected] of cases) {
      const { status, err } = await cli(['request', 'TITULAR', '--url', 'http://localhost:1', ...base, ...files]);
      assert.equal(status, 1);
      assert.match(err, expected);
      assert.equal(err.split('\n').length, 2);
    }
  });
});
