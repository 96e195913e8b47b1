import { hash } from 'node:crypto';
import type { Line } from '../../record/index.ts';

/** What stands before the first link. */
export const GENESIS = Buffer.alloc(32);

/** All of a link's text that is known before its place in the chain: the personal part only as its salted hash. */
export function linkRest({ incident, fields, part }: Line): string {
  const told = JSON.stringify(fields).slice(1, -1);
  const hashed = part ? `,"part":${JSON.stringify(part.hash)}` : '';
  return `"incident":${JSON.stringify(incident)}${told && `,${told}`}${hashed}}`;
}

/** The text of a link: one JSON object. */
export const linkText = (seq: number, kind: Line['kind'], rest: string): string =>
  `{"seq":${seq},"kind":"${kind}",${rest}`;

export const linkHash = (previous: Buffer, text: string): Buffer =>
  Buffer.from(hash('sha256', Buffer.concat([previous, Buffer.from(text)]), 'binary'), 'latin1');
