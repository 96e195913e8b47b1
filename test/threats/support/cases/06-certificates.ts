import type { CertificateOptions, Issued } from '../../../../src/pki/index.ts';
import { accepted, type Case, refused } from '../case.ts';
import { patch, resigned } from '../defects.ts';
import { authority, date, keyOf, root, rsaRoot, seal, subject } from '../keys.ts';
import { signed } from '../make.ts';
import { authorities } from '../trust.ts';

const by = (make: () => Issued) => (): string => signed({ by: make() })();
const leaf = (options: Partial<CertificateOptions>) => by(() => seal(root(), options));
const under = (name: string, options: Partial<CertificateOptions> = {}) =>
  by(() => seal(authorities().intermediates[name]!, options));
const stranger = (name: string) => by(() => seal(authorities().strangers[name]!));
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const keyId = ({ certDer }: Issued): Buffer => certDer.subarray(certDer.indexOf(hex('0603551d0e')) + 9).subarray(0, 20);
const usage = (value: string): Partial<CertificateOptions> => ({
  keyUsage: [],
  extensions: [{ oid: '2.5.29.15', critical: true, value: hex(value) }],
});
const purposes = (value: string): Partial<CertificateOptions> => ({
  extKeyUsage: [],
  extensions: [{ oid: '2.5.29.37', value: hex(value) }],
});
const AGO = date('2026-11-23T08:59:59Z');

export const certificates: readonly Case[] = [
  refused(
    'A77',
    'self-signed',
    'verify.chain',
    by(() =>
      authority('Segell de prova', {
        subject: subject('Segell de prova'),
        basicConstraints: { ca: false },
        keyUsage: ['digitalSignature'],
      }),
    ),
  ),
  refused(
    'A77',
    'self-signed-authority',
    'verify.chain',
    by(() => authorities().strangers['self-made']!),
  ),
  refused('A78', 'unknown-authority', 'verify.chain', stranger('self-made')),
  refused('A78', 'unknown-authority-of-the-same-name', 'verify.chain', stranger('same-name')),
  refused(
    'A78',
    'unknown-authority-of-the-same-name-and-key-identifier',
    'verify.chain',
    by(() => {
      const fake = authorities().strangers['same-name']!;
      return resigned(fake, seal(fake), patch(keyId(fake), keyId(root())));
    }),
  ),
  refused('A78', 'third-authority-with-the-name-of-two-trusted-ones', 'verify.chain', stranger('twin')),
  refused('A79', 'expired', 'verify.certificate-dates', leaf({ notAfter: date('2026-11-22T00:00:00Z') })),
  refused('A79', 'not-yet-valid', 'verify.certificate-dates', leaf({ notBefore: date('2026-11-24T00:00:00Z') })),
  refused('A79', 'valid-when-created-expired-now', 'verify.certificate-dates', leaf({ notAfter: AGO })),
  refused('A79', 'issuer-expired', 'verify.certificate-dates', under('expired')),
  accepted('A79', 'in-its-last-second', leaf({ notAfter: date('2026-11-23T09:00:00Z') })),
  refused(
    'A81',
    'authority-as-leaf',
    'verify.certificate-usage',
    by(() => authorities().intermediates.good!),
  ),
  refused('A81', 'anchor-as-leaf', 'verify.certificate-usage', by(root)),
  refused(
    'A81',
    'leaf-that-may-sign-certificates',
    'verify.certificate-usage',
    leaf({ keyUsage: ['digitalSignature', 'keyCertSign'] }),
  ),
  refused('A81', 'issuer-without-basic-constraints', 'verify.chain', under('without-constraints')),
  refused('A81', 'issuer-that-is-no-authority', 'verify.chain', under('not-a-ca')),
  refused('A81', 'leaf-as-authority', 'verify.chain', under('leaf-as-ca')),
  refused('A82', 'path-length-exceeded', 'verify.chain', under('below-path-0')),
  accepted('A82', 'path-length-just-held', under('path-0')),
  refused('A83', 'issuer-with-name-constraints', 'verify.chain', under('name-constraints')),
  refused(
    'A84',
    'key-usage-encipherment',
    'verify.certificate-usage',
    leaf({ keyUsage: ['keyEncipherment', 'dataEncipherment'] }),
  ),
  refused('A84', 'key-usage-agreement', 'verify.certificate-usage', leaf({ keyUsage: ['keyAgreement'] })),
  refused('A84', 'key-usage-empty', 'verify.chain', leaf(usage('03020000'))),
  refused('A84', 'key-usage-malformed', 'verify.token', leaf(usage('0500'))),
  refused('A84', 'key-usage-not-der', 'verify.chain', leaf(usage('ffff'))),
  refused('A84', 'purpose-server', 'verify.certificate-usage', leaf({ extKeyUsage: ['serverAuth'] })),
  refused('A84', 'purpose-time-stamping', 'verify.certificate-usage', leaf({ extKeyUsage: ['1.3.6.1.5.5.7.3.8'] })),
  refused('A84', 'purpose-malformed', 'verify.chain', leaf(purposes('0500'))),
  refused('A84', 'purpose-not-der', 'verify.chain', leaf(purposes('ffff'))),
  refused(
    'A84',
    'unknown-critical-extension',
    'verify.certificate-usage',
    leaf({ extensions: [{ oid: '1.2.3.4', critical: true, value: hex('0500') }] }),
  ),
  refused('A84', 'unknown-critical-extension-of-the-issuer', 'verify.chain', under('unknown-critical')),
  accepted('A84', 'no-key-usage-and-no-purpose', leaf({ keyUsage: [], extKeyUsage: [] })),
  refused('A85', 'chain-of-ten', 'verify.chain', under('chain-9')),
  accepted('A85', 'chain-of-five', under('chain-4')),
  refused('A85', 'authorities-signed-by-each-other', 'verify.chain', under('loop-a')),
  accepted('A85', 'authority-of-two-roots', under('cross')),
  accepted(
    'A85',
    'first-of-two-issuers-with-one-name',
    by(() => seal(authorities().anchors['twin-1']!)),
  ),
  accepted(
    'A85',
    'second-of-two-issuers-with-one-name',
    by(() => seal(authorities().anchors['twin-2']!)),
  ),
  refused('A86', 'signed-with-sha1', 'verify.chain', leaf({ digest: 'sha1' })),
  refused(
    'A86',
    'signed-with-md5',
    'verify.chain',
    by(() => seal(rsaRoot(), { digest: 'md5' })),
  ),
  refused('A86', 'issuer-signed-with-sha1', 'verify.chain', under('signed-with-sha1')),
  refused('A87', 'version-1', 'verify.token', leaf({ version: 1 })),
  accepted('A88', 'nul-in-the-name', leaf({ subject: subject('Segell\0de prova') })),
  accepted('A88', 'right-to-left-mark-in-the-name', leaf({ subject: subject('Segell \u202egnp') })),
  accepted('A88', 'line-end-in-the-name', leaf({ subject: subject('Segell\r\nCN=Un altre') })),
  accepted('A88', 'very-long-name', leaf({ subject: subject('x'.repeat(2000)) })),
  accepted('A88', 'name-in-printable-characters', leaf({ subject: { C: 'ES', serialNumber: 'Q0000000J' } })),
  refused('A90', 'issuer-that-may-not-sign-certificates', 'verify.chain', under('no-cert-sign')),
  refused(
    'A90',
    'issuer-is-a-seal',
    'verify.chain',
    by(() => seal(seal(root()))),
  ),
  refused(
    'A90',
    'issuer-name-is-another',
    'verify.chain',
    by(() => {
      const { keyPem, certPem } = authority('Un altre nom', { key: keyOf(root()) });
      return seal({ keyPem, certPem });
    }),
  ),
];
