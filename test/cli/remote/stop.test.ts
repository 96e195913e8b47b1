import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';
import { told } from '../../support/gateway.ts';
import { unusedPort } from '../../support/unused-port.ts';
import { cli } from '../harness.ts';
import { JSON_TYPE, openRemote, strange } from './remote.ts';

const TOKEN = 'a-secret-that-nobody-may-see';
const CONSUMER = ['consumer', '9821920002', '--why', 'clau robada: «è»'];

test('stop and start act on a gateway that runs, and say the same as on its store', async (t) => {
  const g = await openRemote(t);
  const token = await g.token('read:stop', 'read:consumer', 'write:stop');
  const stopped = await g.on(token, 'stop', ...CONSUMER);
  assert.deepEqual(stopped, { status: 0, out: 'consumer 9821920002 is stopped.\n', err: '' });
  assert.equal(told(await g.post(g.petition())).fault?.detail.code, 'authorise.stopped');
  const { registry } = g.stage.gateway;
  const again = await g.on(token, 'stop', ...CONSUMER);
  assert.deepEqual(again, await g.beside('stop', ...CONSUMER));
  assert.match(again.err, /consumer 9821920002 is stopped already\n$/);
  assert.equal((await g.on(token, 'start', ...CONSUMER)).out, 'consumer 9821920002 is started.\n');
  assert.equal(told(await g.post(g.petition())).fault, undefined);
  const history = await registry.history('stop', 'consumer/9821920002');
  assert.deepEqual(
    history.map(({ who, why }) => [who, why]),
    Array(2).fill(['token:t1', 'clau robada: «è»']),
  );
  for (const argv of [
    ['start', ...CONSUMER],
    ['stop', 'consumer', '0000000000', '--why', 'x'],
  ]) {
    const ran = await g.on(token, ...argv);
    assert.deepEqual([ran, ran.status], [await g.beside(...argv), 1]);
  }
});

test('what the gateway refuses is told in its words, with what to do and the code, and never the token', async (t) => {
  const g = await openRemote(t);
  const reads = await g.token('read:*');
  const forbidden = await g.on(reads, 'stop', ...CONSUMER);
  assert.equal(forbidden.status, 1);
  assert.match(forbidden.err, /^padro-gateway stop: You lack the permission write:stop\. \S.* \(api\.forbidden\)\n$/);
  const stranger = await g.on(TOKEN, 'stop', ...CONSUMER);
  assert.equal(stranger.status, 1);
  assert.match(stranger.err, /Tell who you are.* \(api\.unauthenticated\)\n$/);
  assert.doesNotMatch(stranger.err, new RegExp(TOKEN));
  const elsewhere = await cli(['stop', ...CONSUMER, '--url', g.stage.gateway.origins.public, '--token', reads]);
  assert.equal(elsewhere.status, 1);
  assert.match(elsewhere.err, /is it the management plane\?\n$/);
});

test('the token may be in PADRO_TOKEN, which a command on the store leaves alone', async (t) => {
  const g = await openRemote(t);
  process.env.PADRO_TOKEN = await g.token('read:*', 'write:stop');
  t.after(() => delete process.env.PADRO_TOKEN);
  const url = ['--url', `${g.stage.gateway.origins.management}/`];
  assert.equal((await cli(['stop', ...CONSUMER, ...url])).status, 0);
  assert.equal((await g.beside('start', ...CONSUMER)).status, 0);
  process.env.PADRO_TOKEN = 'two words';
  const { status, err } = await cli(['stop', ...CONSUMER, ...url]);
  assert.deepEqual([status, err.includes('two words')], [2, false], err);
});

const LOCAL = ['--url', 'http://127.0.0.1:1'];
for (const [what, argv, expected] of [
  ['no token', LOCAL, /--url needs a token: --token, or the variable PADRO_TOKEN/],
  ['a token that is none', [...LOCAL, '--token', `${TOKEN} x`], /--token must be a token/],
  ['a token for the store', ['--token', TOKEN], /give its --url too/],
  ['a file and a gateway', [...LOCAL, '--token', TOKEN, '--config', 'x.yaml'], /--url or --config, not both/],
  ['no address', ['--url', TOKEN, '--token', TOKEN], /--url must be an origin without a path/],
  ['no reason', [...LOCAL, '--token', TOKEN, '--why', ' '], /--why must be a reason of at most 500 characters/],
  ['a long reason', ['--why', 'x'.repeat(501)], /--why must be a reason of at most 500/],
  ['another scheme', ['--url', 'ftp://127.0.0.1', '--token', TOKEN], /--url must be an origin/],
  ['a path', ['--url', 'http://127.0.0.1:8081/api/v1', '--token', TOKEN], /--url must be an origin/],
  ['a password', ['--url', 'http://a:b@127.0.0.1:8081', '--token', TOKEN], /--url must be an origin/],
  [
    'http to another host',
    ['--url', 'http://padro.example.cat', '--token', TOKEN],
    /goes over http to this machine only/,
  ],
  ['http to a look-alike', ['--url', 'http://127.0.0.1.example.cat', '--token', TOKEN], /to this machine only/],
  ['http to a private address', ['--url', 'http://10.0.0.1:8081', '--token', TOKEN], /to this machine only/],
] as const) {
  test(`wrong usage: ${what}`, async () => {
    const { status, out, err } = await cli(['stop', ...CONSUMER, ...argv]);
    assert.deepEqual([status, out, err.split('\n').length], [2, '', 2], err);
    assert.match(err, expected);
    assert.doesNotMatch(err, new RegExp(TOKEN));
  });
}

test('over https to a server that nobody checks no token is sent', async (t) => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  t.after(() => delete process.env.NODE_TLS_REJECT_UNAUTHORIZED);
  const { status, err } = await cli(['stop', ...CONSUMER, '--url', 'https://127.0.0.1:1', '--token', TOKEN]);
  assert.deepEqual([status, /anybody could take the token/.test(err)], [2, true], err);
});

for (const [what, answer] of [
  ['a page', (_, response) => response.end('<html>')],
  ['JSON of something else', (_, response) => response.writeHead(200, JSON_TYPE).end('[]')],
  ['half of JSON', (_, response) => response.writeHead(200, JSON_TYPE).end('{"version":')],
  ['a redirection', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['a page of an error', (_, response) => response.writeHead(502).end('<html>')],
] as readonly (readonly [string, RequestListener])[]) {
  test(`a server that answers ${what} is no gateway`, async (t) => {
    const { status, err } = await cli(['stop', ...CONSUMER, '--url', await strange(t, answer), '--token', TOKEN]);
    assert.deepEqual([status, err.split('\n').length], [1, 2], err);
    assert.match(err, /that is no answer of this gateway's API \(status \d+\): is it the management plane\?/);
  });
}

test('a gateway that does not answer is given up, and what it may have done is said', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const late = () => t.mock.timers.tick(30_000);
  const half = await strange(t, ({ method }, response) => {
    if (method === 'GET') response.writeHead(200, JSON_TYPE).end('{"version":1,"doc":{}}');
    else late();
  });
  for (const [url, told] of [
    [await strange(t, late), ''],
    [half, '; it may be done all the same: look before you repeat it'],
  ] as const) {
    const { status, err } = await cli(['start', ...CONSUMER, '--url', url, '--token', TOKEN]);
    assert.deepEqual([status, err], [1, `padro-gateway start: no answer from ${url} within 30 s${told}\n`]);
  }
});

test('Ctrl-C ends a call', async (t) => {
  const end = new AbortController();
  const url = await strange(t, () => end.abort());
  const { status, err } = await cli(['stop', ...CONSUMER, '--url', url, '--token', TOKEN], { signal: end.signal });
  assert.deepEqual([status, err], [1, 'padro-gateway stop: interrupted\n']);
});

test('a server whose authority is not known gets no token, and what to do is said', async (t) => {
  const { https } = (await openRemote(t)).stage.gateway.origins;
  const { status, err } = await cli(['stop', ...CONSUMER, '--url', https!, '--token', TOKEN]);
  assert.equal(status, 1);
  assert.match(err, /certificate is not known; name its file in NODE_EXTRA_CA_CERTS\n$/);
});

test('nobody who listens, and a connection that ends, are one clear line', async (t) => {
  const gone = await strange(t, (_, response) => response.destroy());
  for (const [url, expected] of [
    [`http://127.0.0.1:${await unusedPort()}`, /nobody listens there/],
    [gone, /the connection was closed before the answer was complete/],
  ] as const) {
    const { status, err } = await cli(['stop', ...CONSUMER, '--url', url, '--token', TOKEN]);
    assert.deepEqual([status, err.split('\n').length], [1, 2], err);
    assert.match(err, expected);
  }
});
