import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildPeticion } from '../../src/base/build-peticion.ts';
import { randomHex, systemClock } from '../../src/base/clock.ts';
import { signEnvelope } from '../../src/cli/request/sign.ts';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config/index.ts';
import { type ConsumerPlane, makeConsumerServer } from '../../src/listen/index.ts';
import { JournalWriter } from '../../src/store/index.ts';
import { openGateway, SINCRON } from '../support/gateway.ts';
import { request } from '../support/http.ts';
import { brokenLinks, journalParts, journalRows } from '../support/journal.ts';
import { copyPki } from '../support/pki.ts';
import { eventually } from '../support/refused.ts';

/** A152 to A154: shutdown, crashes and what nobody foresaw. */

const folder = (t: { after(done: () => void): void }): string => {
  const dir = mkdtempSync(join(tmpdir(), 'padro-process-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
};

test('kill -9 under load loses nothing that was answered', async (t) => {
  const dir = folder(t);
  copyPki(join(dir, 'pki'));
  const ports = ['--port', '0', '--tls-port', '0', '--management-port', '0', '--public-port', '0'];
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'demo', '--dir', dir, ...ports], {
    stdio: 'ignore',
  });
  t.after(() => child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const description = join(dir, 'demo.json');
  await eventually(() => existsSync(description), 'the demo is ready', 30_000);
  const { sincron, consumer } = JSON.parse(readFileSync(description, 'utf8'));
  const answered: string[] = [];
  const one = async (): Promise<void> => {
    const idPeticion = `PROVA-${randomHex()}`;
    const now = Date.now();
    const solicituds = [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023' }];
    const payload = buildPeticion({
      modalitat: 'TITULAR',
      ens: consumer.ens,
      purpose: { kind: 'finalitat', value: 'PROVES' },
      idPeticion,
      now,
      solicituds,
    });
    const body = signEnvelope(payload, { keyPem: consumer.key, certPem: consumer.cert, now });
    const { text } = await request(sincron, body);
    if (text.includes('codigoResultado>1<')) answered.push(idPeticion);
  };
  const client = async (): Promise<void> => {
    while (child.exitCode === null && child.signalCode === null) await one();
  };
  const clients = Array.from({ length: 8 }, () => client().catch(() => {}));
  await eventually(() => answered.length >= 60, 'there is load', 20_000);
  child.kill('SIGKILL');
  assert.equal(await ended, 'SIGKILL');
  await Promise.all(clients);

  const store = join(dir, 'padro.sqlite');
  assert.deepEqual(brokenLinks(store), []);
  const incidents = new Map(journalRows(store).map(({ seq, incident }) => [seq, incident]));
  const intents = new Map(
    journalParts(store).map(({ seq, text }) => [JSON.parse(text).idPeticion as string, incidents.get(seq)]),
  );
  const outcomes = new Set(
    journalRows(store)
      .filter(({ fields }) => fields.kind === 'outcome')
      .map(({ incident }) => incident),
  );
  for (const id of answered) assert.ok(outcomes.has(intents.get(id) ?? ''), `${id}: intent and outcome`);
});

test('what is in flight at shutdown is still answered', async (t) => {
  const g = await openGateway(t);
  g.stage.simulators['17023'].fail({ name: 'slow', delayMs: 300 });
  const asked = [g.ask(), g.ask(), g.ask()];
  await eventually(() => g.received === 3, 'three are in flight');
  const closing = g.stage.gateway.close();
  await assert.rejects(g.ask(), /ECONNREFUSED/, 'no new ones are taken');
  for (const { codigoResultado } of await Promise.all(asked)) assert.equal(codigoResultado, 1);
  await closing;
  const outcomes = g.journal().filter(({ fields }) => fields.kind === 'outcome');
  assert.equal(outcomes.length, 3);
  assert.deepEqual(brokenLinks(g.store), []);
});

test('shutdown does not wait for consumers that keep their connection', async (t) => {
  const g = await openGateway(t, { PADRO_LIMITS_SHUTDOWN_MS: '3000' });
  const agent = new http.Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  g.stage.simulators['17023'].fail({ name: 'slow', delayMs: 200 });
  const asked = g.ask({}, { agent });
  await eventually(() => g.received === 1, 'it is in flight');
  const from = performance.now();
  await g.stage.gateway.close();
  assert.equal((await asked).codigoResultado, 1);
  assert.ok(performance.now() - from < 1_500, 'as soon as it was answered');
});

test('shutdown is bounded, also where a municipality never answers', async (t) => {
  const g = await openGateway(t, { PADRO_LIMITS_SHUTDOWN_MS: '300' });
  g.stage.simulators['17023'].fail('dead');
  const asked = g.ask().catch((error: unknown) => error);
  await eventually(() => g.received === 1, 'it is in flight');
  const from = performance.now();
  await g.stage.gateway.close();
  assert.ok(performance.now() - from < 2_000);
  assert.ok((await asked) instanceof Error);
});

test('the journal can be closed after its thread has ended', {
  timeout: 10_000,
}, async (t) => {
  const journal = new JournalWriter(join(folder(t), 'no', 'such', 'folder.sqlite'), 0);
  await eventually(() => journal.failed !== undefined, 'it fails');
  await assert.rejects(journal.append({ kind: 'outcome', incident: 'x', fields: {} }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = await Promise.race([
    journal.close().then(() => true),
    new Promise((resolve) => setTimeout(resolve, 500, false)),
  ]);
  assert.equal(closed, true);
});

test('A152: a trust store that is broken stops the start, and leaves nothing open', async (t) => {
  const dir = folder(t);
  copyPki(join(dir, 'pki'));
  writeFileSync(join(dir, 'pki', 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  const config = loadConfig({
    env: {},
    base: {
      consumer: { host: '127.0.0.1', port: 0, tlsPort: 0 },
      management: { port: 0 },
      public: { port: 0 },
      trust: { dir: join(dir, 'pki') },
      store: { path: join(dir, 'padro.sqlite') },
      log: { level: 'silent' },
    },
  });
  await assert.rejects(compose(config), /broken/);
});

test('A154: an error that nobody foresaw is a Fault, and the next request is served', async (t) => {
  const { limits } = loadConfig({ env: {}, base: {} });
  let broken = true;
  const good = { status: 200, contentType: 'text/xml', bytes: Buffer.from('<bo/>') };
  const plane: ConsumerPlane = {
    limits,
    certificateHeader: undefined,
    clock: systemClock,
    begun: () => {},
    malformed: () => {},
    handle: async () => {
      if (broken) throw new TypeError('12344321Z');
      return good;
    },
    refused: (_received, refusal) => ({ ...good, status: 500, bytes: Buffer.from(refusal.code) }),
    app: (() => {}) as never,
  };
  const server = makeConsumerServer(plane);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}${SINCRON}`;
  const answer = await request(url, '<a/>');
  assert.deepEqual([answer.status, answer.text], [500, 'internal']);
  broken = false;
  assert.equal((await request(url, '<a/>')).text, '<bo/>');
});

test('a log that cannot be written does not stop the gateway', async (t) => {
  const script = `import { makeLogger } from ${JSON.stringify(new URL('../../src/record/index.ts', import.meta.url).href)};
    const log = makeLogger('info');
    for (let i = 0; i < 100; i++) log.warn('a line');
    setTimeout(() => process.stderr.write('alive', () => process.exit(0)), 100);`;
  const full = openSync('/dev/full', 'w');
  t.after(() => closeSync(full));
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', full, 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 4_000);
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  assert.deepEqual([code, said], [0, 'alive']);
});
