import { hash as oneShot, verify } from 'node:crypto';
import { exclusiveC14n } from '../base/xml/c14n.ts';
import type { XmlDocument } from '../base/xml/tree.ts';
import type { Hash } from './algorithms.ts';
import type { Certificate } from './certificate.ts';
import type { Reference, Skeleton } from './skeleton.ts';

/** Canonical SignedInfo, the bytes that are signed. */
export const canonicalSignedInfo = (doc: XmlDocument, { signedInfo, inclusive }: Skeleton): Buffer =>
  Buffer.from(exclusiveC14n(doc, signedInfo, { inclusive }), 'latin1');

/** True when SignatureValue was made over the canonical SignedInfo with the key of the certificate. */
export function signatureHolds(signedInfo: Buffer, { method, signature }: Skeleton, certificate: Certificate): boolean {
  if (method.key !== certificate.keyType || signature.length !== certificate.signatureBytes) return false;
  return certificate.keyType === 'rsa'
    ? verify(method.hash, signedInfo, certificate.key, signature)
    : verify(method.hash, signedInfo, { key: certificate.key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Where canonical bytes stand while they are hashed: a buffer for each would cost as much as the hash. */
const scratch = Buffer.allocUnsafeSlow(1 << 16);

const bytesOfCanonical = (canonical: string): Buffer =>
  canonical.length > scratch.length
    ? Buffer.from(canonical, 'latin1')
    : scratch.subarray(0, scratch.write(canonical, 'latin1'));

/** Digest of a canonical form, base64. */
export const digestOf = (hash: Hash, canonical: string): string => oneShot(hash, bytesOfCanonical(canonical), 'base64');

/** True when the element is what was signed. */
export function digestHolds(doc: XmlDocument, { element, inclusive, hash, digest }: Reference): boolean {
  return digestOf(hash, exclusiveC14n(doc, element, { inclusive })) === digest.toString('base64');
}
