import { createHash } from 'node:crypto';
import type { VerifyAnswer } from '../base/calls.ts';
import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { bytesOf } from '../base/xml/tree.ts';
import { decodeBase64 } from './base64.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { digestHolds, verifySignedInfo } from './signature.ts';
import { readSkeleton } from './skeleton.ts';
import { checkTimestampShape, judgeTimestamp } from './timestamp.ts';

/**
 * Signed answers, by the rules of signed petitions but for two: the certificate is known by its registered fingerprint
 * alone, and SHA-1 has no exceptions. The Timestamp need not be signed, as the real platform's is not.
 */
export function makeVerifyAnswer({ clock, skewMs }: { readonly clock: Clock; readonly skewMs: number }): VerifyAnswer {
  /** By fingerprint: only registered ones are parsed and kept. */
  const known = new Map<string, Certificate>();

  const certificateOf = (token: string, fingerprints: readonly string[]): Certificate => {
    const der = decodeBase64(token);
    if (!der) throw new Refusal('verify.token');
    const fingerprint = createHash('sha256').update(der).digest('hex');
    if (!fingerprints.includes(fingerprint)) {
      throw new Refusal('verify.chain', {}, { detail: `certificate ${fingerprint}` });
    }
    const certificate = known.get(fingerprint) ?? parseCertificate(der);
    if (!certificate) throw new Refusal('verify.token');
    known.set(fingerprint, certificate);
    return certificate;
  };

  return (doc, { security, body }, fingerprints) => {
    const skeleton = readSkeleton(doc, security, body);
    const { timestamp, method, references } = skeleton;
    if (timestamp) checkTimestampShape(doc, timestamp);
    const certificate = certificateOf(bytesOf(doc, skeleton.token), fingerprints);
    if (!verifySignedInfo(doc, skeleton, certificate)) throw new Refusal('verify.signature');
    for (const reference of references) {
      if (!digestHolds(doc, reference)) throw new Refusal('verify.digest', {}, { detail: reference.element.local });
    }
    const now = clock.now();
    if (now < certificate.notBefore || now > certificate.notAfter) throw new Refusal('verify.certificate-dates');
    if (method.hash === 'sha1' || references.some(({ hash }) => hash === 'sha1')) throw new Refusal('verify.sha1');
    if (timestamp) judgeTimestamp(doc, timestamp, now, skewMs);
  };
}
