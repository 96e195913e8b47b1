import type { Certificate } from '../certificate.ts';
import { type Answer, type Freshness, heldUntil, Unusable } from './answer.ts';
import { type Facts, factsOf } from './facts.ts';
import { around, Der, TAG } from './reader.ts';
import { covers, EVERYTHING, ISSUING_POINT, readScope, type Scope } from './scope.ts';
import { checkSignature, readSigned, type Signed } from './signature.ts';
import { isTime, isTrue, oid, readExtensions, readTime, refuseCritical } from './values.ts';

/** A list of revoked certificates, read but not yet judged. Times in milliseconds. */
export interface Crl {
  /** DER of the issuer's name. */
  readonly issuer: Buffer;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  readonly scope: Scope;
  readonly entries: Der | undefined;
  readonly signed: Signed;
  /** Fingerprints of the authorities whose signature it was found to bear. */
  readonly signers: Set<string>;
}

const DELTA = oid('2.5.29.27');
const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Reads a CertificateList (RFC 5280 section 5.1), all but its entries.
 *
 * @throws Unusable malformed, larger than 10 MiB, a delta, indirect, for some reasons alone, or with an unknown critical
 * extension
 */
export function readCrl(der: Buffer): Crl {
  if (der.length > MOST_BYTES) throw new Unusable('the list is too large');
  const list = Der.parse(der, TAG.sequence);
  const signed = readSigned(list);
  list.end();
  const { tbs, algorithm } = signed;
  if (tbs.optional(TAG.integer)?.content.equals(Buffer.of(1)) === false) throw new Unusable('a version not known');
  if (!tbs.read(TAG.sequence).whole.equals(algorithm.whole)) throw new Unusable('two signature algorithms');
  const issuer = tbs.read(TAG.sequence).whole;
  const thisUpdate = readTime(tbs);
  const nextUpdate = isTime(tbs) ? readTime(tbs) : undefined;
  const entries = tbs.optional(TAG.sequence);
  const extensions = tbs.optional(around(0));
  tbs.end();
  const scope = extensions ? scopeIn(extensions.only(TAG.sequence)) : EVERYTHING;
  return { issuer, thisUpdate, nextUpdate, scope, entries, signed, signers: new Set() };
}

function scopeIn(sequence: Der): Scope {
  const extensions = readExtensions(sequence);
  refuseCritical(extensions, new Set([ISSUING_POINT]));
  if (extensions.has(DELTA)) throw new Unusable('a delta');
  const point = extensions.get(ISSUING_POINT);
  return point ? readScope(point.value) : EVERYTHING;
}

/**
 * What a list says of a certificate (RFC 5280 section 6.3.3).
 *
 * @throws Unusable it is not the issuer's, not about such certificates, not fresh, or an entry is critical or malformed
 */
export function statusIn(crl: Crl, certificate: Facts, issuer: Certificate, freshness: Freshness): Answer {
  const until = heldUntil(crl, freshness);
  if (!covers(crl.scope, certificate)) throw new Unusable('the list is about other certificates');
  checkIssuer(crl, issuer);
  return { revoked: isListed(crl, certificate.serial), thisUpdate: crl.thisUpdate, until };
}

function checkIssuer({ issuer: name, signed, signers }: Crl, issuer: Certificate): void {
  if (signers.has(issuer.fingerprint)) return;
  const { subject, maySignLists } = factsOf(issuer);
  if (!name.equals(subject)) throw new Unusable("another issuer's list");
  if (!maySignLists) throw new Unusable('the issuer may not sign lists');
  checkSignature(signed, issuer);
  signers.add(issuer.fingerprint);
}

/** Reads every entry: one with a critical extension makes the whole list unusable (RFC 5280 section 5.3). */
function isListed({ entries }: Crl, serial: Buffer): boolean {
  let listed = false;
  for (const entry of entries?.again().values() ?? []) {
    listed = entry.read(TAG.integer).content.equals(serial) || listed;
    entry.read(entry.is(TAG.utcTime) ? TAG.utcTime : TAG.generalizedTime);
    for (const extension of entry.optional(TAG.sequence)?.values() ?? []) {
      extension.read(TAG.oid);
      const critical = extension.optional(TAG.boolean);
      if (critical && isTrue(critical)) throw new Unusable('an entry with a critical extension');
    }
    entry.end();
  }
  return listed;
}
