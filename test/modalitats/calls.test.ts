import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Endpoint } from '../../src/base/domain.ts';
import type { Code } from '../../src/base/errors/catalogue/index.ts';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { closedPort, goodAnswer, openBackend } from '../support/backend.ts';
import { otherAuthority, serverCertificate } from '../support/pki.ts';
import { endpointAt, message, openAsking } from './asking.ts';

const authority = otherAuthority();
const server = serverCertificate(authority);
const pinOf = (cert: string): string =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

type Asking = ReturnType<typeof openAsking>;

const ask = ({ calls }: Asking, endpoint: Endpoint, idPeticion = 'PROPIA-1', signal?: AbortSignal) =>
  calls.ask({
    endpoint,
    message: message('TITULAR', '12344321Z', idPeticion, '17023'),
    idPeticion,
    incident: 'incident-1',
    timeoutMs: endpoint.timeoutMs,
    signal,
  });

const refusedAs = (code: Code) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error));
  assert.equal(error.code, code, error.detail);
  return true;
};

describe('a call of the gateway’s own', () => {
  it('is a POST of the petition inside the seal, on connections that are kept', async (t) => {
    const backend = await openBackend(t);
    const asking = openAsking(t);
    const endpoint = endpointAt(backend.url);
    for (let i = 0; i < 3; i++) await ask(asking, endpoint, `PROPIA-${i}`);
    assert.equal(backend.connections, 1);
    const [first] = backend.requests;
    assert.equal(first!.target, 'POST /siri-proxy/services/Sincron');
    const headers = first!.headers.map((text) => text.toLowerCase());
    for (const name of ['x-padro-incident', 'soapaction', 'content-length']) assert.ok(headers.includes(name), name);
    const doc = readXml(Buffer.from(first!.body), 'message');
    assert.match(doc.source, /<wsse:Security [\s\S]*<ds:SignatureValue>[\s\S]*IdentificadorSolicitante>9821920002</);
  });

  it('goes to the path that it is given', async (t) => {
    const backend = await openBackend(t);
    const { calls } = openAsking(t);
    const call = { message: message('TITULAR', '1', 'A', '17023'), idPeticion: 'A', incident: 'i', timeoutMs: 2_000 };
    await calls.ask({ ...call, endpoint: endpointAt(backend.url), path: '/17023/propi' });
    assert.equal(backend.requests[0]!.target, 'POST /17023/propi');
  });

  it('leaves an endpoint whose record changed its old connections', async (t) => {
    const backend = await openBackend(t);
    const asking = openAsking(t);
    await ask(asking, endpointAt(backend.url));
    await ask(asking, endpointAt(backend.url));
    assert.equal(backend.connections, 2);
  });

  it('reaches no address that is not allowed', async (t) => {
    const backend = await openBackend(t);
    const asking = openAsking(t, {}, { allowPrivate: [] });
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:7f00:1]']) {
      const url = backend.url.replace('127.0.0.1', host);
      await assert.rejects(ask(asking, endpointAt(url)), refusedAs('forward.address'), host);
    }
    assert.equal(backend.connections, 0);
  });

  it('rests on the endpoint’s own authorities and keys', async (t) => {
    const backend = await openBackend(t, undefined, server);
    const asking = openAsking(t);
    const at = (rest: Partial<Endpoint>) => ask(asking, endpointAt(backend.url, rest));
    await at({ ca: [authority.certPem] });
    await at({ ca: [authority.certPem], pins: [pinOf(server.cert)] });
    const other = otherAuthority();
    await assert.rejects(at({ ca: [other.certPem] }), refusedAs('forward.tls'));
    await assert.rejects(at({ ca: [authority.certPem], pins: [pinOf(other.certPem)] }), refusedAs('forward.tls'));
    assert.equal(backend.requests.length, 2);
  });

  it('in producció goes nowhere without a pinned authority or key', async (t) => {
    const backend = await openBackend(t);
    const endpoint = endpointAt(backend.url, { environment: 'produccio' });
    await assert.rejects(ask(openAsking(t), endpoint), refusedAs('forward.unprotected'));
    assert.equal(backend.connections, 0);
  });

  it('is given up by whoever asked for it', async (t) => {
    const backend = await openBackend(t, () => left.abort());
    const left = new AbortController();
    const asked = ask(openAsking(t), endpointAt(backend.url), 'A', left.signal);
    await assert.rejects(asked, refusedAs('forward.consumer-gone'));
  });
});

const XML = { 'content-type': 'text/xml' };
/** How a server fails, and what that is called. */
const FAILURES: Readonly<Record<string, readonly [Parameters<typeof openBackend>[1], Code]>> = {
  'never answers': [() => {}, 'forward.timeout'],
  'ends half way': [
    (body, response) => {
      response.writeHead(200, { ...XML, 'content-length': 10_000 });
      response.write(goodAnswer(body), () => response.destroy());
    },
    'forward.truncated',
  ],
  'closes without an answer': [(_, response) => response.destroy(), 'forward.truncated'],
  'answers without end': [
    (_, response) => void response.writeHead(200, XML).end(Buffer.alloc(300_000, ' ')),
    'forward.too-large',
  ],
  compresses: [
    (body, response) => void response.writeHead(200, { ...XML, 'content-encoding': 'gzip' }).end(goodAnswer(body)),
    'forward.content-type',
  ],
  redirects: [(_, response) => void response.writeHead(302, { location: '/' }).end(), 'forward.status'],
  'answers somebody else': [
    (_, response) => void response.writeHead(200, XML).end(goodAnswer('<IdPeticion>ALTRA</IdPeticion>')),
    'forward.not-ours',
  ],
};

describe('a server that', () => {
  for (const [name, [handler, code]] of Object.entries(FAILURES)) {
    it(`${name} is ${code}`, async (t) => {
      const backend = await openBackend(t, handler);
      const endpoint = endpointAt(backend.url, { timeoutMs: 300 });
      await assert.rejects(ask(openAsking(t), endpoint), refusedAs(code));
      assert.equal(backend.requests.length, 1, 'once');
    });
  }

  it('is not there is forward.connect', async (t) => {
    const endpoint = endpointAt(`http://127.0.0.1:${await closedPort()}/x`);
    await assert.rejects(ask(openAsking(t), endpoint), refusedAs('forward.connect'));
  });
});
