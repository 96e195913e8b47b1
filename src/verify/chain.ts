import type { Certificate } from './certificate.ts';
import type { TrustStore } from './trust.ts';

/** A path from a certificate to an anchor whose every link holds, dates of the leaf aside. */
export interface Chain {
  readonly anchor: string;
  /** Issuers, nearest first, the anchor last. */
  readonly issuers: readonly Certificate[];
  /** When every certificate of the path is valid, milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

const LONGEST = 6;
/** Signature checks that one certificate may cost us while a path is looked for. */
const MOST_CHECKS = 32;

/**
 * Paths to an anchor, the longest valid first: names and key identifiers match, signatures hold and are sound, issuers
 * are authorities that may sign certificates, path lengths hold, no unjudged critical extension.
 */
export function findChains(leaf: Certificate, trust: TrustStore): Chain[] {
  const budget = { checks: MOST_CHECKS };
  const found: Chain[] = [];
  for (const issuers of paths(leaf, [], trust, budget)) {
    const all = [leaf, ...issuers];
    found.push({
      anchor: trust.anchors.get(issuers.at(-1)!.fingerprint)!.label,
      issuers,
      notBefore: Math.max(...all.map(({ notBefore }) => notBefore)),
      notAfter: Math.min(...all.map(({ notAfter }) => notAfter)),
    });
  }
  return found.sort((a, b) => b.notAfter - a.notAfter);
}

function* paths(
  certificate: Certificate,
  below: readonly Certificate[],
  trust: TrustStore,
  budget: { checks: number },
): Generator<readonly Certificate[]> {
  if (below.length >= LONGEST) return;
  for (const issuer of trust.bySubject.get(certificate.issuer) ?? []) {
    if (issuer === certificate || below.includes(issuer) || !mayIssue(issuer, certificate, below)) continue;
    if (budget.checks-- <= 0) return;
    if (!certificate.x509.checkIssued(issuer.x509) || !certificate.x509.verify(issuer.key)) continue;
    const issuers = [...below, issuer];
    if (trust.anchors.has(issuer.fingerprint)) yield issuers;
    else yield* paths(issuer, issuers, trust, budget);
  }
}

function mayIssue(issuer: Certificate, certificate: Certificate, below: readonly Certificate[]): boolean {
  const { basicConstraints, keyUsage } = issuer;
  const { authorityKeyId } = certificate;
  if (!certificate.soundlySigned) return false;
  if (authorityKeyId !== undefined && issuer.subjectKeyId !== undefined && authorityKeyId !== issuer.subjectKeyId)
    return false;
  if (!basicConstraints?.ca || issuer.unknownCritical.length > 0) return false;
  if (keyUsage && !keyUsage.keyCertSign) return false;
  const between = below.filter(({ subject, issuer: by }) => subject !== by).length;
  return basicConstraints.pathLength === undefined || between <= basicConstraints.pathLength;
}
