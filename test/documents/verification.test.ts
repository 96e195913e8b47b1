import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import express from 'express';
import fc from 'fast-check';
import { type IssuedStore, makeIssueVolant, paperPdf, verificationRouter } from '../../src/documents/index.ts';
import { readCode } from '../../src/documents/verification/code.ts';
import { formData } from '../../src/documents/verification/multipart.ts';
import { listen, stop } from '../../src/listen/index.ts';
import { makeCms } from '../../src/seal/index.ts';
import { makeIssuedStore, openSqlite } from '../../src/store/index.ts';
import { file, folder, NOON, run, seal, volant, without } from './support.ts';

const DAY = 86_400_000;
const clock = { current: NOON, now: () => clock.current };
const { keyPem, certPem } = seal('P-256');
const path = join(folder, 'store.sqlite');

let issued: IssuedStore;
let pdf: Buffer;
let code: string;
let origin: string;
let left = 1000;
const opened: (() => Promise<void>)[] = [];

before(async () => {
  const db = await openSqlite(path);
  opened.push(() => db.destroy());
  issued = makeIssuedStore(db);
  const issue = makeIssueVolant({
    clock,
    print: paperPdf,
    sign: makeCms(keyPem, certPem),
    issued,
    mark: (documentacion) => createHash('sha256').update(`clau ${documentacion}`).digest('hex'),
    issuer: 'Passarel·la de prova',
    verificationUrl: 'https://padro.example.cat/verificacio',
    retentionMs: 30 * DAY,
  });
  pdf = await issue(volant());
  code =
    /[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/.exec(without('pdftotext', '-v') ? '' : run('pdftotext', file(pdf), '-'))?.[0] ?? '';
  const app = express();
  app.use(verificationRouter({ issued, clock, issuer: 'Passarel·la de prova', mayCheck: async () => left-- > 0 }));
  const server = createServer(app);
  const port = await listen(server, '127.0.0.1', 0);
  opened.push(() => stop(server, 0));
  origin = `http://127.0.0.1:${port}`;
});
after(async () => {
  for (const close of opened.reverse()) await close();
});

const post = (to: string, body: RequestInit['body'], headers: Record<string, string> = {}): Promise<Response> =>
  fetch(origin + to, { method: 'POST', body: body ?? null, headers });
const json = (body: unknown): Promise<Response> =>
  post('/api/v1/verificacio', JSON.stringify(body), { 'content-type': 'application/json' });
const form = (fields: Readonly<Record<string, string | Buffer>>): FormData => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    data.set(name, typeof value === 'string' ? value : new Blob([Uint8Array.from(value)]));
  }
  return data;
};
const noCode = without('pdftotext', '-v');

describe('the check of a document', () => {
  it('knows a code, however it is typed, and says nothing of the person', { skip: noCode }, async () => {
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `]) {
      const response = await json({ codi: typed });
      assert.equal(response.status, 200);
      const text = await response.text();
      assert.deepEqual(JSON.parse(text), {
        document: "Volant d'empadronament",
        expedit: '2026-11-24T13:00:00.000+01:00',
        ens: '9821920002',
        nomEns: 'Consumidor de demostració 1',
        sha256: createHash('sha256').update(pdf).digest('hex'),
      });
      assert.doesNotMatch(text, /12344321Z|Fictícia|Prova Fic/);
    }
  });

  it('tells the file that was issued from every other', { skip: noCode }, async () => {
    const changed = Buffer.from(pdf);
    changed[changed.length - 20]! ^= 1;
    const api = async (body: Buffer): Promise<Response> =>
      post('/api/v1/verificacio', Uint8Array.from(body), { 'content-type': 'application/pdf' });
    assert.equal(((await (await api(pdf)).json()) as { coincideix: boolean }).coincideix, true);
    assert.equal((await api(changed)).status, 404);
    const sha256 = createHash('sha256').update(changed).digest('hex');
    assert.equal(((await (await json({ codi: code, sha256 })).json()) as { coincideix: boolean }).coincideix, false);
  });

  it('has a page for people, in three languages', { skip: noCode }, async () => {
    for (const [language, title] of [
      ['ca', 'Comprovació de documents'],
      ['es', 'Comprobación de documentos'],
      ['en', 'Check a document'],
    ]) {
      const response = await fetch(`${origin}/verificacio${language === 'ca' ? '' : `?lang=${language}`}`);
      const page = await response.text();
      assert.match(page, new RegExp(`<html lang="${language}">`));
      assert.ok(page.includes(title!));
      assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-/);
      for (const [, id] of page.matchAll(/<label for="(\w+)"/g)) assert.ok(page.includes(`id="${id}"`));
    }
    const byCode = await post('/verificacio', form({ codi: code, fitxer: Buffer.alloc(0) }));
    assert.equal(byCode.status, 200);
    assert.match(await byCode.text(), /va ser expedit/);
    const both = await (await post('/verificacio', form({ codi: code, fitxer: pdf }))).text();
    assert.match(both, /exactament el que es va expedir/);
    assert.doesNotMatch(both, /12344321Z|Prova Fic/);
    const other = await (await post('/verificacio', form({ codi: code, fitxer: Buffer.from('un altre') }))).text();
    assert.match(other, /no us en refieu/);
  });

  it('says no to what it does not know, and what is missing to what it cannot read', async () => {
    assert.equal((await json({ codi: '0'.repeat(20) })).status, 404);
    for (const body of [{}, { codi: '' }, { codi: 'curt' }, { codi: 7 }, { sha256: 'x' }, [], null, 'text']) {
      assert.equal((await json(body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await post('/api/v1/verificacio', 'x', { 'content-type': 'text/plain' })).status, 400);
    assert.equal((await post('/verificacio', 'x', { 'content-type': 'multipart/form-data; boundary=b' })).status, 400);
    const large = await post('/verificacio', form({ fitxer: Buffer.alloc(5_000_000) })).catch(() => undefined);
    assert.ok(large === undefined || large.status === 400);
    assert.equal((await fetch(`${origin}/api/v1/verificacio`)).status, 405);
    assert.equal((await fetch(`${origin}/verificacio`, { method: 'PUT' })).status, 405);
  });

  it('is limited, the page too', async () => {
    left = 1;
    assert.equal((await json({ codi: '0'.repeat(20) })).status, 404);
    assert.equal((await json({ codi: '0'.repeat(20) })).status, 429);
    assert.equal((await post('/verificacio', form({ codi: 'x' }))).status, 429);
    left = 1000;
  });

  it('forgets a document at its time', { skip: noCode }, async () => {
    clock.current += 30 * DAY;
    assert.equal((await json({ codi: code })).status, 404);
    assert.equal(await issued.purge(clock.now()), 1);
    assert.equal(await issued.purge(clock.now()), 0);
    clock.current = NOON;
  });

  it('keeps no person, and no code, in clear', { skip: noCode || without('strings', '--version') }, async () => {
    const held = run('strings', path) + run('strings', `${path}-wal`);
    assert.doesNotMatch(held, /12344321Z|Fictícia/);
    assert.ok(!held.includes(code));
  });
});

describe('a verification code', () => {
  it('is read only when it has twenty letters of its alphabet; lookalikes are taken for digits', () => {
    assert.equal(readCode('oOiIlL-7K2M-0000-0000-00'), '0011-117K-2M00-0000-0000');
    for (const typed of ['', 'U'.repeat(20), '0'.repeat(19), '0'.repeat(21), '０'.repeat(20)]) {
      assert.equal(readCode(typed), undefined);
    }
  });
});

describe('a form with a file', () => {
  const part = (name: string, value: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
      value,
      Buffer.from('\r\n'),
    ]);

  it('gives back the very bytes of each field', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const value = Buffer.from(bytes);
        const body = Buffer.concat([part('codi', Buffer.from('x')), part('fitxer', value), Buffer.from('--b--\r\n')]);
        assert.deepEqual(formData('multipart/form-data; boundary=b', body)?.get('fitxer'), value);
      }),
    );
  });

  it('is refused when cut short, of too many parts, or no form', () => {
    const whole = Buffer.concat([part('codi', Buffer.from('x')), Buffer.from('--b--\r\n')]);
    for (let length = 0; length < whole.length - 4; length++) {
      assert.equal(formData('multipart/form-data; boundary=b', whole.subarray(0, length)), undefined, `${length}`);
    }
    const many = Buffer.concat([...Array.from({ length: 11 }, () => part('n', Buffer.alloc(0))), Buffer.from('--b--')]);
    assert.equal(formData('multipart/form-data; boundary=b', many), undefined);
    assert.equal(formData('multipart/form-data', whole), undefined);
    assert.equal(formData('text/plain; boundary=b', whole), undefined);
  });
});
