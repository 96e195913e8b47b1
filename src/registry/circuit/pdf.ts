import { createHash } from 'node:crypto';
import { Refusal } from '../../base/errors/refusal.ts';
import type { Doing } from './advance.ts';

export const PDF_BYTES = 10_485_760;

/**
 * A document that somebody sends, if it looks like a whole PDF: its mark at the start, its end in the last KiB (ISO 32000-1,
 * 7.5). What is in it is not looked at, nor searched for anything harmful.
 *
 * @throws Refusal `circuit.document`
 */
export function checkPdf(bytes: Buffer): NonNullable<Doing['document']> {
  const whole = /^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8)) && bytes.subarray(-1024).includes('%%EOF');
  if (!whole || bytes.length > PDF_BYTES) throw new Refusal('circuit.document', { limit: PDF_BYTES });
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, type: 'application/pdf' };
}
