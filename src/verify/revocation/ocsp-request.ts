import { createHash } from 'node:crypto';
import { random } from '../../base/clock.ts';
import type { Facts } from './facts.ts';
import { around, TAG } from './reader.ts';
import { oid } from './values.ts';

/** One certificate, as OCSP names it (RFC 6960 section 4.1.1), and what makes the answer ours. */
export interface Question {
  /** SHA-1 of the issuer's name and key: the one hash that every responder knows. It only names, it secures nothing. */
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  readonly serial: Buffer;
  readonly nonce: Buffer;
}

export const SHA1 = oid('1.3.14.3.2.26');
export const NONCE = oid('1.3.6.1.5.5.7.48.1.2');
/** RFC 8954 section 2.1: from 1 to 32 octets. */
const NONCE_BYTES = 32;

export const sha1 = (bytes: Buffer): Buffer => createHash('sha1').update(bytes).digest();

export const questionOf = (certificate: Facts, issuer: Facts): Question => ({
  issuerNameHash: sha1(issuer.subject),
  issuerKeyHash: sha1(issuer.publicKey),
  serial: certificate.serial,
  nonce: random(NONCE_BYTES),
});

/** The DER of an OCSPRequest for one certificate, with the nonce. */
export function requestFor({ issuerNameHash, issuerKeyHash, serial, nonce }: Question): Buffer {
  const certId = sequence(
    sequence(der(TAG.oid, Buffer.from(SHA1, 'hex')), der(0x05)),
    der(TAG.octets, issuerNameHash),
    der(TAG.octets, issuerKeyHash),
    der(TAG.integer, serial),
  );
  const extension = sequence(der(TAG.oid, Buffer.from(NONCE, 'hex')), der(TAG.octets, der(TAG.octets, nonce)));
  return sequence(sequence(sequence(sequence(certId)), der(around(2), sequence(extension))));
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(TAG.sequence, ...parts);

/** A request is far shorter than 256 octets: a length of one octet, or of one behind 0x81. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 0x80 ? [content.length] : [0x81, content.length];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}
