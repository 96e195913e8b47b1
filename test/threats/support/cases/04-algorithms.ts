import { createHmac } from 'node:crypto';
import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { swap, swapAll } from '../edit.ts';
import type { Edit } from '../forge.ts';
import { consumer, spki } from '../keys.ts';
import { meant, signed, signedRsa } from '../make.ts';

const { ds } = NS;
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ECDSA = `${MORE}ecdsa-sha256`;
const RSA = `${MORE}rsa-sha256`;

const method = (algorithm: string, from = ECDSA): Edit =>
  swap(`<ds:SignatureMethod Algorithm="${from}">`, `<ds:SignatureMethod Algorithm="${algorithm}">`);
const named = (algorithm: string) => meant(method(algorithm));
const digest = (algorithm: string) => meant(swapAll(SHA256, algorithm));
const hmac = (hash: string, key: () => string | Buffer) =>
  signed({
    before: method(hash === 'sha1' ? `${ds}hmac-sha1` : `${MORE}hmac-${hash}`),
    sign: (bytes) => createHmac(hash, key()).update(bytes).digest(),
  });

export const algorithms: readonly Case[] = [
  refused(
    'A56',
    'hmac-sha1-keyed-with-the-certificate',
    'verify.algorithm',
    hmac('sha1', () => consumer().certDer),
  ),
  refused(
    'A56',
    'hmac-sha256-keyed-with-the-pem',
    'verify.algorithm',
    hmac('sha256', () => consumer().certPem),
  ),
  refused(
    'A56',
    'hmac-sha256-keyed-with-the-public-key',
    'verify.algorithm',
    hmac('sha256', () => spki(consumer())),
  ),
  refused(
    'A56',
    'hmac-made-with-the-public-key-said-to-be-ecdsa',
    'verify.signature',
    signed({ sign: (b) => createHmac('sha512', spki(consumer())).update(b).digest() }),
  ),
  ...[
    'none',
    '',
    'urn:unknown',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    `${ECDSA} `,
    ECDSA.toUpperCase(),
    `${ds}rsa-sha256`,
  ].map((name, i) =>
    refused(
      'A57',
      `signature-method-${['none', 'empty', 'unknown', 'proto', 'constructor', 'to-string', 'has-own-property', 'with-a-blank', 'upper-case', 'of-the-wrong-namespace'][i]}`,
      'verify.algorithm',
      named(name),
    ),
  ),
  refused(
    'A57',
    'signature-method-without-algorithm',
    'verify.skeleton',
    meant(swap(`<ds:SignatureMethod Algorithm="${ECDSA}">`, '<ds:SignatureMethod>')),
  ),
  ...['none', '__proto__', 'constructor'].map((name) =>
    refused('A57', `digest-method-${name.replaceAll('_', '')}`, 'verify.algorithm', digest(name)),
  ),
  refused('A58', 'rsa-md5', 'verify.algorithm', signedRsa({ before: method(`${MORE}rsa-md5`, RSA) })),
  refused('A58', 'rsa-ripemd160', 'verify.algorithm', signedRsa({ before: method(`${MORE}rsa-ripemd160`, RSA) })),
  refused('A58', 'ecdsa-sha1', 'verify.algorithm', named(`${MORE}ecdsa-sha1`)),
  refused('A58', 'digest-md5', 'verify.algorithm', digest(`${MORE}md5`)),
  refused('A58', 'digest-ripemd160', 'verify.algorithm', digest('http://www.w3.org/2001/04/xmlenc#ripemd160')),
  refused('A58', 'digest-sha224', 'verify.algorithm', digest(`${MORE}sha224`)),
  refused('A59', 'rsa-sha1-and-sha1', 'verify.sha1', signedRsa({ algorithm: 'rsa-sha1' })),
  refused('A59', 'rsa-sha256-and-sha1', 'verify.sha1', signedRsa({ before: swapAll(SHA256, `${ds}sha1`) })),
  refused(
    'A59',
    'rsa-sha256-and-sha1-for-the-timestamp-only',
    'verify.sha1',
    signedRsa({ before: (xml) => xml.replace(SHA256, `${ds}sha1`) }),
  ),
  accepted('A59', 'rsa-sha1-where-it-is-allowed', signedRsa({ algorithm: 'rsa-sha1' }), { sha1: true }),
];
