import type { Way } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Peticion } from '../base/peticion.ts';
import type { Parsed } from '../base/request.ts';
import type { Element } from '../base/xml/tree.ts';
import type { Certificate } from './certificate.ts';
import { digestHolds, verifySignedInfo } from './signature.ts';
import { readSkeleton, type Skeleton } from './skeleton.ts';
import { checkTimestampShape, judgeTimestamp } from './timestamp.ts';

/** That the sender holds the key of its certificate, and what is left to be judged once that is certain. */
export interface Proof {
  readonly way: Way;
  /** URI of the signature method, `alg` of a token, or `tls`. */
  readonly algorithm: string;
  readonly sha1: boolean;
  readonly replayKey: string | undefined;
  /** That what was signed is this request. @throws Refusal `verify.digest`, `verify.claim` */
  readonly checkDigests?: (peticion: Peticion) => void;
  /**
   * @returns until when a signed Timestamp keeps the message fresh, milliseconds; undefined when none is signed
   * @throws Refusal `verify.timestamp`, `verify.claim`
   */
  readonly judgeTime: (now: number, skewMs: number, signedRequired: boolean) => number | undefined;
}

/** The parts of a signature, in their places. @throws Refusal `verify.*` */
export function readSigned({ envelope, channel }: Parsed, security: Element): Skeleton {
  const { doc, body } = envelope;
  const skeleton = readSkeleton(doc, security, body, channel !== undefined);
  if (skeleton.timestamp) checkTimestampShape(doc, skeleton.timestamp);
  return skeleton;
}

/** @throws Refusal `verify.signature` */
export function checkSignature({ envelope: { doc } }: Parsed, skeleton: Skeleton, certificate: Certificate): Proof {
  const replayKey = verifySignedInfo(doc, skeleton, certificate);
  if (!replayKey) throw new Refusal('verify.signature');
  const { references, timestamp, method, algorithm } = skeleton;
  return {
    way: 'signature',
    algorithm,
    sha1: method.hash === 'sha1' || references.some(({ hash }) => hash === 'sha1'),
    replayKey,
    checkDigests() {
      for (const reference of references) {
        if (!digestHolds(doc, reference)) throw new Refusal('verify.digest', {}, { detail: reference.element.local });
      }
    },
    judgeTime(now, skewMs, signedRequired) {
      const signed = references.some(({ element }) => element === timestamp);
      if (signedRequired && !signed) throw new Refusal('verify.timestamp', { expected: 'signed' });
      if (!timestamp) return undefined;
      const expires = judgeTimestamp(doc, timestamp, now, skewMs);
      return signed ? expires + skewMs : undefined;
    },
  };
}
