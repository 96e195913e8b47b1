import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** What fields of several kinds hold. Dates are ISO 8601 (`2026-01-31` or with time and zone). */

export const environment = z
  .enum(['produccio', 'proves', 'desenvolupament'])
  .describe('Environment; none ever reaches another one.');
export const ens = z
  .string()
  .regex(/^[0-9]{10}$/, 'expected the ten digits of an INE10')
  .describe('INE10 code of a public body.');
export const ine = z
  .string()
  .regex(/^[0-9]{5}$/, 'expected five digits: province and municipality')
  .describe('INE code of a municipality.');
export const date = z.iso.datetime({ offset: true }).or(z.iso.date());
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower-case hexadecimal');

export function isCertificate(text: string): boolean {
  try {
    new X509Certificate(text);
    return true;
  } catch {
    return false;
  }
}
