import { isAscii, isUtf8 } from 'node:buffer';
import { XmlError } from './error.ts';
import type { Scanner } from './scanner.ts';

const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;
/** First two bytes of U+FFC0 to U+FFFF. */
const NEAR_END = '\xef\xbf';

/** The buffer as a byte string, after the checks that concern every byte: UTF-8, and only characters of XML 1.0. */
export function byteString(bytes: Buffer): { source: string; ascii: boolean } {
  const ascii = isAscii(bytes);
  if (!ascii && !isUtf8(bytes)) throw new XmlError('encoding', 'expected UTF-8', 0);
  const source = bytes.toString('latin1');
  return { source, ascii };
}

/** Refuses control characters in a part of the source. */
export function checkCharacters(part: string, at: number): void {
  if (CONTROL.test(part)) throw new XmlError('not-well-formed', 'a character that XML does not allow', at);
}

/** Refuses U+FFFE and U+FFFF, anywhere. */
export function checkNoncharacters(bytes: Buffer): void {
  const first = bytes.indexOf(NEAR_END, 0, 'latin1');
  for (let at = first; at >= 0 && at < bytes.length - 2; at++) {
    const last = bytes[at + 2]!;
    if (bytes[at] === 0xef && bytes[at + 1] === 0xbf && (last === 0xbe || last === 0xbf))
      throw new XmlError('not-well-formed', 'a character that XML does not allow', at);
  }
}

const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"([^"]*)"|'([^']*)')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][A-Za-z0-9._-]*)"|'([A-Za-z][A-Za-z0-9._-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

/** Byte order mark and XML declaration. Returns the declared encoding in lower case. */
export function readDeclaration(scanner: Scanner): string | undefined {
  const start = scanner.eat('\xef\xbb\xbf') ? 3 : 0;
  if (!scanner.source.startsWith('<?xml', start) || !/[ \t\r\n]/.test(scanner.source.charAt(start + 5)))
    return undefined;
  const found = DECLARATION.exec(scanner.source.slice(start, start + 512));
  if (!found) scanner.fail('malformed XML declaration', start);
  if ((found[1] ?? found[2]) !== '1.0') scanner.fail('expected XML version 1.0', start);
  const encoding = (found[3] ?? found[4])?.toLowerCase();
  if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'utf8') {
    throw new XmlError('encoding', 'the XML declaration names another encoding than UTF-8', start);
  }
  scanner.pos = start + found[0].length;
  return encoding;
}
