import type { Certificate } from '../certificate.ts';
import { type Answer, type Freshness, heldUntil, Unusable } from './answer.ts';
import { NONCE, type Question, SHA1 } from './ocsp-request.ts';
import { around, Der, over, TAG } from './reader.ts';
import { responderOf } from './responder.ts';
import { checkSignature, readSigned } from './signature.ts';
import { type Extension, oid, readExtensions, readTime, refuseCritical } from './values.ts';

const BASIC = oid('1.3.6.1.5.5.7.48.1.1');
const MOST_BYTES = 65_536;
/** `responseStatus` (RFC 6960 section 4.2.1). */
const STATUSES = ['successful', 'malformedRequest', 'internalError', 'tryLater', '', 'sigRequired', 'unauthorized'];
const GOOD = over(0);
const REVOKED = around(1);
const UNKNOWN = over(2);

export interface Expected extends Freshness {
  readonly issuer: Certificate;
  readonly nonceRequired: boolean;
}

/**
 * What a responder answered to a question (RFC 6960 sections 3.2 and 4.2).
 *
 * @throws Unusable malformed, not successful, not about this certificate, not signed by who may, not fresh, not ours by
 * its nonce, or the responder does not know the certificate
 */
export function readResponse(bytes: Buffer, question: Question, expected: Expected): Answer {
  const basic = basicIn(bytes);
  const signed = readSigned(basic);
  const certificates = basic.optional(around(0))?.only(TAG.sequence);
  basic.end();
  const data = signed.tbs;
  if (data.is(around(0))) throw new Unusable('a version that is not known');
  const responderId = data.is(around(1)) ? data.read(around(1)) : data.read(around(2));
  readTime(data);
  const singles = data.read(TAG.sequence);
  const extensions = extensionsOf(data);
  data.end();
  checkSignature(signed, responderOf(responderId, certificates, expected.issuer, expected.now));
  checkNonce(extensions.get(NONCE), question.nonce, expected.nonceRequired);
  return readStatus(singleFor(question, singles), expected);
}

function basicIn(bytes: Buffer): Der {
  if (bytes.length > MOST_BYTES) throw new Unusable('the answer is too large');
  const response = Der.parse(bytes, TAG.sequence);
  const [status = 0xff] = response.read(TAG.enumerated).content;
  if (status !== 0) throw new Unusable(STATUSES[status] || 'no responseStatus');
  const wrapped = response.only(around(0)).only(TAG.sequence);
  if (wrapped.read(TAG.oid).hex !== BASIC) throw new Unusable('not a basic answer');
  return Der.parse(wrapped.only(TAG.octets).content, TAG.sequence);
}

/** Extensions under [1]; none of them may be critical but the nonce. */
function extensionsOf(parent: Der): ReadonlyMap<string, Extension> {
  const wrapped = parent.optional(around(1));
  const extensions = wrapped ? readExtensions(wrapped.only(TAG.sequence)) : new Map<string, Extension>();
  refuseCritical(extensions, new Set([NONCE]));
  return extensions;
}

function checkNonce(extension: Extension | undefined, nonce: Buffer, required: boolean): void {
  if (!extension && required) throw new Unusable('the nonce is missing');
  if (extension && !Der.parse(extension.value, TAG.octets).content.equals(nonce)) {
    throw new Unusable("another question's nonce");
  }
}

/** The one SingleResponse about the certificate, behind its CertID. */
function singleFor(question: Question, singles: Der): Der {
  const about = [...singles.values()].filter((single) => matches(single.read(TAG.sequence), question));
  if (about.length !== 1) throw new Unusable('not one answer about this certificate');
  return about[0]!;
}

function matches(id: Der, { issuerNameHash, issuerKeyHash, serial }: Question): boolean {
  return (
    id.read(TAG.sequence).read(TAG.oid).hex === SHA1 &&
    id.read(TAG.octets).content.equals(issuerNameHash) &&
    id.read(TAG.octets).content.equals(issuerKeyHash) &&
    id.read(TAG.integer).content.equals(serial)
  );
}

function readStatus(single: Der, freshness: Freshness): Answer {
  const status = [GOOD, REVOKED, UNKNOWN].find((tag) => single.is(tag));
  if (status === undefined) throw new Unusable('no status');
  single.read(status);
  const thisUpdate = readTime(single);
  const next = single.optional(around(0));
  const nextUpdate = next && readTime(next);
  next?.end();
  extensionsOf(single);
  single.end();
  if (status === UNKNOWN) throw new Unusable('the responder does not know the certificate');
  return { revoked: status === REVOKED, thisUpdate, until: heldUntil({ thisUpdate, nextUpdate }, freshness) };
}
