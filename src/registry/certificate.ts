import { X509Certificate } from 'node:crypto';

const MOST = 2_000;
const known = new Set<string>();

/** Whether a text is a certificate in PEM. Every change of the registry asks again for all of them: good ones are remembered. */
export function isCertificate(pem: string): boolean {
  if (known.has(pem)) return true;
  try {
    new X509Certificate(pem);
  } catch {
    return false;
  }
  if (known.size === MOST) known.clear();
  known.add(pem);
  return true;
}
