import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { put } from '../../src/registry/index.ts';
import { answerWell, goodAnswer, openBackend, openRawBackend } from '../support/backend.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { eventually } from '../support/refused.ts';

/** A142, A144, A145: what goes out to a municipal server, on how many connections, and how often. */

/** A petition whose client leaves when told. */
function leaving(g: OpenGateway): () => void {
  const gone = new AbortController();
  g.post(g.petition(), { signal: gone.signal }).catch(() => {});
  return () => gone.abort();
}

test('A142: a municipal server gets the bytes and a fixed set of headers', async (t) => {
  const g = await openGateway(t);
  const backend = await openBackend(t);
  await g.serveFrom(`${backend.url}?municipi=17023`);
  const body = g.petition({ nom: 'Ajuntament&#13;&#10;X-Evil: 1' });
  const headers = {
    host: 'evil.example',
    soapaction: '"evil"',
    authorization: 'Basic eDp5',
    cookie: 'a=b',
    te: 'trailers',
    connection: 'close, x-secret',
    'x-secret': '1',
    'x-forwarded-for': '8.8.8.8',
    'accept-encoding': 'gzip',
    'user-agent': 'evil',
    'x-padro-incident': 'forged',
  };
  assert.equal((await g.post(body, { headers })).status, 200);
  const [request] = backend.requests;
  assert.equal(request!.body, body.toString());
  assert.equal(request!.target, 'POST /siri-proxy/services/Sincron?municipi=17023');
  const sent = new Map<string, string>();
  for (let i = 0; i < request!.headers.length; i += 2) {
    const name = request!.headers[i]!.toLowerCase();
    assert.ok(!sent.has(name), `${name} twice`);
    sent.set(name, request!.headers[i + 1]!);
  }
  assert.deepEqual([...sent.keys()].sort(), [
    'accept',
    'connection',
    'content-length',
    'content-type',
    'host',
    'soapaction',
    'x-padro-incident',
  ]);
  assert.equal(sent.get('host'), `127.0.0.1:${backend.port}`);
  assert.equal(sent.get('content-length'), String(body.length));
  assert.equal(sent.get('soapaction'), '"http://www.openuri.org/procesa"');
  assert.equal(sent.get('x-padro-incident'), g.journal().at(-1)!.incident);
});

test('petitions one after the other use one connection', async (t) => {
  const g = await openGateway(t);
  const backend = await openBackend(t);
  await g.serveFrom(backend);
  for (let i = 0; i < 20; i++) assert.equal((await g.ask()).codigoResultado, 1);
  assert.equal(backend.connections, 1);
});

test('no more connections than the configuration says, and all are served', async (t) => {
  const g = await openGateway(t, { PADRO_FORWARD_CONNECTIONS_PER_ENDPOINT: '4' });
  const backend = await openBackend(t, (body, response) => void setTimeout(() => answerWell(body, response), 20));
  await g.serveFrom(backend);
  const told = await Promise.all(Array.from({ length: 24 }, () => g.ask()));
  assert.ok(told.every(({ codigoResultado }) => codigoResultado === 1));
  assert.equal(backend.connections, 4);
});

test('A144: 50 clients leave, and their calls are aborted', async (t) => {
  const g = await openGateway(t);
  const backend = await openBackend(t, () => {});
  await g.serveFrom(backend, { timeoutMs: 60_000 });
  const clients = Array.from({ length: 50 }, () => leaving(g));
  await eventually(() => backend.requests.length === 50, 'all 50 were forwarded');
  for (const leave of clients) leave();
  await eventually(() => backend.open === 0, 'no connection to the municipality is left');
  await eventually(
    () => g.journal().filter(({ fields }) => fields.kind === 'outcome').length === 50,
    'each is recorded',
  );
  assert.match(String(g.journal().at(-1)!.fields.cause), /^forward\.consumer-gone/);
  assert.match(await g.metrics(), /^padro_requests_in_flight 0$/m);
  await g.serveFrom(g.stage.simulators['17023'].urls.http!);
  assert.equal((await g.ask()).codigoResultado, 1);
});

test('A144: a client that leaves while its petition waits for a connection: it is not sent', async (t) => {
  const g = await openGateway(t, { PADRO_FORWARD_CONNECTIONS_PER_ENDPOINT: '1' });
  let release = (): void => {};
  const backend = await openBackend(t, (body, response) => {
    release = () => answerWell(body, response);
  });
  await g.serveFrom(backend);
  const first = g.ask();
  await eventually(() => backend.requests.length === 1, 'the first is being answered');
  const leave = leaving(g);
  await eventually(() => g.journal().filter(({ fields }) => fields.kind === 'intent').length === 2, 'the second waits');
  leave();
  await eventually(() => g.journal().some(({ fields }) => fields.kind === 'outcome'), 'it is given up');
  release();
  assert.equal((await first).codigoResultado, 1);
  const third = g.ask();
  await eventually(() => backend.requests.length === 2, 'the third is sent');
  release();
  assert.equal((await third).codigoResultado, 1);
  assert.equal(backend.requests.length, 2);
});

test('A145: a petition is never sent twice', async (t) => {
  const g = await openGateway(t);
  await t.test('when the server closes a connection that was kept', async () => {
    let turn = 0;
    const backend = await openRawBackend(t, (socket, body) => {
      if (turn++ === 1) return void socket.destroy();
      const answer = goodAnswer(body);
      socket.write(
        `HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(answer)}\r\n\r\n${answer}`,
      );
    });
    await g.serveFrom(backend);
    assert.equal((await g.ask()).codigoResultado, 1);
    const idPeticion = 'PROVA-00000000000000000000000000000001';
    assert.equal((await g.ask({ idPeticion })).estado, '0502');
    assert.equal((await g.ask()).codigoResultado, 1);
    assert.equal(backend.requests.filter(({ body }) => body.includes(idPeticion)).length, 1);
    assert.equal(backend.requests.length, 3);
  });
  await t.test('when the consumer sends it again, with other bytes or the same', async () => {
    const backend = await openBackend(t, (_body, response) => void response.socket?.destroy());
    await g.serveFrom(backend);
    const idPeticion = 'PROVA-00000000000000000000000000000002';
    const bytes = g.petition({ idPeticion });
    assert.equal((await g.post(bytes)).status, 200);
    assert.match((await g.post(bytes)).text, /verify\.replayed/);
    const repeated = await g.ask({ idPeticion });
    assert.deepEqual([repeated.estado, repeated.literal], ['0502', `Transmissió ja enregistrada: '${idPeticion}'.`]);
    assert.equal(backend.requests.length, 1);
  });
  await t.test('when it comes many times at once', async () => {
    const backend = await openBackend(t);
    await g.serveFrom(backend);
    const bytes = g.petition();
    const answers = await Promise.all(Array.from({ length: 10 }, () => g.post(bytes)));
    assert.equal(answers.filter(({ text }) => text.includes('codigoResultado>1<')).length, 1);
    assert.equal(backend.requests.length, 1);
  });
});

const CHANGE = [put('addressGroup', { name: 'una-altra', environment: 'proves', may: [], addresses: ['192.0.2.1'] })];

test('a change of the registry cuts no petition in flight', async (t) => {
  const g = await openGateway(t);
  const backend = await openBackend(t, (body, response) => void setTimeout(() => answerWell(body, response), 150));
  await g.serveFrom(backend);
  const first = g.ask();
  await eventually(() => backend.requests.length === 1, 'the first is in flight');
  await g.stage.gateway.registry.change(CHANGE, 'prova', 'something else');
  const second = g.ask();
  assert.deepEqual([(await first).codigoResultado, (await second).codigoResultado], [1, 1]);
});

test('a change of the registry costs no connection', async (t) => {
  const g = await openGateway(t);
  const backend = await openBackend(t);
  await g.serveFrom(backend);
  await g.ask();
  await g.stage.gateway.registry.change(CHANGE, 'prova', 'something else');
  await g.ask();
  assert.equal(backend.connections, 1);
});

test('consumers on one connection get each its own answer', async (t) => {
  const g = await openGateway(t);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  t.after(() => agent.destroy());
  const backend = await openBackend(
    t,
    (body, response) => void setTimeout(() => answerWell(body, response), Math.random() * 20),
  );
  await g.serveFrom(backend);
  const ids = Array.from({ length: 60 }, (_, i) => `PROVA-${String(i).padStart(32, '0')}`);
  const told = await Promise.all(ids.map((idPeticion) => g.ask({ idPeticion }, { agent })));
  for (const [i, { text }] of told.entries()) assert.ok(text.includes(`IdPeticion>${ids[i]}<`));
});
