import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import Database from 'better-sqlite3';
import { Refusal } from '../../src/base/errors/refusal.ts';
import type { Routed, Verified } from '../../src/base/request.ts';
import { Marks, makeRecord, type Record } from '../../src/record/index.ts';
import { JournalWriter, openSqlite } from '../../src/store/index.ts';
import { all, inHeader, remake, swap } from './support/edit.ts';
import { ENS, type Making, message, NOW, PAYLOAD } from './support/forge.ts';
import { consumerOf, makeJudge, trustOf } from './support/judge.ts';
import { consumer, keyOf, root, seal, spki } from './support/keys.ts';

const judge = makeJudge(trustOf([root().certDer]));
const marks = new Marks(createSecretKey(Buffer.alloc(32, 7)));

interface Store {
  readonly path: string;
  /** Opens a writer as a process that starts at that time does. */
  start(now?: number): { readonly record: Record; stop(): Promise<void> };
  spent(): { key: Buffer; until: number }[];
}

async function store(t: TestContext): Promise<Store> {
  const dir = mkdtempSync(join(tmpdir(), 'replay-'));
  const path = join(dir, 'padro.db');
  const running: JournalWriter[] = [];
  t.after(async () => {
    for (const journal of running) await journal.close();
    rmSync(dir, { recursive: true });
  });
  await (await openSqlite(path)).destroy();
  return {
    path,
    start(now = NOW) {
      const journal = new JournalWriter(path, now);
      running.push(journal);
      return { record: makeRecord({ journal, marks, clock: { now: () => now } }), stop: () => journal.close() };
    },
    spent() {
      const db = new Database(path, { readonly: true });
      const rows = db.prepare('SELECT key, until FROM spent').all() as { key: Buffer; until: number }[];
      db.close();
      return rows;
    },
  };
}

async function verified(making: Partial<Making> = {}): Promise<Verified> {
  const verdict = await judge(Buffer.from(message({ by: consumer(), ...making })));
  assert.ok('verified' in verdict, verdict.code);
  return verdict.verified;
}

/** As `authorise` and `route` leave it. */
const routed = (message: Verified): Routed => ({
  ...message,
  consumer: consumerOf({}),
  destination: { kind: 'not-integrated', municipi: '17023' },
});

/** What becomes of a message at the journal: `recorded`, `repeated`, or the code of its refusal. */
async function become(record: Record, message: Verified): Promise<string> {
  try {
    return (await record.intent(routed(message))).destination.kind === 'repeated' ? 'repeated' : 'recorded';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('A94 the same bytes twice', async (t) => {
  const { record } = (await store(t)).start();
  const one = await verified();
  assert.equal(await become(record, one), 'recorded');
  assert.equal(await become(record, one), 'verify.replayed');
});

test('A94 the same bytes many times at once', async (t) => {
  const { record } = (await store(t)).start();
  const bytes = Buffer.from(message({ by: consumer() }));
  const verdicts = await Promise.all(Array.from({ length: 300 }, () => judge(bytes)));
  const became = await Promise.all(
    verdicts.map((verdict) => become(record, (verdict as { verified: Verified }).verified)),
  );
  assert.equal(became.filter((each) => each === 'recorded').length, 1);
  assert.equal(became.filter((each) => each === 'verify.replayed').length, 299);
});

test('A94 the same bytes to two processes', async (t) => {
  const { start } = await store(t);
  const [first, second] = [start(), start()];
  const one = await verified();
  const became = await Promise.all([become(first.record, one), become(second.record, one)]);
  assert.deepEqual(became.sort(), ['recorded', 'verify.replayed']);
});

test('A94 the same bytes after a restart', async (t) => {
  const { start } = await store(t);
  const before = start();
  const one = await verified();
  assert.equal(await become(before.record, one), 'recorded');
  await before.stop();
  assert.equal(await become(start(NOW + 60_000).record, one), 'verify.replayed');
});

test('A94 the same petition signed anew is answered as repeated', async (t) => {
  const { record } = (await store(t)).start();
  assert.equal(await become(record, await verified()), 'recorded');
  assert.equal(await become(record, await verified({ created: '2026-11-23T08:59:59Z' })), 'repeated');
  assert.equal(await become(record, await verified({ payload: PAYLOAD.replace('P-1', 'P-2') })), 'recorded');
  // An answer's identifier is compared without the blanks around it: with them it must be no other petition.
  for (const padded of [' P-1', 'P-1\n', '\u00a0P-1 ']) {
    assert.equal(await become(record, await verified({ payload: PAYLOAD.replace('P-1', padded) })), 'repeated', padded);
  }
});

test('A94 one SignedInfo over two Bodies, as SHA-1 allows, is one message', async (t) => {
  const { record } = (await store(t)).start();
  const verdict = await judge(Buffer.from(message({ by: rsa(), algorithm: 'rsa-sha1' })), { sha1: true });
  assert.ok('verified' in verdict, verdict.code);
  const { verified: one } = verdict;
  assert.equal(await become(record, one), 'recorded');
  const other = { ...one, peticion: { ...one.peticion, idPeticion: 'P-2' } };
  assert.equal(await become(record, other), 'verify.replayed');
});

/** What somebody on the way can change and the signature still holds. */
const DISGUISES = {
  'white space in SignatureValue': remake('ds:SignatureValue', (value) => value.replace(/(?<=>.{20})/, '\r\n ')),
  'references in SignatureValue': remake('ds:SignatureValue', (value) =>
    value.replace(/>./, (first) => `>&#${first.charCodeAt(1)};`),
  ),
  'white space in DigestValue of the token': remake('wsse:BinarySecurityToken', (token) =>
    token.replace(/(?<=>.{20})/, '\n'),
  ),
  'another header block': inHeader('<x xmlns="urn:x">1</x>'),
  'another prefix': (xml: string) => xml.replaceAll('wsse:', 'w:').replace('xmlns:wsse=', 'xmlns:w='),
  'another prefix for the signature outside of SignedInfo': all(
    swap('<ds:KeyInfo>', '<k:KeyInfo xmlns:k="http://www.w3.org/2000/09/xmldsig#">'),
    swap('</ds:KeyInfo>', '</k:KeyInfo>'),
  ),
  'white space in a tag of SignedInfo': swap('<ds:SignedInfo>', '<ds:SignedInfo  >'),
  'white space between the parts of Security': swap('<ds:Signature ', '\n<ds:Signature '),
  'a declaration and a comment': (xml: string) => `<?xml version="1.0"?><!-- x -->${xml}`,
  'a byte order mark': (xml: string) => `\ufeff${xml}`,
  'another actor': swap('soapenv:mustUnderstand="1"', 'soapenv:mustUnderstand="0" soapenv:actor=""'),
};

for (const [what, after] of Object.entries(DISGUISES)) {
  test(`A95 the same signature with ${what}`, async () => {
    const [one, other] = await Promise.all([verified({ by: rsa() }), verified({ by: rsa(), after })]);
    assert.notDeepEqual(other.bytes, one.bytes);
    assert.deepEqual(other.replay, one.replay);
  });
}

test('A95 the other SignatureValue of an ECDSA signature', async () => {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const one = await verified();
  const xml = one.bytes.toString();
  const value = Buffer.from(/<ds:SignatureValue>([^<]*)/.exec(xml)![1]!, 'base64');
  const s = order - BigInt(`0x${value.toString('hex', 32)}`);
  const other = Buffer.concat([value.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
  const verdict = await judge(Buffer.from(xml.replace(value.toString('base64'), other.toString('base64'))));
  assert.ok('verified' in verdict);
  assert.deepEqual(verdict.verified.replay?.key, one.replay?.key);
});

test('A95 another certificate of the same key is no way round', async (t) => {
  const { record } = (await store(t)).start();
  const renewed = seal(root(), { key: keyOf(consumer()) });
  assert.deepEqual(spki(renewed), spki(consumer()));
  assert.equal(await become(record, await verified()), 'recorded');
  const xml = message({ by: consumer() });
  const again = (await judge(
    Buffer.from(xml.replace(consumer().certDer.toString('base64'), renewed.certDer.toString('base64'))),
  )) as { verified: Verified };
  assert.equal(await become(record, again.verified), 'verify.replayed');
});

test('A95 a renewed certificate of the same key makes nothing new of an old message', async (t) => {
  const { start } = await store(t);
  const first = seal(root(), { notAfter: new Date('2026-12-01T00:00:00Z') });
  const renewed = seal(root(), { key: keyOf(first) });
  const xml = message({ by: first, timestamp: 'unsigned' });
  const one = await judge(Buffer.from(xml));
  assert.ok('verified' in one);
  const before = start();
  assert.equal(await become(before.record, one.verified), 'recorded');
  await before.stop();
  const later = Date.parse('2026-12-02T09:00:00Z');
  const again = xml
    .replace(first.certDer.toString('base64'), renewed.certDer.toString('base64'))
    .replace(/(?<=<wsu:(Created|Expires)>)2026-11-23/g, '2026-12-02');
  const verdict = await makeJudge(trustOf([root().certDer]), later)(Buffer.from(again));
  if ('verified' in verdict) assert.notEqual(await become(start(later).record, verdict.verified), 'recorded');
});

test('A96 what is refused leaves nothing to be remembered', async (t) => {
  const { start, spent } = await store(t);
  const { record, stop } = start();
  for (let i = 0; i < 500; i++) {
    const bytes = Buffer.from(message({ by: consumer(), sign: () => Buffer.alloc(64, (i % 255) + 1) }));
    const verdict = await judge(bytes);
    assert.equal(verdict.code, 'verify.signature');
    assert.ok(!('verified' in verdict), 'there is nothing to hand to the journal');
  }
  assert.equal(await become(record, await verified()), 'recorded');
  await stop();
  assert.equal(spent().length, 1, 'the petition of the one that was accepted, with its replay key');
});

test('A97 a key outlives Expires and the skew, or the certificate and its renewals where the Timestamp is not signed', async () => {
  const skew = 60_000;
  const expires = Date.parse('2026-11-23T09:04:58Z');
  const until = async (making: Partial<Making>): Promise<number> => (await verified(making)).replay!.until;
  assert.ok((await until({})) >= expires + skew);
  const notAfter = (await verified()).signer.notAfter;
  const years = 5 * 365 * 86_400_000;
  assert.ok((await until({ timestamp: 'unsigned' })) > notAfter + years);
  assert.ok((await until({ timestamp: 'none' })) > notAfter + years);
});

test('A97 the one row of a petition lives as long as the longer of its keys', async (t) => {
  const { start, spent } = await store(t);
  const { record, stop } = start();
  const [one, other] = await Promise.all([verified(), verified({ payload: PAYLOAD.replace('P-1', 'P-2') })]);
  const longest = one.signer.notAfter + 20 * 365 * 86_400_000;
  assert.equal(await become(record, one), 'recorded');
  assert.equal(await become(record, { ...other, replay: { ...other.replay!, until: longest } }), 'recorded');
  await stop();
  const until = spent().map((row) => row.until);
  assert.ok(until.includes(longest));
  assert.ok(until.some((each) => each < longest && each > one.signer.notAfter));
});

test('A97 a key is still there as long as the message is fresh', async (t) => {
  const { start } = await store(t);
  const one = await verified();
  const last = Date.parse('2026-11-23T09:04:58Z') + 59_999;
  const fresh = await makeJudge(trustOf([root().certDer]), last)(one.bytes);
  assert.equal(fresh.code, 'accepted');
  const before = start();
  assert.equal(await become(before.record, one), 'recorded');
  await before.stop();
  assert.equal(await become(start(last).record, one), 'verify.replayed');
});

test('A98 a clock that was ahead and stepped back forwards nothing twice', async (t) => {
  const { start } = await store(t);
  const one = await verified();
  const before = start();
  assert.equal(await become(before.record, one), 'recorded');
  await before.stop();
  await start(NOW + 86_400_000).stop();
  assert.notEqual(await become(start(NOW).record, one), 'recorded');
  assert.equal(one.peticion.ens, ENS);
});

let made: ReturnType<typeof seal> | undefined;
/** RSA signs the same bytes the same way each time, so that two makings are one signature. */
function rsa() {
  made ??= seal(root(), { key: 2048 });
  return made;
}
