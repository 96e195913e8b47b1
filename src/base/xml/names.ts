/** Character classes of XML 1.0 (fifth edition) and Namespaces in XML 1.0, over bytes. */

const START = 1;
/** Any character of a qualified name, the colon too. */
const QNAME = 2;
const SPACE = 4;

const CLASS = new Uint8Array(256);
for (let c = 0; c < 256; c++) {
  const letter = (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === 0x5f || c >= 0x80;
  const digit = (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x2e;
  if (letter) CLASS[c] = START | QNAME;
  else if (digit || c === 0x3a) CLASS[c] = QNAME;
  else if (c === 0x20 || c === 0x09 || c === 0x0a || c === 0x0d) CLASS[c] = SPACE;
}

/** NameStartChar without the colon; bytes from 0x80 are decided by `isQName`. */
export const isNameStart = (c: number): boolean => (CLASS[c]! & START) !== 0;
export const isInQName = (c: number): boolean => (CLASS[c]! & QNAME) !== 0;
export const isSpace = (c: number): boolean => (CLASS[c]! & SPACE) !== 0;

/** Without the XML white space at both ends. A loop, as a regular expression looks at a run in the middle once for each of its blanks. */
export function collapse(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

const NC_START =
  'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const NC_NAME = `[${NC_START}][${NC_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}]*`;
const QNAME_TEXT = new RegExp(`^${NC_NAME}(?::${NC_NAME})?$`, 'u');

/** Decides names that hold bytes from 0x80, on their text. */
export const isQName = (text: string): boolean => QNAME_TEXT.test(text);
