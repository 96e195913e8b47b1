import { createHash } from 'node:crypto';
import type { Issued } from '../../../src/pki/index.ts';

/** SHA-256 of a certificate, lower-case hexadecimal. */
export const fingerprintOf = ({ certDer }: Pick<Issued, 'certDer'>): string =>
  createHash('sha256').update(certDer).digest('hex');
