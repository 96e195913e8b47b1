import { type Expected, names } from '../../base/errors/catalogue/expected.ts';
import { collapse, isSpace } from '../../base/xml/names.ts';

/** A simple type of XML Schema: what its text must be, and the value that a legal text stands for. */
export interface Simple<T> {
  readonly kind: 'simple';
  /** In words, for a refusal. */
  readonly expected: Expected;
  /** Undefined for a text that is not legal. */
  readonly parse: (text: string) => T | undefined;
}

const simple = <T>(expected: Expected, parse: (text: string) => T | undefined): Simple<T> => ({
  kind: 'simple',
  expected,
  parse,
});

/** `xs:string` of so many characters: code points, neither bytes nor UTF-16 units. */
export function text(max: number, min = 0): Simple<string> {
  const expected: Expected = min === 0 ? `at most ${max} characters` : `${min} to ${max} characters`;
  return simple(expected, (value) => {
    // A code point is one or two units, so most lengths are decided without counting.
    if (value.length <= max && value.length >= 2 * min) return value;
    const characters = codePoints(value);
    return characters <= max && characters >= min ? value : undefined;
  });
}

export const anyText: Simple<string> = simple('text', (value) => value);
export const someText: Simple<string> = simple('at least one character', (value) => (value === '' ? undefined : value));

export function oneOf(...values: readonly string[]): Simple<string> {
  return simple(names(values.join(', ')), (value) => (values.includes(value) ? value : undefined));
}

export const uuid: Simple<string> = simple('a UUID', (value) =>
  /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(value) ? value : undefined,
);

/** `xs:int` within a range; white space around it collapses. */
export function int(min = -2147483648, max = 2147483647): Simple<number> {
  return simple(`a number from ${min} to ${max}`, (value) => {
    const digits = collapse(value);
    const number = /^[+-]?[0-9]+$/.test(digits) ? Number(digits) : Number.NaN;
    return number >= min && number <= max ? number + 0 : undefined;
  });
}

/** Real clients leave some fields empty that the schema has a number for (protocol section 3). */
export const orEmpty = <T>({ expected, parse }: Simple<T>): Simple<T | null> =>
  simple(expected, (value) => (collapse(value) === '' ? null : parse(value)));

const BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

export const boolean: Simple<boolean> = simple('true, false, 1 or 0', (value) => BOOLEANS.get(collapse(value)));

/** `xs:base64Binary`, as text: white space may stand anywhere in it, the unused bits of the last quantum are zero. */
export const base64: Simple<string> = simple(names('base64'), (value) => (isBase64(value) ? value : undefined));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Six bits of each letter; 64 for anything else. */
const BITS = new Uint8Array(256).fill(64);
for (let i = 0; i < ALPHABET.length; i++) BITS[ALPHABET.charCodeAt(i)] = i;
/** Bits of the last letter that stand for nothing, by the number of `=` behind it. */
const UNUSED = [0, 0b11, 0b1111];

/** Letter by letter, as megabytes of blanks taken out by an expression cost more than all the rest of a message. */
function isBase64(text: string): boolean {
  let [letters, padding, last] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (isSpace(c)) continue;
    if (c === 0x3d) {
      padding++;
      continue;
    }
    const bits = c < 256 ? BITS[c]! : 64;
    if (bits === 64 || padding > 0) return false;
    letters++;
    last = bits;
  }
  return (letters + padding) % 4 === 0 && padding <= 2 && (last & UNUSED[padding]!) === 0;
}

function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}
