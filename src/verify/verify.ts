import type { Clock } from '../base/clock.ts';
import { type Consumer, type Live, RENEWALS_MS } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { extend, type Parsed, type Verified } from '../base/request.ts';
import { bytesOf } from '../base/xml/tree.ts';
import type { Certificate } from './certificate.ts';
import { Certificates, type Chained } from './certificates.ts';
import { checkToken, readToken } from './jwt.ts';
import { checkSignature, type Proof, readSigned } from './signed.ts';
import type { TrustStore } from './trust.ts';
import { unfit } from './usage.ts';

/** Which consumers a certificate may speak for: by its fingerprint, or by the NIF that it names. */
export interface ConsumersByCertificate {
  of(certificate: { readonly fingerprint: string; readonly nif: string | undefined }): readonly Consumer[];
}

/** Whether a certificate still counts: revocation, PSIS. The only part of the verdict that may ask the network. */
export interface CertificateStatus {
  /**
   * At once when the answer is at hand.
   *
   * @param cite told the name of the evidence that the verdict rests on, where it is kept
   * @throws Refusal `verify.revoked`, `verify.psis` and their kind
   */
  check(leaf: Certificate, issuers: readonly Certificate[], cite: (evidence: string) => void): void | Promise<void>;
}

export interface VerifyPorts {
  readonly trust: Live<TrustStore>;
  readonly consumers: Live<ConsumersByCertificate>;
  readonly clock: Clock;
  readonly skewMs: number;
  readonly status?: CertificateStatus;
  /** Policies of organisations' seals: only a certificate with one of them is known by its NIF. Default: none is. */
  readonly sealPolicies?: readonly string[];
  /** Public origins of the consumer plane, which tokens name. Default: none, and no token is good. */
  readonly origins?: () => readonly string[];
  /** PSIS judges a certificate that is registered by its fingerprint, instead of the trust directory. */
  readonly psisInstead?: boolean;
}

/**
 * Who sent a message, and that what was signed is what will be routed and forwarded.
 *
 * In this order: skeleton, token and chain, SignatureValue, the petition's contract, digests, the certificate's dates and
 * usage, SHA-1, time, revocation. Until the chain and SignatureValue hold, every refusal is told with the same text. A token
 * of a REST request is judged in the same order, with its claims in the place of digests. Without one and without a Security
 * header the certificate of the channel is judged in the same way, for every petition. Nothing is awaited that is known.
 *
 * @throws Refusal `verify.*`, and `parse.*` of the contract
 */
export function makeVerify(ports: VerifyPorts): (parsed: Parsed) => Verified | Promise<Verified> {
  const registered = ({ fingerprint }: Certificate): boolean =>
    ports.consumers.current.of({ fingerprint, nif: undefined }).length > 0;
  const certificates = new Certificates(ports.trust, ports.psisInstead ? registered : () => false);
  return (parsed) => {
    const { doc, security } = parsed.envelope;
    if (security) {
      const signed = readSigned(parsed, security);
      return after(certificates.get(bytesOf(doc, signed.token)), (chained) =>
        conclude(parsed, chained, checkSignature(parsed, signed, chained.certificate), ports),
      );
    }
    const { rest } = parsed;
    if (rest?.authorization !== undefined) {
      const token = readToken(rest.authorization);
      return after(certificates.get(token.certificate), async (chained) =>
        conclude(
          parsed,
          chained,
          await checkToken(token, chained.certificate, parsed, rest, ports.origins?.() ?? []),
          ports,
        ),
      );
    }
    if (!parsed.channel) throw new Refusal('verify.no-certificate');
    return after(certificates.get(parsed.channel.toString('base64')), (chained) =>
      conclude(parsed, chained, HANDSHAKE, ports),
    );
  };
}

/** The TLS handshake proved the key; there is nothing signed to be replayed but the petition's own identifier. */
const HANDSHAKE: Proof = {
  way: 'channel',
  algorithm: 'tls',
  sha1: false,
  replayKey: undefined,
  judgeTime: () => undefined,
};

function after<T, U>(value: T | Promise<T>, then: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(then) : then(value);
}

function conclude(
  parsed: Parsed,
  chained: Chained,
  proof: Proof,
  { clock, consumers, skewMs, status, sealPolicies = [] }: VerifyPorts,
): Verified | Promise<Verified> {
  const { trail } = parsed;
  const { certificate, chain } = chained;
  trail.trusted = true;
  trail.fingerprint = certificate.fingerprint;
  trail.algorithm = proof.algorithm;
  const now = clock.now();
  const peticion = parsed.contract();
  proof.checkDigests?.(peticion);
  judgeCertificate(chained, now);
  const { fingerprint, nif, notAfter, policies } = certificate;
  const isSeal = policies.some((policy) => sealPolicies.includes(policy));
  const speaksFor = consumers.current.of({ fingerprint, nif: isSeal ? nif : undefined });
  const consumer = speaksFor.find(({ ens }) => ens === peticion.ens);
  if (proof.sha1 && !(consumer?.sha1Until && now < consumer.sha1Until)) throw new Refusal('verify.sha1');
  const freshUntil = proof.judgeTime(now, skewMs, consumer?.signedTimestamp ?? false);
  const verified = extend(parsed, {
    peticion,
    signer: { fingerprint, nif, anchor: chain.anchor, notAfter },
    way: proof.way,
    algorithm: proof.algorithm,
    sha1: proof.sha1,
    replay: proof.replayKey
      ? { key: proof.replayKey, until: freshUntil ?? notAfter + RENEWALS_MS, dated: freshUntil !== undefined }
      : undefined,
    consumers: speaksFor,
  });
  // Nobody is asked about a certificate that speaks for nobody: `authorise` refuses it.
  if (!status || speaksFor.length === 0) return verified;
  const cite = (evidence: string): void => {
    trail.evidence = evidence;
  };
  return after(status.check(certificate, chain.issuers, cite), () => verified);
}

/** @throws Refusal `verify.certificate-dates`, `verify.certificate-usage` */
function judgeCertificate({ certificate, chain }: Chained, now: number): void {
  if (now < chain.notBefore || now > chain.notAfter) throw new Refusal('verify.certificate-dates');
  const expected = unfit(certificate);
  if (expected) throw new Refusal('verify.certificate-usage', { expected });
}
