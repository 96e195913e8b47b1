import { hash as oneShot, verify } from 'node:crypto';
import { exclusiveC14n } from '../base/xml/c14n.ts';
import { bytesForNow } from '../base/xml/scratch.ts';
import type { XmlDocument } from '../base/xml/tree.ts';
import type { Hash } from './algorithms.ts';
import type { Certificate } from './certificate.ts';
import type { Reference, Skeleton } from './skeleton.ts';

/**
 * Verifies SignatureValue over canonical SignedInfo with the key of the certificate.
 *
 * @returns SHA-256, hexadecimal, of what was signed and of the key, which a renewed certificate may keep: the same for two
 * messages means the same message, whatever else of it was changed; undefined when the signature does not hold
 */
export function verifySignedInfo(
  doc: XmlDocument,
  { signedInfo, inclusive, method, signature }: Skeleton,
  { keyType, key, keyId, signatureBytes }: Certificate,
): string | undefined {
  if (method.key !== keyType || signature.length !== signatureBytes) return undefined;
  const canonical = exclusiveC14n(doc, signedInfo, { inclusive });
  const withKey = bytesForNow(canonical + keyId);
  const bytes = withKey.subarray(0, canonical.length);
  const holds =
    keyType === 'rsa'
      ? verify(method.hash, bytes, key, signature)
      : verify(method.hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
  return holds ? oneShot('sha256', withKey) : undefined;
}

/** Digest of a canonical form, base64. */
export const digestOf = (hash: Hash, canonical: string): string => oneShot(hash, bytesForNow(canonical), 'base64');

/** True when the element is what was signed. */
export const digestHolds = (doc: XmlDocument, { element, inclusive, hash, digest }: Reference): boolean =>
  digestOf(hash, exclusiveC14n(doc, element, { inclusive })) === digest;
