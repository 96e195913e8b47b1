import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '../base/clock.ts';
import type { Live } from '../base/domain.ts';
import { pick } from '../base/live.ts';
import type { Config } from '../config/index.ts';
import { makeCms } from './cms.ts';
import type { Signing } from './envelope.ts';
import { loadSigning } from './signing.ts';

/** The gateway's seals: the one that signs now, and the certificates that its answers may bear. */
export interface Seals {
  readonly signing: Live<Signing>;
  /** Makes the detached CMS of a PDF. */
  readonly cms: Live<ReturnType<typeof makeCms>>;
  /** PEM, the current one and the next: whoever checks answers takes both, before the switch and after it. */
  readonly certificates: readonly { readonly name: 'seal' | 'next'; readonly pem: string }[];
}

const read = (file: string): string => readFileSync(file, 'utf8');

/**
 * The seal of the configuration and, where one is named, the next one, which signs from its date on without a restart.
 *
 * @returns undefined when no seal is configured
 * @throws Error when a key is not its certificate's, or the two certificates leave a time without a valid seal
 */
export function loadSeals(config: Config['seal'], clock: Clock): Seals | undefined {
  const { keyFile, certFile, nextKeyFile, nextCertFile, nextFrom } = config;
  if (!keyFile || !certFile) return undefined;
  const current = load(keyFile, certFile);
  const certificates = [{ name: 'seal', pem: current.certificate.toString() } as const];
  if (!nextKeyFile || !nextCertFile || !nextFrom) {
    return { signing: { current: current.signing }, cms: { current: current.cms }, certificates };
  }
  const next = load(nextKeyFile, nextCertFile);
  const from = Date.parse(nextFrom);
  checkOverlap(current.certificate, next.certificate, from);
  const live = {
    get current() {
      return clock.now() < from ? current : next;
    },
  };
  return {
    signing: pick(live, 'signing'),
    cms: pick(live, 'cms'),
    certificates: [...certificates, { name: 'next', pem: next.certificate.toString() }],
  };
}

function load(keyFile: string, certFile: string) {
  const [key, cert] = [read(keyFile), read(certFile)];
  const certificate = new X509Certificate(cert);
  return { certificate, signing: loadSigning(key, certificate), cms: makeCms(key, cert) };
}

function checkOverlap(current: X509Certificate, next: X509Certificate, from: number): void {
  if (Date.parse(current.validTo) < from) throw new Error('the seal ends before seal.nextFrom');
  if (Date.parse(next.validFrom) > from || Date.parse(next.validTo) <= from) {
    throw new Error('the next seal is not valid at seal.nextFrom');
  }
}
