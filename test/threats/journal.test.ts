import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { Refusal } from '../../src/base/errors/refusal.ts';
import type { Routed } from '../../src/base/request.ts';
import { Trail } from '../../src/base/trail.ts';
import { type Journal, Marks, makeRecord } from '../../src/record/index.ts';
import { answerWell, openBackend } from '../support/backend.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { brokenLinks, journalParts, journalRows, withStore } from '../support/journal.ts';
import { eventually } from '../support/refused.ts';

/** A153 and the journal's promises: what is on disk, when, and what never is. */

test('an intent is on disk before its petition is forwarded, an outcome before its answer leaves', async (t) => {
  const g = await openGateway(t);
  const seen: string[][] = [];
  const backend = await openBackend(t, (body, response) => {
    seen.push(journalRows(g.store).map(({ fields }) => String(fields.kind)));
    answerWell(body, response);
  });
  await g.serveFrom(backend);
  for (let i = 1; i <= 3; i++) {
    assert.equal((await g.ask()).codigoResultado, 1);
    const kinds = g.journal().map(({ fields }) => fields.kind);
    assert.deepEqual(kinds, Array.from({ length: i }, () => ['intent', 'outcome']).flat());
    assert.deepEqual(seen.at(-1), kinds.slice(0, -1));
  }
});

test('whatever became of them, petitions make one chain from its beginning', async (t) => {
  const g = await openGateway(t);
  const bytes = g.petition();
  const idPeticion = 'PROVA-00000000000000000000000000000003';
  await Promise.all(Array.from({ length: 40 }, (_, i) => g.ask({ municipi: i % 2 ? '17023' : '08019' })));
  await g.post(bytes);
  await g.post(bytes);
  await g.ask({ idPeticion });
  await g.ask({ idPeticion });
  await g.ask({ modalitat: 'TITULAR_PROPI' });
  g.stage.simulators['17023'].fail('reset');
  await g.ask();
  assert.deepEqual(brokenLinks(g.store), []);
  const kinds = new Map<unknown, number>();
  for (const { fields } of g.journal()) kinds.set(fields.kind, (kinds.get(fields.kind) ?? 0) + 1);
  assert.deepEqual(Object.fromEntries(kinds), { intent: 43, outcome: 44, refusal: 2, repeated: 1 });
});

test('a personal part can be purged, and the chain still verifies; nothing else can be changed', async (t) => {
  const g = await openGateway(t);
  for (let i = 0; i < 3; i++) await g.ask();
  const change = (sql: string) => withStore(g.store, (db) => void db.exec(sql), false);
  assert.equal(journalParts(g.store).length, 3);
  change('DELETE FROM journal_part WHERE seq = 3');
  assert.deepEqual(brokenLinks(g.store), []);
  change(`UPDATE journal_part SET text = replace(text, 'PROVA', 'ALTRA') WHERE seq = 1`);
  assert.deepEqual(brokenLinks(g.store), ['1: another personal part']);
  change(`UPDATE journal SET line = replace(line, 'TITULAR', 'RESIDENT') WHERE seq = 5`);
  assert.ok(brokenLinks(g.store).includes('5: another hash'));
});

/** All bytes of the store: the file, its log that is written ahead, and the index of that. */
const bytesOf = (store: string): string =>
  [store, `${store}-wal`, `${store}-shm`]
    .map((file) => (existsSync(file) ? readFileSync(file, 'latin1') : ''))
    .join('');

test('no document of a person is in the store, and no name of one outside the parts', async (t) => {
  const g = await openGateway(t);
  const funcionari = { nom: 'Nom Cognom', nif: '99999018D' };
  await g.ask({ funcionari, nom: 'Nom De Solicitant' });
  await g.ask({ funcionari, modalitat: 'CONVIVENTS', municipi: '08001', document: '12345678Z' });
  await g.ask({ document: '00000000T' });
  const check = (): void => {
    const bytes = bytesOf(g.store);
    for (const text of [
      '12344321',
      '12345678',
      '00000000T',
      'Fict',
      'Friedrich',
      'Nom De Solicitant',
      '<soapenv',
      'Volante',
    ]) {
      assert.ok(!bytes.includes(text), text);
    }
  };
  check();
  for (const { line } of g.journal()) assert.doesNotMatch(line, /Nom Cognom|99999018D|PROVA-/);
  await g.close();
  check();
});

test('a part that is purged is gone from the file', async (t) => {
  const g = await openGateway(t);
  for (let i = 0; i < 5; i++) await g.ask({ funcionari: { nom: 'Nom Cognom', nif: '99999018D' } });
  await g.close();
  const { connect } = await import('../../src/store/sqlite.ts');
  const db = connect(g.store);
  db.exec('DELETE FROM journal_part');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  assert.ok(!bytesOf(g.store).includes('Nom Cognom'));
});

/** As if the disk were full for the lines that the condition holds. */
const full = (g: OpenGateway, when: string): void =>
  withStore(
    g.store,
    (db) =>
      void db.exec(
        `CREATE TRIGGER full BEFORE INSERT ON journal WHEN ${when} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
      ),
    false,
  );
const emptied = (g: OpenGateway): void => withStore(g.store, (db) => void db.exec('DROP TRIGGER full'), false);

test('A153: what can’t be recorded isn’t forwarded, or isn’t answered', async (t) => {
  const g = await openGateway(t);
  await t.test('the intent', async () => {
    full(g, 'true');
    const { received } = g;
    for (const told of await Promise.all(Array.from({ length: 10 }, () => g.ask()))) {
      assert.equal(told.status, 500);
      assert.equal(told.fault?.detail.code, 'record.unavailable');
      assert.doesNotMatch(told.text, /disk|sqlite|database/i);
    }
    assert.equal(g.received, received);
    assert.ok(
      g.logs.some((line) => line.includes('disk is full')),
      'operators are told',
    );
    emptied(g);
    assert.equal((await g.ask()).codigoResultado, 1, 'it goes on as soon as there is room');
  });
  await t.test('the outcome: the answer doesn’t leave, its data neither', async () => {
    full(g, `NEW.line LIKE '%"kind":"outcome"%'`);
    const told = await g.ask();
    assert.equal(told.fault?.detail.code, 'record.unavailable');
    assert.doesNotMatch(told.text, /Fict|codigoResultado/);
    emptied(g);
  });
  await t.test('a refusal of somebody known', async () => {
    full(g, `NEW.line LIKE '%"kind":"refusal"%'`);
    assert.equal((await g.ask({ modalitat: 'TITULAR_PROPI' })).fault?.detail.code, 'record.unavailable');
    emptied(g);
    assert.equal((await g.ask({ modalitat: 'TITULAR_PROPI' })).fault?.detail.code, 'route.not-local');
  });
  await t.test('a petition that was not recorded is not spent', async () => {
    full(g, 'true');
    const bytes = g.petition();
    assert.match((await g.post(bytes)).text, /record\.unavailable/);
    emptied(g);
    assert.match((await g.post(bytes)).text, /codigoResultado>1</);
  });
  assert.deepEqual(brokenLinks(g.store), []);
});

test('A153: while nothing can be written the gateway isn’t ready', async (t) => {
  const g = await openGateway(t);
  full(g, 'true');
  await g.ask();
  const { status, text } = await g.management('/health/ready');
  assert.equal(status, 503);
  assert.match(text, /journal/);
  emptied(g);
  await g.ask();
  assert.equal((await g.management('/health/ready')).status, 200);
});

test('record: an error of the journal is `record.unavailable`, whatever it was', async () => {
  const broken: Journal = {
    intent: () => Promise.reject(new Error('SQLITE_FULL')),
    append: () => Promise.reject(new Error('SQLITE_IOERR')),
  };
  const record = makeRecord({
    journal: broken,
    marks: new Marks(createSecretKey(Buffer.alloc(32))),
    clock: systemClock,
  });
  const trail = new Trail('sincron', 0);
  const answered = { trail, answer: { outcome: 'answered' } } as never;
  const reply = { status: 200, contentType: '', bytes: Buffer.alloc(0) };
  const unavailable = (error: unknown) => error instanceof Refusal && error.code === 'record.unavailable';
  await assert.rejects(record.outcome(answered, reply), unavailable);
  await assert.rejects(record.refusal(trail, new Refusal('verify.digest')), unavailable);
  const peticion = {
    ens: '1',
    idPeticion: '1',
    modalitat: { code: 'TITULAR' },
    purpose: { kind: 'finalitat', value: 'x' },
    solicitudes: [],
  };
  const routed = {
    trail,
    peticion,
    destination: { kind: 'repeated' },
    signer: { notAfter: 1 },
    bytes: Buffer.alloc(0),
    sha256: '',
    replay: {},
  } as never as Routed;
  await assert.rejects(record.intent(routed), unavailable);
});

test('the journal of a client that has left says so', async (t) => {
  const g = await openGateway(t);
  g.stage.simulators['17023'].fail('dead');
  const gone = new AbortController();
  g.post(g.petition(), { signal: gone.signal }).catch(() => {});
  await eventually(() => g.received === 1, 'it was forwarded');
  gone.abort();
  await eventually(() => g.journal().length === 2, 'its outcome is written');
  assert.match(String(g.journal()[1]!.fields.cause), /consumer-gone/);
});
