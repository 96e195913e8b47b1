import { BASE64, X509V3 } from '../../../../src/base/namespaces.ts';
import { type Case, refused } from '../case.ts';
import { der, resigned } from '../defects.ts';
import { swap } from '../edit.ts';
import type { Edit } from '../forge.ts';
import { bytes, consumer, other, root, seal, withKey } from '../keys.ts';
import { signed, tampered } from '../make.ts';

const PROFILE = X509V3.replace('X509v3', '');

const certificate = (of: () => { certDer: Buffer }): string => of().certDer.toString('base64');
const text =
  (make: (value: string) => string): Edit =>
  (xml) =>
    xml.replace(
      /(<wsse:BinarySecurityToken [^>]*>)(.*?)(<\/wsse:BinarySecurityToken>)/s,
      (_, head: string, value: string, tail: string) => head + make(value) + tail,
    );
const holding = (make: (certDer: Buffer) => Buffer) => () =>
  signed({ by: bytes(make(consumer().certDer), consumer()) })();

export const certificateBytes: readonly Case[] = [
  refused(
    'A74',
    'value-type-pkcs7',
    'verify.skeleton',
    tampered(swap(`ValueType="${X509V3}" wsu:Id`, `ValueType="${PROFILE}PKCS7" wsu:Id`)),
  ),
  refused(
    'A74',
    'value-type-path',
    'verify.skeleton',
    tampered((xml) => xml.replaceAll(X509V3, `${PROFILE}X509PKIPathv1`)),
  ),
  refused(
    'A74',
    'value-type-version-1',
    'verify.skeleton',
    tampered((xml) => xml.replaceAll(X509V3, `${PROFILE}X509v1`)),
  ),
  refused('A74', 'value-type-missing', 'verify.skeleton', tampered(swap(` ValueType="${X509V3}" wsu:Id`, ' wsu:Id'))),
  refused(
    'A74',
    'value-type-of-the-reference-differs',
    'verify.skeleton',
    tampered(swap(`URI="#T" ValueType="${X509V3}"`, `URI="#T" ValueType="${PROFILE}PKCS7"`)),
  ),
  refused(
    'A74',
    'encoding-type-hexadecimal',
    'verify.skeleton',
    tampered(swap(BASE64, BASE64.replace('Base64Binary', 'HexBinary'))),
  ),
  refused('A74', 'encoding-type-missing', 'verify.skeleton', tampered(swap(` EncodingType="${BASE64}"`, ''))),
  refused(
    'A75',
    'pem-headers',
    'verify.token',
    tampered(text((v) => `-----BEGIN CERTIFICATE-----\n${v}\n-----END CERTIFICATE-----`)),
  ),
  refused(
    'A75',
    'pem-in-base64',
    'verify.token',
    holding(() => Buffer.from(consumer().certPem)),
  ),
  refused(
    'A75',
    'two-certificates',
    'verify.token',
    holding((d) => Buffer.concat([d, other().certDer])),
  ),
  refused(
    'A75',
    'bytes-behind',
    'verify.token',
    holding((d) => Buffer.concat([d, Buffer.of(0)])),
  ),
  refused(
    'A75',
    'cut-short',
    'verify.token',
    holding((d) => d.subarray(0, -1)),
  ),
  refused(
    'A75',
    'indefinite-length',
    'verify.token',
    holding((d) => Buffer.concat([Buffer.of(0x30, 0x80), d.subarray(4), Buffer.of(0, 0)])),
  ),
  refused(
    'A75',
    'length-longer-than-needed',
    'verify.token',
    holding((d) => Buffer.concat([Buffer.of(0x30, 0x83, 0), d.subarray(2)])),
  ),
  refused(
    'A75',
    'wrapped-in-a-sequence',
    'verify.token',
    holding((d) => der(0x30, d)),
  ),
  refused(
    'A75',
    'not-a-certificate',
    'verify.token',
    holding(() => Buffer.from('hola')),
  ),
  refused(
    'A75',
    'only-the-public-key',
    'verify.token',
    holding(() => Buffer.from('3000', 'hex')),
  ),
  refused(
    'A75',
    'nested-deeply',
    'verify.token',
    holding(() => Array.from({ length: 200 }).reduce<Buffer>((inner) => der(0x30, inner), Buffer.alloc(0))),
  ),
  refused('A75', 'negative-serial', 'verify.token', () =>
    signed({ by: seal(root(), { serial: Buffer.of(0x80, 1) }) })(),
  ),
  refused('A75', 'extension-twice', 'verify.token', () =>
    signed({ by: seal(root(), { extensions: [{ oid: '2.5.29.15', value: Buffer.from('03020780', 'hex') }] }) })(),
  ),
  refused('A75', 'signature-algorithms-differ', 'verify.chain', () => {
    const good = seal(root()).certDer;
    const at = good.lastIndexOf(Buffer.from('2a8648ce3d040302', 'hex'));
    const changed = Buffer.from(good);
    changed[at + 7] = 3;
    return signed({ by: bytes(changed, consumer()) })();
  }),
  refused('A75', 'signature-inside-is-garbage', 'verify.chain', () => {
    const { certDer, keyPem } = seal(root());
    const changed = Buffer.from(certDer);
    changed[changed.length - 1]! ^= 0xff;
    return signed({ by: { certDer: changed, keyPem, certPem: '' } })();
  }),
  refused('A75', 'version-4', 'verify.token', () =>
    signed({
      by: resigned(root(), seal(root()), (tbs) => {
        const at = tbs.indexOf(Buffer.from('a003020102', 'hex'));
        const changed = Buffer.from(tbs);
        changed[at + 4] = 3;
        return changed;
      }),
    })(),
  ),
  refused('A76', 'key-of-another-with-the-same-names', 'verify.signature', () => {
    const twin = seal(root(), {
      subject: { C: 'ES', O: 'Ens de prova', organizationIdentifier: 'VATES-Q0000000J', CN: 'Segell de prova' },
    });
    return signed({ by: withKey(consumer(), twin) })();
  }),
  refused('A76', 'key-of-another-consumer', 'verify.signature', () => signed({ by: withKey(consumer(), other()) })()),
  refused(
    'A76',
    'token-exchanged',
    'verify.signature',
    tampered((xml) => xml.replace(certificate(consumer), certificate(other))),
  ),
];
