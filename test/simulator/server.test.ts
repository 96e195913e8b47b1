import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { newKey } from './keys.ts';
import { at, person, petition } from './petition.ts';
import { post } from './post.ts';

const body = petition([{ modalitat: 'RESIDENT_MUNICIPI', fields: [...person('3', 'Z2757735Z'), ...at('17023')] }]);
const key = await newKey('rsa');
const options: SimulatorOptions = { municipis: ['17023'], people: 0, volant: key };
const LIMIT = 2 * 1024 * 1024;
const both = { port: 0, tls: { port: 0, ...key } };

/** Closed after the test, whatever happens in it; closing twice does no harm. */
async function start(t: TestContext, more: Partial<SimulatorOptions>): Promise<Simulator> {
  const simulator = await startSimulator({ ...options, ...more });
  t.after(() => simulator.close());
  return simulator;
}

test('HTTP and HTTPS, each where it is asked for', async (t) => {
  const simulator = await start(t, both);
  assert.match(simulator.urls.http!, /^http:\/\/127\.0\.0\.1:\d+\/siri-proxy\/services\/Sincron$/);
  for (const url of [simulator.urls.http!, simulator.urls.https!]) {
    const { text } = await post(url, body, { ca: key.cert });
    assert.match(text, /<aoc:codigoResultado>1</);
  }
  assert.deepEqual([simulator.received, simulator.answered, simulator.last?.toString()], [2, 2, body]);
  assert.deepEqual((await start(t, {})).urls, {});
});

test('only POST to the frontal is served, with any query and at most 2 MiB, and its WSDL', async (t) => {
  const simulator = await start(t, { port: 0 });
  const url = simulator.urls.http!;
  assert.match((await post(`${url}?wsdl`, '', { method: 'GET' })).text, /<wsdl:operation name="procesa">/);
  assert.equal((await post(url, '', { method: 'GET' })).status, 404);
  assert.equal((await post(url.replace('Sincron', 'Altre'), body)).status, 404);
  const put = await post(url, '', { method: 'PUT' });
  assert.deepEqual([put.status, put.headers.allow], [405, 'POST']);
  assert.equal((await post(`${url}?wsdl`, body)).status, 200);
  assert.equal(
    (await post(url, Buffer.concat([Buffer.from(body), Buffer.alloc(LIMIT, ' ')]).subarray(0, LIMIT))).status,
    200,
  );
  assert.equal(simulator.received, 2);
  const outcome = await post(url, Buffer.alloc(LIMIT + 1)).then(
    ({ status }) => status,
    ({ code }) => code,
  );
  assert.ok([413, 'EPIPE', 'ECONNRESET'].includes(outcome), String(outcome));
  assert.equal(simulator.received, 2);
});

test('closing ends connections that are idle or in a TLS handshake', async (t) => {
  const simulator = await start(t, both);
  const sockets = [simulator.urls.http!, simulator.urls.https!].map((url) => connect(Number(new URL(url).port)));
  const closed = sockets.map((socket) =>
    once(
      socket.on('error', () => {}),
      'close',
    ),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  await simulator.close();
  await Promise.all(closed);
});

const WRONG: readonly { name: string; options: SimulatorOptions; error: RegExp }[] = [
  { name: 'a municipality with its control digit', options: { ...options, municipis: ['170233'] }, error: /municipis/ },
  { name: 'a key that is none', options: { ...options, volant: { key: '', cert: '' } }, error: /./ },
];

for (const { name, options, error } of WRONG) {
  test(`${name} is refused at the start`, () => assert.rejects(startSimulator(options), error));
}

test('a port that is taken is refused, and nothing stays open', async (t) => {
  const first = await start(t, { port: 0 });
  const port = Number(new URL(first.urls.http!).port);
  await assert.rejects(startSimulator({ ...options, port: 0, tls: { port, ...key } }), { code: 'EADDRINUSE' });
});
