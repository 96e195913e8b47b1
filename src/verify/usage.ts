import { type Expected, names } from '../base/errors/catalogue/expected.ts';
import type { Certificate } from './certificate.ts';

const ANY = '2.5.29.37.0';
/** Purposes with which seals and bodies' certificates are issued: client authentication, e-mail protection, signing. */
const PURPOSES = new Set([
  ANY,
  '1.3.6.1.5.5.7.3.2',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.311.10.3.12',
]);

/** Why a certificate is not fit to sign a petition; undefined when it is. */
export function unfit(certificate: Certificate): Expected | undefined {
  const { keyUsage, extendedKeyUsage, basicConstraints, unknownCritical } = certificate;
  if (basicConstraints?.ca || keyUsage?.keyCertSign) return 'not an authority';
  if (keyUsage && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) return names('keyUsage digitalSignature');
  if (extendedKeyUsage && !extendedKeyUsage.some((purpose) => PURPOSES.has(purpose))) return names('extendedKeyUsage');
  if (unknownCritical.length > 0) return 'no unknown critical extension';
  return undefined;
}
