import { verify } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import { Unusable } from './answer.ts';
import { type Der, TAG } from './reader.ts';
import { oid, wholeBits } from './values.ts';

/** Signatures that answers and lists may bear: the same as those of certificates. SHA-1 is not among them. */
const ALGORITHMS: ReadonlyMap<string, { readonly key: Certificate['keyType']; readonly hash: string }> = new Map([
  [oid('1.2.840.113549.1.1.11'), { key: 'rsa', hash: 'sha256' }],
  [oid('1.2.840.113549.1.1.12'), { key: 'rsa', hash: 'sha384' }],
  [oid('1.2.840.113549.1.1.13'), { key: 'rsa', hash: 'sha512' }],
  [oid('1.2.840.10045.4.3.2'), { key: 'ec', hash: 'sha256' }],
  [oid('1.2.840.10045.4.3.3'), { key: 'ec', hash: 'sha384' }],
  [oid('1.2.840.10045.4.3.4'), { key: 'ec', hash: 'sha512' }],
]);

/** What is signed, AlgorithmIdentifier and signature, as they lie behind each other in answers and lists. */
export interface Signed {
  readonly tbs: Der;
  readonly algorithm: Der;
  readonly signature: Der;
}

/** @throws Unusable */
export const readSigned = (parent: Der): Signed => ({
  tbs: parent.read(TAG.sequence),
  algorithm: parent.read(TAG.sequence),
  signature: parent.read(TAG.bits),
});

/** Checks a signature over the very bytes that were received. @throws Unusable */
export function checkSignature({ tbs, algorithm, signature }: Signed, signer: Certificate): void {
  const known = ALGORITHMS.get(algorithm.again().read(TAG.oid).hex);
  if (known?.key !== signer.keyType) throw new Unusable('signed with an algorithm that is not admitted');
  if (!verify(known.hash, tbs.whole, signer.key, wholeBits(signature))) throw new Unusable('the signature is wrong');
}
