import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type CertificateOptions, createAuthority, type Issued, issue } from '../../src/pki/index.ts';

const dir = mkdtempSync(join(tmpdir(), 'pki-'));
after(() => rmSync(dir, { recursive: true }));
const noOpenssl = spawnSync('openssl', ['version']).status !== 0 && 'openssl is not installed';

const rsaCa = createAuthority({ commonName: 'CA de prova', days: 10 });
const ecCa = createAuthority({ commonName: 'CA EC de prova', key: 'P-384' });
const leaf: CertificateOptions = {
  subject: { C: 'ES', O: 'Prova', organizationIdentifier: 'VATES-Q0000000J', serialNumber: 'Q0000000J', CN: 'Segell' },
  key: 'P-256',
  basicConstraints: { ca: false },
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  extKeyUsage: ['clientAuth'],
};

function openssl(...args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function saved(name: string, pem: string): string {
  const path = join(dir, name);
  writeFileSync(path, pem);
  return path;
}

const text = (issued: Issued): string => openssl('x509', '-noout', '-text', '-in', saved('text.pem', issued.certPem));

describe('issue', () => {
  for (const [name, ca] of Object.entries({ rsa: rsaCa, ec: ecCa })) {
    for (const key of [2048, 'P-256'] as const) {
      it(`signs ${key === 2048 ? 'an RSA' : 'an EC'} subject by an ${name} authority`, { skip: noOpenssl }, () => {
        const issued = issue(ca, { ...leaf, key });
        const certificate = new X509Certificate(issued.certDer);
        const authority = new X509Certificate(ca.certPem);
        assert.ok(certificate.checkIssued(authority));
        assert.ok(certificate.verify(authority.publicKey));
        assert.match(
          openssl('verify', '-x509_strict', '-CAfile', saved('ca.pem', ca.certPem), saved('leaf.pem', issued.certPem)),
          /OK/,
        );
        assert.match(issued.keyPem, /^-----BEGIN PRIVATE KEY-----/);
        assert.ok(certificate.subject.includes('organizationIdentifier=VATES-Q0000000J'));
      });
    }
  }

  it('writes the extensions that were asked for', { skip: noOpenssl }, () => {
    const shown = text(
      issue(rsaCa, {
        ...leaf,
        basicConstraints: { ca: true, pathLen: 0 },
        keyUsage: ['digitalSignature', 'decipherOnly'],
        extKeyUsage: ['serverAuth', '1.3.6.1.5.5.7.3.9'],
        altNames: {
          dns: ['localhost'],
          ip: ['127.0.0.1', '::1', '2001:db8::7:1'],
          directory: { '2.16.724.1.3.5.6.1.3': 'Q0000000J' },
        },
        extensions: [{ oid: '1.2.3.4', critical: true, value: Buffer.of(5, 0) }],
      }),
    );
    assert.match(shown, /CA:TRUE, pathlen:0/);
    assert.match(shown, /Digital Signature, Decipher Only/);
    assert.match(shown, /TLS Web Server Authentication, OCSP Signing/);
    assert.match(
      shown,
      /DNS:localhost, DirName:\/?2\.16\.724\.1\.3\.5\.6\.1\.3 ?= ?Q0000000J, IP Address:127\.0\.0\.1, IP Address:0:0:0:0:0:0:0:1, IP Address:2001:DB8:0:0:0:0:7:1/,
    );
    assert.match(shown, /1\.2\.3\.4: critical/);
  });

  it('takes dates, digest, serial number and version as they are', { skip: noOpenssl }, () => {
    const shown = text(
      issue(rsaCa, {
        ...leaf,
        notBefore: new Date('2001-02-03T04:05:06Z'),
        notAfter: new Date('2051-02-03T04:05:06Z'),
        digest: 'md5',
        serial: Buffer.of(0xff),
        version: 1,
      }),
    );
    assert.match(shown, /Not Before: Feb {2}3 04:05:06 2001 GMT/);
    assert.match(shown, /Not After : Feb {2}3 04:05:06 2051 GMT/);
    assert.match(shown, /md5WithRSAEncryption/);
    assert.match(shown, /\(Negative\)01/);
    assert.match(shown, /Version: 1/);
    assert.match(text(issue(rsaCa, { ...leaf, digest: 'sha1' })), /sha1WithRSAEncryption/);
  });

  it('certifies a public key whose private half it does not know', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const issued = issue(rsaCa, { ...leaf, key: publicKey });
    assert.equal(issued.keyPem, '');
    assert.ok(new X509Certificate(issued.certDer).checkPrivateKey(privateKey));
    const known = issue(rsaCa, { ...leaf, key: privateKey });
    assert.ok(createPublicKey(known.keyPem).equals(publicKey));
  });

  it('signs by an intermediate authority', { skip: noOpenssl }, () => {
    const middle = issue(rsaCa, {
      ...leaf,
      subject: { CN: 'Intermèdia' },
      basicConstraints: { ca: true },
      keyUsage: ['keyCertSign'],
    });
    const end = issue(middle, leaf);
    const [root, chain] = [saved('root.pem', rsaCa.certPem), saved('middle.pem', middle.certPem)];
    assert.match(openssl('verify', '-CAfile', root, '-untrusted', chain, saved('end.pem', end.certPem)), /OK/);
  });
});
