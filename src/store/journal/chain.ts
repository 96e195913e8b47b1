import { createHash } from 'node:crypto';
import type { Line } from '../../record/index.ts';

/** What stands before the first link. */
export const GENESIS = Buffer.alloc(32);

/** The text of a link: one JSON object; the personal part only as its salted hash. */
export const linkText = (seq: number, { kind, incident, fields, part }: Line): string =>
  JSON.stringify({ seq, kind, incident, ...fields, part: part?.hash });

export const linkHash = (previous: Buffer, text: string): Buffer =>
  createHash('sha256').update(previous).update(text).digest();
