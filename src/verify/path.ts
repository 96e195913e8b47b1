import * as pkijs from 'pkijs';
import type { Certificate } from './certificate.ts';
import { type Chain, findChains } from './chain.ts';
import type { TrustStore } from './trust.ts';

const parsed = (der: Buffer): pkijs.Certificate => pkijs.Certificate.fromBER(new Uint8Array(der));

/**
 * The path by which a certificate is trusted: found by our own rules, and valid too in the eyes of pkijs (RFC 5280
 * section 6: name constraints and policies above all). Dates are not judged here, as of a moment when all of it is valid.
 */
export async function trustedChain(leaf: Certificate, trust: TrustStore): Promise<Chain | undefined> {
  for (const chain of findChains(leaf, trust)) {
    if (chain.notBefore > chain.notAfter || (await isValid(leaf, chain))) return chain;
  }
  return undefined;
}

/**
 * Each issuer's name constraints are judged in a run of their own: pkijs adds up what the issuers of a path permit, so
 * that one of them could widen what the one above it permits.
 */
async function isValid(leaf: Certificate, chain: Chain): Promise<boolean> {
  const constrained = chain.issuers.filter(({ der }) => nameConstraintsOf(parsed(der)) !== undefined);
  for (const judged of constrained.length > 1 ? constrained : [undefined]) {
    if (!(await isValidRun(leaf, chain, judged))) return false;
  }
  return true;
}

/** @param judged the only issuer whose name constraints count; undefined: all of them */
async function isValidRun(leaf: Certificate, { issuers, notBefore, notAfter }: Chain, judged?: Certificate) {
  const [anchor, ...intermediates] = issuers.toReversed().map((issuer) => {
    const certificate = parsed(issuer.der);
    if (judged && issuer !== judged) leaveOutNameConstraints(certificate);
    return certificate;
  });
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts: [anchor!],
    certs: [...intermediates, parsed(leaf.der)],
    checkDate: new Date(Math.floor((notBefore + notAfter) / 2)),
  });
  const { result } = await engine.verify({ passedWhenNotRevValues: true });
  return result;
}

const NAME_CONSTRAINTS = '2.5.29.30';

const nameConstraintsOf = ({ extensions }: pkijs.Certificate): pkijs.Extension | undefined =>
  extensions?.find(({ extnID }) => extnID === NAME_CONSTRAINTS);

/** Its signature is over the bytes that it was read from, and still holds. */
function leaveOutNameConstraints(certificate: pkijs.Certificate): void {
  const kept = certificate.extensions?.filter(({ extnID }) => extnID !== NAME_CONSTRAINTS);
  if (kept) certificate.extensions = kept;
}
