import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { demoPki, type PemFiles, readP12 } from '../../src/pki/index.ts';

const dir = mkdtempSync(join(tmpdir(), 'demo-'));
after(() => rmSync(dir, { recursive: true }));

const certificate = (files: PemFiles) => new X509Certificate(readFileSync(files.cert));

describe('demoPki', () => {
  const pki = demoPki(join(dir, 'pki'));
  const pairs = [
    pki.ca,
    pki.server,
    pki.consumer,
    pki.consumerStrict,
    pki.seal,
    pki.sealEc,
    ...Object.values(pki.municipis),
  ];

  it('makes pairs that fit, under one authority, with keys that only the owner reads', () => {
    const ca = certificate(pki.ca);
    for (const pair of pairs) {
      const cert = certificate(pair);
      assert.ok(isAbsolute(pair.key) && isAbsolute(pair.cert));
      assert.ok(cert.checkPrivateKey(createPrivateKey(readFileSync(pair.key))));
      assert.ok(cert.verify(ca.publicKey));
      assert.equal(statSync(pair.key).mode & 0o777, 0o600);
    }
  });

  it('names the hosts of the server and the bodies of the consumers', () => {
    assert.ok(certificate(pki.server).checkHost('localhost'));
    assert.ok(certificate(pki.server).checkIP('127.0.0.1'));
    assert.match(certificate(pki.consumer).subject, /VATES-Q0000000J/);
    assert.match(certificate(pki.consumerStrict).subject, /VATES-P0801900B/);
    assert.equal(certificate(pki.consumer).publicKey.asymmetricKeyDetails?.modulusLength, 2048);
    assert.equal(certificate(pki.sealEc).publicKey.asymmetricKeyType, 'ec');
    const { p12, password, cert } = pki.consumer;
    assert.equal(readP12(readFileSync(p12), password).certPem, readFileSync(cert, 'utf8'));
  });

  it('makes only what is missing', () => {
    const before = pairs.map(({ cert }) => readFileSync(cert, 'utf8'));
    rmSync(pki.seal.key);
    assert.deepEqual(demoPki(join(dir, 'pki')), pki);
    const changed = pairs.filter(({ cert }, index) => readFileSync(cert, 'utf8') !== before[index]);
    assert.deepEqual(changed, [pki.seal]);
  });
});
