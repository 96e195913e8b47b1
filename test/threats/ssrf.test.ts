import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { Guard } from '../../src/base/outbound/guard.ts';
import { Cage } from '../../src/forward/index.ts';
import { put } from '../../src/registry/index.ts';
import { openBackend } from '../support/backend.ts';
import { type OpenGateway, openGateway, SINCRON } from '../support/gateway.ts';
import { unavailable } from '../support/unavailable.ts';

/** A137–A141: where an endpoint's address may lead, once in the registry and at each connection. */

/** Ways of writing 127.0.0.2, and other addresses that nobody allowed. */
const HOSTS = [
  '127.0.0.2',
  '127.2',
  '0x7f.2',
  '2130706434',
  '0177.0.0.2',
  '%31%32%37.0.0.2',
  '①②⑦.0.0.2',
  '127。0。0。2',
  '127.0.0.2.',
  '[::ffff:127.0.0.2]',
  '[::ffff:7f00:2]',
  '[::127.0.0.2]',
  '0',
  '0.0.0.0',
  '[::]',
  '[::1]',
  '[fe80::1]',
  '[fd00::1]',
  '169.254.169.254',
  '100.64.0.1',
  '224.0.0.1',
];

async function refusedAt(g: OpenGateway, origin: string, cause = /forward\.address/): Promise<void> {
  await g.serveFrom(origin + SINCRON, { timeoutMs: 2_000 });
  assert.match(await unavailable(g), cause);
}

test('A137: an endpoint at an address that is not allowed is not called, however it is written', async (t) => {
  const g = await openGateway(t, { PADRO_FORWARD_ALLOW_PRIVATE: '["127.0.0.1"]' });
  const backend = await openBackend(t);
  for (const host of HOSTS) {
    await t.test(host, async () => {
      const origin = `http://${host}:${backend.port}`;
      const taken = await g.serveFrom(origin + SINCRON).then(
        () => true,
        () => false,
      );
      if (taken) await refusedAt(g, origin);
      assert.equal(backend.connections, 0);
    });
  }
});

test('A137, A138: the cage judges the address at every connection', async (t) => {
  const backend = await openBackend(t);
  const cage = new Cage({ guard: new Guard([]), connectTimeoutMs: 1_000, maxBytes: 1_000, connectionsPerEndpoint: 2 });
  t.after(() => cage.close());
  for (const host of ['127.0.0.1', '[::1]', 'localhost', 'LOCALHOST', '0x7f.1', '[::ffff:7f00:1]']) {
    for (const scheme of ['http', 'https']) {
      const url = `${scheme}://${host}:${backend.port}/x`;
      const endpoint = {
        id: url,
        environment: 'proves',
        url,
        ca: [],
        pins: [],
        unpinnedUntil: null,
        timeoutMs: 1_000,
      } as const;
      await assert.rejects(
        cage.send(endpoint, Buffer.from('<a/>'), 'incident', () => {}),
        (error) => error instanceof Refusal && error.code === 'forward.address',
        url,
      );
    }
  }
  assert.equal(backend.connections, 0);
});

test('A140: an endpoint at one of the gateway’s own listeners is not taken into the registry', async (t) => {
  const g = await openGateway(t);
  const { http, https, management } = g.stage.gateway.origins;
  for (const origin of [http, https!, management]) await assert.rejects(g.serveFrom(origin + SINCRON), origin);
});

const BAD_URLS = [
  'file:///etc/passwd',
  'ftp://example.cat/x',
  'gopher://example.cat/x',
  'data:text/xml,<a/>',
  'javascript:alert(1)',
  '//example.cat/x',
  'example.cat',
  '',
  'http://',
  'https://user@example.cat/x',
  'https://user:secret@example.cat/x',
  'https://@example.cat/x',
  'https://example.cat/x#part',
  'https://example.cat/x#',
  'https://example.cat:22/x',
  'https://example.cat:25/x',
  'http://example.cat:6379/x',
  'http://example.cat:5432/x',
  'http://example.cat:0/x',
  'http://example.cat:65536/x',
  'https://example.cat/a\r\nX-Evil: 1',
  'https://example.cat/a\tb',
  'https://exa\nmple.cat/',
  ' https://example.cat/',
  'https:\\\\example.cat\\x',
  'https://example.cat\\@127.0.0.1/',
  'https:example.cat/x',
  'https:///example.cat/x',
  'http://0x7f.1/x',
  'http://2130706433/x',
  'http://①②⑦.0.0.1/x',
  'http://[::ffff:127.0.0.1]/x',
  'http://127.0.0.1./x',
];

const GOOD_URLS = [
  'https://padro.example.cat:8443/siri-proxy/services/Sincron',
  'http://padro.example.cat:8080/x?municipi=17023',
  'https://[2a00:1450::1]:8443/x',
];

test('A137, A140, A141: an endpoint’s URL is http or https, a host, and a path', () => {
  const endpoint = (url: string) => put('endpoint', { id: 'e', environment: 'proves', url });
  for (const url of BAD_URLS) assert.throws(() => endpoint(url), Error, JSON.stringify(url));
  for (const url of GOOD_URLS) assert.doesNotThrow(() => endpoint(url), url);
});

test('A139: a redirect is not followed, wherever it leads', async (t) => {
  const g = await openGateway(t);
  const other = await openBackend(t);
  let location = '';
  let status = 302;
  const backend = await openBackend(t, (_body, response) => {
    response.writeHead(status, { Location: location, 'Content-Type': 'text/xml' }).end();
  });
  for (status of [301, 302, 303, 307, 308, 300, 305]) {
    for (location of [other.url, backend.url, '/siri-proxy/services/Altre', 'file:///etc/passwd']) {
      await refusedAt(g, new URL(backend.url).origin, /forward\.status/);
    }
  }
  assert.equal(other.connections, 0);
  assert.equal(backend.requests.length, 28, 'each petition was sent once');
});
