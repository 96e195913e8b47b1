import * as pkijs from 'pkijs';
import type { Certificate } from './certificate.ts';
import { type Chain, findChains } from './chain.ts';
import type { TrustStore } from './trust.ts';

const parsed = ({ der }: Certificate): pkijs.Certificate => pkijs.Certificate.fromBER(new Uint8Array(der));

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

async function isValid(leaf: Certificate, { issuers, notBefore, notAfter }: Chain): Promise<boolean> {
  const [anchor, ...intermediates] = [...issuers].reverse().map(parsed);
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts: [anchor!],
    certs: [...intermediates, parsed(leaf)],
    checkDate: new Date(Math.floor((notBefore + notAfter) / 2)),
  });
  const { result } = await engine.verify({ passedWhenNotRevValues: true });
  return result;
}
