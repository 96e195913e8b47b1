import { createHash } from 'node:crypto';
import { random } from '../../base/clock.ts';

/** Crockford's alphabet: no letter that is taken for a digit, none that spells words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;

/** 100 random bits as five groups of four, `7K2M-…`: to be typed from paper. */
export const newCode = (): string => grouped([...random(LENGTH)].map((byte) => ALPHABET[byte & 31]).join(''));

const grouped = (code: string): string => code.match(/.{4}/g)!.join('-');

/** A code as somebody typed it, brought to its one form; undefined when it is none. */
export function readCode(typed: string): string | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[\s.·–—-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return plain.length === LENGTH && [...plain].every((char) => ALPHABET.includes(char)) ? grouped(plain) : undefined;
}

/** What is stored in the place of a code: with 100 random bits, no way leads back. */
export const codeHash = (code: string): string => createHash('sha256').update(code).digest('hex');
