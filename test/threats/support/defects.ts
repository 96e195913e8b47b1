import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { bits, decode, encode, part } from '../../../src/pki/der.ts';
import type { Issued } from '../../../src/pki/index.ts';
import { keyOf } from './keys.ts';

/** Bytes around bytes: one DER value, definite length. */
export function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = body.length < 0x80 ? [body.length] : lengthOctets(body.length);
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

function lengthOctets(length: number): number[] {
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return [0x80 | octets.length, ...octets];
}

/** A certificate whose signed part was changed as bytes, then signed again by an EC authority. */
export function resigned(by: Issued, { certDer, keyPem }: Issued, edit: (tbs: Buffer) => Buffer): Issued {
  const parts = decode(certDer);
  const tbs = edit(encode(part(parts, 0)));
  const signature = encode(bits(sign('sha256', tbs, keyOf(by))));
  return { keyPem, certPem: '', certDer: der(0x30, tbs, encode(part(parts, 1)), signature) };
}

/** Replaces bytes that occur exactly once by as many others. */
export const patch =
  (from: Buffer, to: Buffer) =>
  (bytes: Buffer): Buffer => {
    const at = bytes.indexOf(from);
    if (at < 0 || from.length !== to.length) throw new Error('the bytes to patch are not there');
    return Buffer.concat([bytes.subarray(0, at), to, bytes.subarray(at + from.length)]);
  };

/** An RSA public key with any modulus and exponent. */
export const rsaKey = (modulus: Buffer, exponent: Buffer): KeyObject =>
  createPublicKey({
    key: { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') },
    format: 'jwk',
  });

/** Something that looks like a modulus of so many bits. */
export function modulus(bits: number, last: number): Buffer {
  const bytes = Buffer.alloc(bits / 8, 0xc5);
  bytes[bytes.length - 1] = last;
  return bytes;
}
