import { type Certificate, parseCertificate } from '../certificate.ts';
import { Unusable } from './answer.ts';
import { factsOf } from './facts.ts';
import { sha1 } from './ocsp-request.ts';
import { around, type Der, TAG } from './reader.ts';

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** Certificates of an answer that are looked at. */
const MOST = 8;

/**
 * Who signs an answer (RFC 6960 section 4.2.2.2): the issuer of the certificate itself, or whoever that same issuer
 * certified, directly and soundly, for OCSPSigning. The responder's own revocation is not asked for.
 *
 * @throws Unusable nobody of these is the one that the answer names
 */
export function responderOf(id: Der, certificates: Der | undefined, issuer: Certificate, now: number): Certificate {
  if (names(id, issuer)) return issuer;
  const sent = [...(certificates?.values() ?? [])].slice(0, MOST).map(({ whole }) => parseCertificate(whole));
  const responder = sent.find((certificate) => certificate && names(id, certificate));
  if (!responder) throw new Unusable('the certificate of the responder is not there');
  if (!isDelegated(responder, issuer, now)) throw new Unusable('the responder is not authorised by the issuer');
  return responder;
}

/** A ResponderID: the name, or the SHA-1 of the key. */
function names(id: Der, certificate: Certificate): boolean {
  const { subject, publicKey } = factsOf(certificate);
  const value = id.again();
  return id.tag === around(1)
    ? value.only(TAG.sequence).whole.equals(subject)
    : value.only(TAG.octets).content.equals(sha1(publicKey));
}

function isDelegated(responder: Certificate, issuer: Certificate, now: number): boolean {
  const { extendedKeyUsage, keyUsage, soundlySigned, unknownCritical, notBefore, notAfter, x509 } = responder;
  return (
    (extendedKeyUsage?.includes(OCSP_SIGNING) ?? false) &&
    (keyUsage?.digitalSignature ?? true) &&
    soundlySigned &&
    unknownCritical.length === 0 &&
    notBefore <= now &&
    now <= notAfter &&
    x509.checkIssued(issuer.x509) &&
    x509.verify(issuer.key)
  );
}
