import { createHash } from 'node:crypto';
import type { Line } from '../../record/index.ts';

/** What stands before the first link. */
export const GENESIS = Buffer.alloc(32);

/** All of a link's text that is known before its place in the chain: the personal part only as its salted hash. */
export const linkRest = ({ incident, fields, part }: Line): string =>
  JSON.stringify({ incident, ...fields, part: part?.hash }).slice(1);

/** The text of a link: one JSON object. */
export const linkText = (seq: number, kind: Line['kind'], rest: string): string =>
  `{"seq":${seq},"kind":"${kind}",${rest}`;

export const linkHash = (previous: Buffer, text: string): Buffer =>
  createHash('sha256').update(previous).update(text).digest();
