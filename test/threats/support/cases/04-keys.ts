import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { modulus, patch, resigned, rsaKey } from '../defects.ts';
import { all, into, swap } from '../edit.ts';
import type { Edit, Making } from '../forge.ts';
import { consumer, keyOf, root, rsaConsumer, rsaRoot, seal, spki } from '../keys.ts';
import { meant, signed, signedRsa } from '../make.ts';

const { ds } = NS;
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const NEWER = 'http://www.w3.org/2007/05/xmldsig-more#';
const ECDSA = `${MORE}ecdsa-sha256`;
const RSA = `${MORE}rsa-sha256`;

const method = (algorithm: string, from = ECDSA): Edit =>
  swap(`<ds:SignatureMethod Algorithm="${from}">`, `<ds:SignatureMethod Algorithm="${algorithm}">`);
const named = (algorithm: string) => meant(method(algorithm));
/** What a key that nobody holds might have signed. */
const some =
  (length: number): NonNullable<Making['sign']> =>
  () =>
    Buffer.alloc(length, 0x5a);

const weak = (bits: number) => (): string => signed({ by: seal(root(), { key: bits }), algorithm: 'rsa-sha256' })();
const shaped =
  (n: Buffer, e: Buffer, length = n.length) =>
  (): string =>
    signed({ by: seal(root(), { key: rsaKey(n, e) }), algorithm: 'rsa-sha256', sign: some(length) })();
const curve = (namedCurve: string) => (): string => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve });
  return signed({ by: seal(root(), { key: privateKey }) })();
};
const F4 = Buffer.from('010001', 'hex');

const N = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
const octets = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const raw = (signedInfo: Buffer): Buffer =>
  sign('sha256', signedInfo, { key: keyOf(consumer()), dsaEncoding: 'ieee-p1363' });

export const keys: readonly Case[] = [
  refused('A60', 'rsa-512', 'verify.token', weak(512)),
  refused('A60', 'rsa-1024', 'verify.token', weak(1024)),
  refused('A60', 'rsa-2040', 'verify.token', shaped(modulus(2040, 0xc5), F4)),
  refused('A60', 'rsa-4104', 'verify.token', shaped(modulus(4104, 0xc5), F4)),
  refused('A60', 'rsa-16384', 'verify.token', shaped(modulus(16384, 0xc5), F4)),
  refused('A60', 'exponent-1', 'verify.token', shaped(modulus(2048, 0xc5), Buffer.of(1))),
  refused('A60', 'exponent-3', 'verify.token', shaped(modulus(2048, 0xc5), Buffer.of(3))),
  refused('A60', 'exponent-as-long-as-the-modulus', 'verify.token', shaped(modulus(2048, 0xc5), modulus(2048, 0xc3))),
  refused('A60', 'even-modulus', 'verify.signature', shaped(modulus(2048, 0xc4), F4)),
  refused('A60', 'forged-padding', 'verify.signature', shaped(modulus(2048, 0xc5), F4)),
  refused(
    'A60',
    'signature-as-large-as-the-modulus',
    'verify.signature',
    signedRsa({ sign: () => Buffer.alloc(256, 0xff) }),
  ),
  refused(
    'A60',
    'signature-one',
    'verify.signature',
    signedRsa({ sign: () => Buffer.concat([Buffer.alloc(255), Buffer.of(1)]) }),
  ),
  refused('A60', 'signature-zero', 'verify.signature', signedRsa({ sign: () => Buffer.alloc(256) })),
  refused('A61', 'rsa-pss', 'verify.algorithm', signedRsa({ before: method(`${NEWER}rsa-pss`, RSA) })),
  refused('A61', 'rsa-pss-mgf1', 'verify.algorithm', signedRsa({ before: method(`${NEWER}sha256-rsa-MGF1`, RSA) })),
  refused(
    'A61',
    'rsa-pss-with-parameters',
    'verify.skeleton',
    signedRsa({
      before: all(
        method(`${NEWER}rsa-pss`, RSA),
        into(
          'ds:SignatureMethod',
          `<p:RSAPSSParams xmlns:p="${NEWER}"><p:SaltLength>0</p:SaltLength><p:TrailerField>2</p:TrailerField></p:RSAPSSParams>`,
        ),
      ),
    }),
  ),
  refused(
    'A61',
    'pss-padding-said-to-be-pkcs1',
    'verify.signature',
    signedRsa({
      sign: (bytes) =>
        sign('sha256', bytes, { key: keyOf(rsaConsumer()), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 0 }),
    }),
  ),
  refused('A61', 'certificate-for-pss-only', 'verify.token', () => {
    const { privateKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    return signed({ by: seal(rsaRoot(), { key: privateKey }), algorithm: 'rsa-sha256', sign: some(256) })();
  }),
  refused('A62', 'dsa', 'verify.algorithm', () =>
    signed({ by: dsa(), sign: some(64), algorithm: 'rsa-sha256', before: method(`${ds}dsa-sha1`, RSA) })(),
  ),
  refused('A62', 'dsa-certificate', 'verify.token', () =>
    signed({ by: dsa(), sign: some(64), algorithm: 'rsa-sha256' })(),
  ),
  refused('A62', 'curve-p-192', 'verify.token', curve('prime192v1')),
  refused('A62', 'curve-p-224', 'verify.token', curve('secp224r1')),
  refused('A62', 'curve-secp256k1', 'verify.token', curve('secp256k1')),
  refused('A62', 'curve-brainpool', 'verify.token', curve('brainpoolP256r1')),
  refused('A62', 'ed25519', 'verify.token', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return signed({ by: seal(root(), { key: privateKey }), algorithm: 'ecdsa-sha256', sign: some(64) })();
  }),
  refused('A62', 'curve-by-explicit-parameters', 'verify.token', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' });
    return signed({ by: seal(root(), { key: privateKey }) })();
  }),
  refused('A62', 'point-not-on-the-curve', 'verify.token', () => {
    const by = seal(root());
    const point = spki(by).subarray(-65);
    const moved = Buffer.from(point);
    moved[64]! ^= 1;
    return signed({ by: resigned(root(), by, patch(point, moved)) })();
  }),
  refused('A62', 'point-at-infinity', 'verify.token', () => {
    const by = seal(root());
    return signed({ by: resigned(root(), by, patch(spki(by).subarray(-65), Buffer.alloc(65))) })();
  }),
  refused(
    'A62',
    'der-instead-of-raw',
    'verify.signature',
    signed({ sign: (bytes) => sign('sha256', bytes, keyOf(consumer())) }),
  ),
  refused('A62', 'r-and-s-zero', 'verify.signature', signed({ sign: () => Buffer.alloc(64) })),
  refused(
    'A62',
    's-zero',
    'verify.signature',
    signed({ sign: (bytes) => Buffer.concat([raw(bytes).subarray(0, 32), Buffer.alloc(32)]) }),
  ),
  refused(
    'A62',
    'r-is-the-order',
    'verify.signature',
    signed({ sign: (bytes) => Buffer.concat([octets(N), raw(bytes).subarray(32)]) }),
  ),
  refused(
    'A62',
    's-plus-the-order',
    'verify.signature',
    signed({ sign: (bytes) => Buffer.concat([raw(bytes).subarray(0, 32), Buffer.alloc(32, 0xff)]) }),
  ),
  refused(
    'A62',
    'r-and-s-exchanged',
    'verify.signature',
    signed({ sign: (bytes) => Buffer.concat([raw(bytes).subarray(32), raw(bytes).subarray(0, 32)]) }),
  ),
  accepted(
    'A62',
    'order-less-s',
    signed({
      sign: (bytes) => {
        const signature = raw(bytes);
        return Buffer.concat([signature.subarray(0, 32), octets(N - number(signature.subarray(32)))]);
      },
    }),
  ),
  refused('A63', 'ecdsa-with-an-rsa-key', 'verify.signature', signedRsa({ before: method(ECDSA, RSA) })),
  refused('A63', 'rsa-with-an-ec-key', 'verify.signature', named(RSA)),
  refused('A63', 'another-digest-than-was-signed-with', 'verify.signature', named(`${MORE}ecdsa-sha512`)),
  refused(
    'A64',
    'zero-before-the-signature',
    'verify.signature',
    signedRsa({ sign: (bytes) => Buffer.concat([Buffer.of(0), sign('sha256', bytes, keyOf(rsaConsumer()))]) }),
  ),
  refused(
    'A64',
    'byte-behind-the-signature',
    'verify.signature',
    signedRsa({ sign: (bytes) => Buffer.concat([sign('sha256', bytes, keyOf(rsaConsumer())), Buffer.of(0)]) }),
  ),
  refused(
    'A64',
    'signature-cut-short',
    'verify.signature',
    signedRsa({ sign: (bytes) => sign('sha256', bytes, keyOf(rsaConsumer())).subarray(0, 255) }),
  ),
  refused('A64', 'signature-of-one-byte', 'verify.signature', signed({ sign: () => Buffer.of(1) })),
  refused(
    'A65',
    'hmac-output-length-0',
    'verify.skeleton',
    meant(all(method(`${ds}hmac-sha1`), into('ds:SignatureMethod', '<ds:HMACOutputLength>0</ds:HMACOutputLength>'))),
  ),
  refused(
    'A65',
    'hmac-output-length-8-for-ecdsa',
    'verify.skeleton',
    meant(into('ds:SignatureMethod', '<ds:HMACOutputLength>8</ds:HMACOutputLength>')),
  ),
  refused('A65', 'text-in-the-signature-method', 'verify.skeleton', meant(into('ds:SignatureMethod', '8'))),
];

function dsa() {
  return seal(root(), { key: generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }).privateKey });
}
