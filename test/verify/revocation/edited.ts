import { createPrivateKey, sign } from 'node:crypto';
import { bits, boolean, type Der, decode, encode, octets, oid, part, sequence } from '../../../src/pki/der.ts';
import type { Made } from './certificates.ts';

type Edit = (tbs: Der) => void;

/** Changes what a list or a basic answer signs, and signs it again. */
function signedAgain(signed: Der, by: Made, edit: Edit): void {
  const parts = signed.value as Der[];
  edit(part(signed, 0));
  parts[2] = bits(sign('sha256', encode(part(signed, 0)), createPrivateKey(by.keyPem)));
}

export function editedList(list: Buffer, by: Made, edit: Edit): Buffer {
  const signed = decode(list);
  signedAgain(signed, by, edit);
  return encode(signed);
}

export function editedAnswer(answer: Buffer, by: Made, edit: Edit): Buffer {
  const response = decode(answer);
  const wrapped = part(part(response, 1), 0);
  const inner = part(wrapped, 1);
  const basic = decode(Buffer.from(inner.value as string, 'latin1'));
  signedAgain(basic, by, edit);
  (wrapped.value as Der[])[1] = octets(encode(basic));
  return encode(response);
}

/** Puts values behind those that are there. */
export const append = (to: Der, ...values: Der[]): void => {
  (to.value as Der[]).push(...values);
};

/** An extension of an unknown kind. */
export const unknownExtension = (critical: boolean): Der =>
  sequence(oid('1.2.3'), ...(critical ? [boolean(true)] : []), octets(Buffer.of(0x05, 0x00)));
