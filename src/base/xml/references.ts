import { XmlError } from './error.ts';

const PREDEFINED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const isChar = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

function character(name: string, offset: number): string {
  const hex = name.charCodeAt(1) === 0x78;
  const digits = name.slice(hex ? 2 : 1);
  if (digits.length > 12 || !(hex ? /^[0-9A-Fa-f]+$/ : /^[0-9]+$/).test(digits)) {
    throw new XmlError('not-well-formed', 'malformed character reference', offset);
  }
  const code = Number.parseInt(digits, hex ? 16 : 10);
  if (!isChar(code)) throw new XmlError('not-well-formed', 'reference to a character that XML does not allow', offset);
  return utf8(code);
}

const tail = (code: number): number => 0x80 | (code & 0x3f);

/** UTF-8 of a code point, as a byte string. */
function utf8(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(code));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(code >> 6), tail(code));
  return String.fromCharCode(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
}

/** Longest reference that can be legal: `&#x` + 12 digits + `;`. */
const LONGEST = 16;

/**
 * Resolves references in a byte string and normalises line ends (XML 1.0 section 2.11); in an attribute also literal
 * white space (section 3.3.3). Only the five predefined entities exist, as there is never a DTD. What comes out is never
 * longer than what went in.
 *
 * @param at offset of `raw` in the document, for errors
 * @throws XmlError `not-well-formed`
 */
export function resolve(raw: string, at: number, attribute: boolean): string {
  const out = Buffer.allocUnsafe(raw.length);
  let length = 0;
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charCodeAt(i);
    if (c === 0x26) {
      const name = nameOf(raw, i, at);
      const value = name.charCodeAt(0) === 0x23 ? character(name, at + i) : PREDEFINED.get(name);
      if (value === undefined) throw new XmlError('not-well-formed', 'an entity that is not predefined', at + i);
      for (let k = 0; k < value.length; k++) out[length++] = value.charCodeAt(k);
      i += name.length + 1;
    } else if (c === 0x0d) {
      out[length++] = attribute ? 0x20 : 0x0a;
      if (raw.charCodeAt(i + 1) === 0x0a) i++;
    } else {
      out[length++] = attribute && (c === 0x0a || c === 0x09) ? 0x20 : c;
    }
  }
  return out.toString('latin1', 0, length);
}

/** What stands between an ampersand and its semicolon. */
function nameOf(raw: string, ampersand: number, at: number): string {
  const from = ampersand + 1;
  for (let i = from; i < from + LONGEST; i++) if (raw.charCodeAt(i) === 0x3b && i > from) return raw.slice(from, i);
  throw new XmlError('not-well-formed', 'an ampersand that starts no reference', at + ampersand);
}
