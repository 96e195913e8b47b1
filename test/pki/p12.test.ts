import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createAuthority, issue, readP12, writeP12 } from '../../src/pki/index.ts';

const dir = mkdtempSync(join(tmpdir(), 'p12-'));
after(() => rmSync(dir, { recursive: true }));
const noOpenssl = spawnSync('openssl', ['version']).status !== 0 && 'openssl is not installed';

const rsaCa = createAuthority({ commonName: 'CA de prova' });
const ecCa = createAuthority({ commonName: 'CA EC de prova', key: 'P-256' });
const subject = { C: 'ES', CN: 'Segell de prova' };
const rsa = issue(rsaCa, { subject });

function byOpenssl(keyPem: string, certPem: string, ...options: string[]): Buffer {
  const [key, cert, out] = [join(dir, 'k.pem'), join(dir, 'c.pem'), join(dir, 'o.p12')];
  writeFileSync(key, keyPem);
  writeFileSync(cert, certPem);
  execFileSync('openssl', [
    'pkcs12',
    '-export',
    '-inkey',
    key,
    '-in',
    cert,
    '-out',
    out,
    '-passout',
    'pass:clau',
    ...options,
  ]);
  return readFileSync(out);
}

describe('.p12 files', () => {
  it('reads what it wrote', () => {
    const read = readP12(writeP12(rsa.keyPem, rsa.certPem, [rsaCa.certPem], 'clau'), 'clau');
    assert.deepEqual(read, { keyPem: rsa.keyPem, certPem: rsa.certPem });
  });

  it('writes what openssl reads', { skip: noOpenssl }, () => {
    const file = join(dir, 'ours.p12');
    writeFileSync(file, writeP12(rsa.keyPem, rsa.certPem, [rsaCa.certPem], 'clau'));
    const out = execFileSync('openssl', ['pkcs12', '-in', file, '-passin', 'pass:clau', '-nodes'], {
      encoding: 'utf8',
    });
    assert.equal(out.match(/BEGIN CERTIFICATE/g)?.length, 2);
    assert.ok(createPrivateKey(out).equals(createPrivateKey(rsa.keyPem)));
  });

  for (const [name, ca, key] of [
    ['RSA under RSA', rsaCa, 2048],
    ['RSA under EC', ecCa, 2048],
    ['EC under RSA', rsaCa, 'P-256'],
    ['EC under EC', ecCa, 'P-384'],
  ] as const) {
    it(`reads what openssl wrote: ${name}`, { skip: noOpenssl }, () => {
      const issued = issue(ca, { subject, key });
      const read = readP12(byOpenssl(issued.keyPem, issued.certPem + ca.certPem), 'clau');
      assert.equal(read.certPem, issued.certPem);
      assert.ok(new X509Certificate(read.certPem).checkPrivateKey(createPrivateKey(read.keyPem)));
    });
  }

  it('says what is wrong', { skip: noOpenssl }, () => {
    const good = writeP12(rsa.keyPem, rsa.certPem, [], 'clau');
    assert.throws(() => readP12(good, 'altra'), { message: 'wrong password for the .p12 file' });
    assert.throws(() => readP12(Buffer.from('no'), 'clau'), { message: 'not a .p12 file' });
    assert.throws(() => readP12(Buffer.from(rsa.certDer), 'clau'), { message: /^not a \.p12 file, or/ });
    assert.throws(() => readP12(byOpenssl(rsa.keyPem, rsa.certPem, '-nokeys'), 'clau'), { message: /no private key/ });
    assert.throws(() => readP12(good.subarray(0, 900), 'clau'), { message: 'not a .p12 file' });
  });
});
