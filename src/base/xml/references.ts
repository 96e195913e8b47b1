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
  const text = String.fromCodePoint(code);
  return code < 0x80 ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Longest reference that can be legal: `&#x` + 12 digits + `;`. */
const LONGEST = 16;

/**
 * Resolves references in a byte string and normalises line ends (XML 1.0 section 2.11); in an attribute also literal
 * white space (section 3.3.3). Only the five predefined entities exist, as there is never a DTD.
 *
 * @param at offset of `raw` in the document, for errors
 * @throws XmlError `not-well-formed`
 */
export function resolve(raw: string, at: number, attribute: boolean): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charCodeAt(i);
    if (c === 0x26) {
      const semicolon = raw.slice(i + 1, i + 1 + LONGEST).indexOf(';');
      if (semicolon < 1) throw new XmlError('not-well-formed', 'an ampersand that starts no reference', at + i);
      const name = raw.slice(i + 1, i + 1 + semicolon);
      const value = name.charCodeAt(0) === 0x23 ? character(name, at + i) : PREDEFINED.get(name);
      if (value === undefined) throw new XmlError('not-well-formed', 'an entity that is not predefined', at + i);
      out += raw.slice(from, i) + value;
      i += semicolon + 1;
      from = i + 1;
    } else if (c === 0x0d) {
      out += raw.slice(from, i) + (attribute ? ' ' : '\n');
      if (raw.charCodeAt(i + 1) === 0x0a) i++;
      from = i + 1;
    } else if (attribute && (c === 0x0a || c === 0x09)) {
      out += `${raw.slice(from, i)} `;
      from = i + 1;
    }
  }
  return out + raw.slice(from);
}
