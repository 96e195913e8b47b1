import { createHash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Consumer, Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Parsed, Verified } from '../base/request.ts';
import { bytesOf } from '../base/xml/tree.ts';
import type { Certificate } from './certificate.ts';
import { Certificates, type Chained } from './certificates.ts';
import { canonicalSignedInfo, digestHolds, signatureHolds } from './signature.ts';
import { readSkeleton, type Skeleton } from './skeleton.ts';
import { checkTimestampShape, judgeTimestamp } from './timestamp.ts';
import type { TrustStore } from './trust.ts';
import { unfit } from './usage.ts';

/** Which consumers a certificate may speak for: by its fingerprint, or by the NIF that it names. */
export interface ConsumersByCertificate {
  of(certificate: { readonly fingerprint: string; readonly nif: string | undefined }): readonly Consumer[];
}

export interface VerifyPorts {
  readonly trust: Live<TrustStore>;
  readonly consumers: Live<ConsumersByCertificate>;
  readonly clock: Clock;
  readonly skewMs: number;
}

/**
 * Who signed a message, and that what was signed is what will be routed and forwarded.
 *
 * In this order: skeleton, token and chain, SignatureValue, digests, the certificate's dates and usage, SHA-1, time.
 * Until the chain and SignatureValue hold, every refusal is told with the same text.
 *
 * @throws Refusal `verify.*`
 */
export function makeVerify({ trust, consumers, clock, skewMs }: VerifyPorts): (parsed: Parsed) => Verified {
  const certificates = new Certificates(trust);
  return (parsed) => {
    const { trail, peticion } = parsed;
    const { doc, security, body } = parsed.envelope;
    if (!security) throw new Refusal('verify.no-certificate');
    const skeleton = readSkeleton(doc, security, body);
    if (skeleton.timestamp) checkTimestampShape(doc, skeleton.timestamp);
    const { certificate, chain } = certificates.get(bytesOf(doc, skeleton.token));
    const signedInfo = canonicalSignedInfo(doc, skeleton);
    if (!signatureHolds(signedInfo, skeleton, certificate)) throw new Refusal('verify.signature');

    trail.trusted = true;
    trail.fingerprint = certificate.fingerprint;
    trail.algorithm = skeleton.algorithm;
    for (const reference of skeleton.references) {
      if (!digestHolds(doc, reference)) throw new Refusal('verify.digest', {}, { detail: reference.element.local });
    }
    const now = clock.now();
    judgeCertificate({ certificate, chain }, now);
    const speaksFor = consumers.current.of(certificate);
    const consumer = speaksFor.find(({ ens }) => ens === peticion.ens);
    const sha1 = usesSha1(skeleton);
    if (sha1 && !(consumer?.sha1Until && now < consumer.sha1Until)) throw new Refusal('verify.sha1');
    const freshUntil = judgeTime(parsed, skeleton, consumer, now, skewMs);
    return {
      ...parsed,
      signer: {
        fingerprint: certificate.fingerprint,
        nif: certificate.nif,
        anchor: chain.anchor,
        notAfter: certificate.notAfter,
      },
      algorithm: skeleton.algorithm,
      sha1,
      replay: { key: replayKey(signedInfo, certificate), until: freshUntil ?? certificate.notAfter },
      consumers: speaksFor,
    };
  };
}

/** @throws Refusal `verify.certificate-dates`, `verify.certificate-usage` */
function judgeCertificate({ certificate, chain }: Chained, now: number): void {
  if (now < chain.notBefore || now > chain.notAfter) throw new Refusal('verify.certificate-dates');
  const expected = unfit(certificate);
  if (expected) throw new Refusal('verify.certificate-usage', { expected });
}

const usesSha1 = ({ method, references }: Skeleton): boolean =>
  method.hash === 'sha1' || references.some(({ hash }) => hash === 'sha1');

/** Until when a signed Timestamp keeps the message fresh; undefined when none is signed. @throws Refusal `verify.timestamp` */
function judgeTime(
  parsed: Parsed,
  { timestamp, references }: Skeleton,
  consumer: Consumer | undefined,
  now: number,
  skewMs: number,
): number | undefined {
  const signed = references.some(({ element }) => element === timestamp);
  if (consumer?.signedTimestamp && !signed) throw new Refusal('verify.timestamp', { expected: 'signed' });
  if (!timestamp) return undefined;
  const expires = judgeTimestamp(parsed.envelope.doc, timestamp, now, skewMs);
  return signed ? expires + skewMs : undefined;
}

/** The same SignedInfo of the same signer is the same message, whatever else of it was changed. */
const replayKey = (signedInfo: Buffer, certificate: Certificate): Buffer =>
  createHash('sha256').update(signedInfo).update(certificate.fingerprint).digest();
