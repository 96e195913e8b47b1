import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { describe, it } from 'node:test';
import { type CertificateOptions, createAuthority, type Issued, issue } from '../../src/pki/index.ts';
import { parseCertificate } from '../../src/verify/certificate.ts';
import { trustedChain } from '../../src/verify/path.ts';
import type { TrustStore } from '../../src/verify/trust.ts';

const read = ({ certDer }: Issued) => {
  const certificate = parseCertificate(certDer);
  assert.ok(certificate);
  return certificate;
};

function storeOf(anchors: readonly Issued[], intermediates: readonly Issued[]): TrustStore {
  const found = anchors.map(read);
  const bySubject = new Map<string, ReturnType<typeof read>[]>();
  for (const one of [...found, ...intermediates.map(read)]) {
    bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), one]);
  }
  return {
    anchors: new Map(found.map((c, i) => [c.fingerprint, { certificate: c, label: `anchor-${i}` }])),
    bySubject,
  };
}

const root = createAuthority({ commonName: 'Arrel', key: 'P-256' });
const sub = (by: Issued, options: Partial<CertificateOptions> = {}): Issued =>
  issue(by, {
    subject: { C: 'ES', CN: 'Intermèdia' },
    key: 'P-256',
    basicConstraints: { ca: true },
    keyUsage: ['keyCertSign', 'cRLSign'],
    ...options,
  });
const leaf = (by: Issued): Issued =>
  issue(by, { subject: { C: 'ES', CN: 'Segell' }, key: 'P-256', keyUsage: ['digitalSignature'] });

const UNKNOWN = [{ oid: '1.2.3.4', critical: true, value: Buffer.of(0x05, 0x00) }];
const past = { notBefore: new Date('2024-01-01'), notAfter: new Date('2024-12-31') };

const ONE_BETWEEN: readonly (readonly [string, Partial<CertificateOptions>, boolean])[] = [
  ['EC', {}, true],
  ['RSA', { key: 2048 }, true],
  ['P-521', { key: 'P-521' }, true],
  ['path length 0', { basicConstraints: { ca: true, pathLen: 0 } }, true],
  ['expired: the dates are judged later', past, true],
  ['no authority', { basicConstraints: { ca: false } }, false],
  ['without keyCertSign', { keyUsage: ['digitalSignature'] }, false],
  ['signed with SHA-1', { digest: 'sha1' }, false],
  ['an unknown critical extension', { extensions: UNKNOWN }, false],
];

describe('the path to an anchor', () => {
  for (const [name, options, trusted] of ONE_BETWEEN) {
    it(`${trusted ? 'is found' : 'is none'} over an intermediate: ${name}`, async () => {
      const between = sub(root, options);
      const chain = await trustedChain(read(leaf(between)), storeOf([root], [between]));
      assert.equal(chain !== undefined, trusted);
    });
  }

  it('keeps within the path length', async () => {
    const first = sub(root, { basicConstraints: { ca: true, pathLen: 0 } });
    const second = sub(first, { subject: { C: 'ES', CN: 'Segona' } });
    assert.equal(await trustedChain(read(leaf(second)), storeOf([root], [first, second])), undefined);
  });

  it('ends where authorities certify each other', async () => {
    const [a, b] = ['A', 'B'].map((commonName) => createAuthority({ commonName, key: 'P-256' })) as [Issued, Issued];
    const cross = (by: Issued, of: Issued, CN: string): Issued =>
      sub(by, { subject: { C: 'ES', O: 'padro-gateway', CN }, key: createPrivateKey(of.keyPem) });
    const loop = [cross(b, a, 'A'), cross(a, b, 'B')];
    assert.equal(await trustedChain(read(leaf(a)), storeOf([root], loop)), undefined);
    const chain = await trustedChain(read(leaf(b)), storeOf([a], loop));
    assert.deepEqual(
      chain?.issuers.map(({ fingerprint }) => fingerprint),
      [loop[1]!, a].map((c) => read(c).fingerprint),
    );
  });

  it('tells two issuers of one name apart, and takes the one that is valid longest', async () => {
    const [right, wrong] = [sub(root), sub(root)];
    const chain = await trustedChain(read(leaf(right)), storeOf([root], [wrong, right]));
    assert.equal(chain?.issuers[0]?.fingerprint, read(right).fingerprint);
    const old = sub(root, past);
    assert.ok((await trustedChain(read(leaf(old)), storeOf([root], [old])))!.notAfter < Date.now());
  });
});
