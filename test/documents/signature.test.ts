import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { paperPdf } from '../../src/documents/index.ts';
import { signPdf } from '../../src/documents/signature.ts';
import { volantPdf } from '../../src/documents/volant/issue.ts';
import type { KeyChoice } from '../../src/pki/index.ts';
import { makeCms } from '../../src/seal/index.ts';
import { authority, file, folder, NOON, run, seal, volant, without } from './support.ts';

const noPdfsig = without('pdfsig', '-v') || without('certutil', '-H');
const check = { code: 'AAAA-BBBB-CCCC-DDDD-EEEE', url: 'https://padro.example.cat/verificacio' };
const unsigned = await volantPdf(volant(), check, 'Passarel·la de prova', NOON, paperPdf);

const KEYS: readonly (readonly [name: string, key: KeyChoice, hash: 'sha256' | 'sha384' | 'sha512'])[] = [
  ['RSA-2048', 2048, 'sha256'],
  ['P-256', 'P-256', 'sha256'],
  ['P-384', 'P-384', 'sha384'],
  ['P-521', 'P-521', 'sha512'],
];

/** The parts that ByteRange names, and the CMS between them. */
function partsOf(pdf: Buffer): { content: Buffer; cms: Buffer; hole: readonly [from: number, to: number] } {
  const found = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1'))!;
  const [end, start, length] = found.slice(1).map(Number) as [number, number, number];
  assert.equal(start + length, pdf.length, 'the whole file is signed');
  const hex = pdf.toString('latin1', end + 1, start - 1);
  const padded = Buffer.from(hex, 'hex');
  const { offset } = asn1js.fromBER(padded);
  assert.ok(
    padded.subarray(offset).every((byte) => byte === 0),
    'the rest of the room is zero',
  );
  const content = Buffer.concat([pdf.subarray(0, end), pdf.subarray(start)]);
  return { content, cms: padded.subarray(0, offset), hole: [end, start] };
}

const nss = join(folder, 'nss');

describe('a signed PDF', () => {
  before(() => {
    if (noPdfsig) return;
    run('mkdir', nss);
    run('certutil', '-N', '-d', nss, '--empty-password');
    run('certutil', '-A', '-d', nss, '-n', 'ca', '-t', 'CT,C,C', '-a', '-i', file(authority.certPem));
  });
  const judged = (pdf: Buffer): string => run('pdfsig', '-nssdir', nss, file(pdf));

  for (const [name, key, hash] of KEYS) {
    const { keyPem, certPem } = seal(key);
    const signing = signPdf(unsigned, makeCms(keyPem, certPem));

    it(`${name}: is valid and trusted for pdfsig`, { skip: noPdfsig }, async () => {
      const said = judged(await signing);
      assert.match(said, /Signature Type: ETSI\.CAdES\.detached/);
      assert.match(said, /Total document signed/);
      assert.match(said, /Signature is Valid\./);
      assert.match(said, /Certificate is Trusted\./);
      assert.match(said, /Signing Time: Nov 24 2026 12:00:00/);
    });

    it(`${name}: is valid for openssl`, { skip: without('openssl', 'version') }, async () => {
      const { content, cms } = partsOf(await signing);
      const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', file(cms), '-content', file(content)];
      run('openssl', ...args, '-CAfile', file(authority.certPem), '-purpose', 'any', '-cades', '-out', file(''));
    });

    it(`${name}: has the signed attributes of PAdES B-B and no others`, async () => {
      const { content, cms } = partsOf(await signing);
      const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(Uint8Array.from(cms)).content });
      const attributes = new Map(signed.signerInfos[0]!.signedAttrs!.attributes.map((one) => [one.type, one.values]));
      assert.deepEqual([...attributes.keys()].sort(), [
        '1.2.840.113549.1.9.16.2.47',
        '1.2.840.113549.1.9.3',
        '1.2.840.113549.1.9.4',
      ]);
      const digest = Buffer.from(attributes.get('1.2.840.113549.1.9.4')![0].valueBlock.valueHexView);
      assert.deepEqual(digest, createHash(hash).update(content).digest());
      const essCertId = attributes.get('1.2.840.113549.1.9.16.2.47')![0].valueBlock.value[0].valueBlock.value[0];
      const certHash = Buffer.from(essCertId.valueBlock.value.at(-1).valueBlock.valueHexView);
      assert.deepEqual(certHash, createHash(hash).update(new X509Certificate(certPem).raw).digest());
      assert.equal(signed.encapContentInfo.eContent, undefined, 'detached');
    });
  }

  it('is broken by any byte that changes', { skip: noPdfsig }, async () => {
    const { keyPem, certPem } = seal('P-256');
    const pdf = await signPdf(unsigned, makeCms(keyPem, certPem));
    const { hole } = partsOf(pdf);
    const page = pdf.indexOf('stream') + 20;
    for (const at of [page, hole[0] - 30, hole[1] + 30, pdf.length - 60]) {
      const changed = Buffer.from(pdf);
      changed[at] = changed[at]! ^ 1;
      // pdfsig ends with an error where the change leaves no PDF.
      const said = ((): string => {
        try {
          return judged(changed);
        } catch {
          return '';
        }
      })();
      assert.doesNotMatch(said, /Signature is Valid/, `byte ${at}`);
    }
  });

  it('is refused where there is no room, or the CMS is too large', async () => {
    await assert.rejects(
      signPdf(Buffer.from('%PDF-1.7'), async () => Buffer.alloc(1)),
      /without room/,
    );
    await assert.rejects(
      signPdf(unsigned, async () => Buffer.alloc(20_000)),
      /does not fit/,
    );
  });

  it('is well-formed for qpdf', { skip: without('qpdf', '--version') }, async () => {
    const { keyPem, certPem } = seal('P-256');
    assert.match(
      run('qpdf', '--check', file(await signPdf(unsigned, makeCms(keyPem, certPem)))),
      /No syntax or stream/,
    );
  });
});
