import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { peopleOf } from '../../src/simulator/index.ts';
import { volantSigner } from '../../src/simulator/sign.ts';
import { issueVolants } from '../../src/simulator/volants.ts';
import { newKey } from './keys.ts';

const noXmlsec = spawnSync('xmlsec1', ['--version']).error ? 'xmlsec1 is not installed' : false;
const folder = mkdtempSync(join(tmpdir(), 'volants-'));
after(() => rmSync(folder, { recursive: true }));

const friedrich = peopleOf({ municipis: ['08001'], people: 0 })[0]!;
const DAY = '20261123';

/** Whether xmlsec1 finds a volant signed with this certificate, inside an answer that has namespaces of its own. */
function verifies(volant: string, cert: string): boolean {
  const [answer, trusted] = [join(folder, 'answer.xml'), join(folder, 'cert.pem')];
  writeFileSync(answer, `<a:x xmlns:a="urn:a" xmlns="urn:b">${volant}</a:x>`);
  writeFileSync(trusted, cert);
  const id = 'http://www.red.es/padron:VolanteEmpadronamientoDatosFirmados';
  return spawnSync('xmlsec1', ['--verify', '--id-attr:Id', id, '--trusted-pem', trusted, answer]).status === 0;
}

for (const kind of ['rsa', 'ec'] as const) {
  test(`${kind}: both volants verify with xmlsec1, an edited one does not`, { skip: noXmlsec }, async () => {
    const key = await newKey(kind);
    const volants = issueVolants(key);
    for (const volant of [volants.titular(friedrich, DAY), volants.convivencia(friedrich, DAY)]) {
      assert.ok(verifies(volant, key.cert));
      assert.ok(!verifies(volant.replace('Friedrich', 'Frederic'), key.cert));
    }
  });
}

test('a volant is signed once a day, and two volants never share their Id', async () => {
  const volants = issueVolants(await newKey('ec'));
  const id = (volant: string): string => /Id="(.{5})"/.exec(volant)![1]!;
  const first = volants.titular(friedrich, DAY);
  assert.equal(volants.titular(friedrich, DAY), first);
  const ids = [first, volants.titular(friedrich, '20261124'), volants.convivencia(friedrich, DAY)].map(id);
  assert.equal(new Set(ids).size, 3);
});

test('a certificate of another key is refused at the start', async () => {
  const [one, other] = [await newKey('ec'), await newKey('ec')];
  assert.throws(() => volantSigner({ key: one.key, cert: other.cert }), /volant\.cert/);
});

test('the PDF names the household, and its table of objects is right', async () => {
  const file = Buffer.from(issueVolants(await newKey('ec')).convivenciaPdf(friedrich, DAY), 'base64').toString(
    'latin1',
  );
  for (const { documentacion } of friedrich.home.members) assert.ok(file.includes(documentacion));
  assert.ok(file.includes('CONVIVÈNCIA'));
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)![1]);
  assert.ok(file.startsWith('xref\n0 6\n', table));
  const offsets = [...file.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map((found) => Number(found[1]));
  offsets.forEach((offset, i) => {
    assert.ok(file.startsWith(`${i + 1} 0 obj\n`, offset));
  });
});
