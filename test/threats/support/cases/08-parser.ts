import { accepted, type Case, refused } from '../case.ts';
import { inHeader, swap } from '../edit.ts';
import type { Edit } from '../forge.ts';
import { meant, signed, tampered } from '../make.ts';

const WELL = 'parse.not-well-formed';
const NAMES = 'parse.namespace';
const ENCODING = 'parse.encoding';
const ahead =
  (text: string): Edit =>
  (xml) =>
    text + xml;
const doctype = (inside: string): Edit => ahead(`<!DOCTYPE x ${inside}>`);
const declared = (attributes: string): Edit => ahead(`<?xml ${attributes}?>`);
const exp = (text: string): Edit => swap('EXP-1', text);
const header = (text: string): Edit => inHeader(text);

/** Bytes instead of the file number, which is signed text; a signed message of ASCII around them. */
const inText = (hex: string) => (): Buffer => bytesFor('EXP-1', hex);
function bytesFor(text: string, hex: string, make = signed({ before: (xml) => xml })): Buffer {
  const message = Buffer.from(make());
  const at = message.indexOf(text);
  return Buffer.concat([message.subarray(0, at), Buffer.from(hex, 'hex'), message.subarray(at + text.length)]);
}
const encoded =
  (mark: string, encode: (xml: string) => Buffer, declaration = '') =>
  (): Buffer =>
    Buffer.concat([Buffer.from(mark, 'hex'), encode(declaration + signed()())]);
const utf16be = (xml: string): Buffer => Buffer.from(xml, 'utf16le').swap16();
const utf32le = (xml: string): Buffer => Buffer.concat([...xml].map((c) => Buffer.from([c.charCodeAt(0), 0, 0, 0])));
const ebcdic = (): Buffer => Buffer.concat([Buffer.from('4c6fa79493', 'hex'), Buffer.from(signed()())]);

export const parser: readonly Case[] = [
  refused('A99', 'doctype', 'parse.doctype', tampered(doctype('[]'))),
  refused('A99', 'doctype-without-subset', 'parse.doctype', tampered(doctype(''))),
  refused('A99', 'doctype-in-lower-case', WELL, tampered(ahead('<!doctype x>'))),
  refused(
    'A99',
    'doctype-behind-the-root',
    'parse.doctype',
    tampered((xml) => `${xml}<!DOCTYPE x>`),
  ),
  refused(
    'A99',
    'doctype-in-the-header',
    'parse.doctype',
    tampered(swap('<soapenv:Header>', '<!DOCTYPE x><soapenv:Header>')),
  ),
  refused('A100', 'internal-entity', 'parse.doctype', signed({ after: doctype('[<!ENTITY e "08">]') })),
  refused('A100', 'entity-without-doctype', WELL, meantText('&e;')),
  refused(
    'A100',
    'parameter-entity',
    'parse.doctype',
    tampered(doctype('[<!ENTITY % e SYSTEM "http://127.0.0.1:1/x"> %e;]')),
  ),
  refused('A100', 'external-file', 'parse.doctype', tampered(doctype('[<!ENTITY e SYSTEM "file:///etc/passwd">]'))),
  refused('A100', 'external-subset', 'parse.doctype', tampered(doctype('SYSTEM "http://127.0.0.1:1/x.dtd"'))),
  refused(
    'A100',
    'external-entity-in-utf-16',
    ENCODING,
    encoded('fffe', (xml) => Buffer.from(xml, 'utf16le'), '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
  ),
  refused(
    'A101',
    'billion-laughs',
    'parse.doctype',
    tampered(
      doctype(
        `[<!ENTITY a "ha">${'bcdefghi'
          .split('')
          .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefgh'[i]};`.repeat(10)}">`)
          .join('')}]`,
      ),
    ),
  ),
  refused('A101', 'quadratic-blowup', 'parse.doctype', tampered(doctype(`[<!ENTITY a "${'a'.repeat(1000)}">]`))),
  refused(
    'A102',
    'default-attribute-adds-an-identifier',
    'parse.doctype',
    tampered(doctype('[<!ATTLIST x wsu:Id CDATA "B">]')),
  ),
  refused(
    'A102',
    'default-attribute-makes-an-identifier',
    'parse.doctype',
    tampered(doctype('[<!ATTLIST soapenv:Body wsu:Id ID #IMPLIED>]')),
  ),
  accepted(
    'A106',
    'proto-as-header-block',
    tampered(header('<__proto__ xmlns="urn:x" __proto__="1" constructor="2"></__proto__>')),
  ),
  refused(
    'A106',
    'proto-as-payload',
    'parse.envelope',
    meant((xml) => xml.replace(/<procesa [^>]*>.*<\/procesa>/s, '<__proto__></__proto__>')),
  ),
  refused(
    'A106',
    'proto-as-field',
    'parse.field',
    meant(swap('<Solicitante>', '<__proto__></__proto__><Solicitante>')),
  ),
  refused(
    'A106',
    'constructor-as-modalitat',
    'parse.modalitat',
    meant((xml) => xml.replaceAll('<CodigoCertificado>TITULAR<', '<CodigoCertificado>constructor<')),
  ),
  refused('A106', 'proto-as-prefix', NAMES, tampered(header('<__proto__:x></__proto__:x>'))),
  refused(
    'A106',
    'mandatory-block-named-proto',
    'parse.must-understand',
    tampered(header('<__proto__ xmlns="urn:x" soapenv:mustUnderstand="1"></__proto__>')),
  ),
  refused('A108', 'overlong', ENCODING, inText('c0bc')),
  refused('A108', 'overlong-three-bytes', ENCODING, inText('e080bc')),
  refused('A108', 'surrogate', ENCODING, inText('eda080edb080')),
  refused('A108', 'continuation-alone', ENCODING, inText('80')),
  refused('A108', 'beyond-unicode', ENCODING, inText('f4908080')),
  refused('A108', 'cut-at-the-end', ENCODING, () => Buffer.concat([Buffer.from(signed()()), Buffer.of(0xc3)])),
  refused('A108', 'nul', WELL, inText('00')),
  refused('A108', 'control-character', WELL, inText('01')),
  refused('A108', 'vertical-tab', WELL, inText('0b')),
  refused('A108', 'non-character-fffe', WELL, inText('efbfbe')),
  refused('A108', 'non-character-ffff', WELL, inText('efbfbf')),
  refused('A108', 'nul-behind-the-root', WELL, () => Buffer.concat([Buffer.from(signed()()), Buffer.of(0)])),
  refused('A108', 'control-character-in-an-attribute', WELL, tampered(header('<x xmlns="urn:x" a="\x02"></x>'))),
  refused('A108', 'control-character-in-a-comment', WELL, tampered(header('<!--\x02-->'))),
  refused('A108', 'control-character-in-a-name', WELL, tampered(header('<x\x02 xmlns="urn:x"></x>'))),
  refused('A108', 'reference-to-nul', WELL, meantText('&#0;')),
  refused('A108', 'reference-to-a-control-character', WELL, meantText('&#x1;')),
  refused('A108', 'reference-to-a-surrogate', WELL, meantText('&#xD800;')),
  refused('A108', 'reference-to-fffe', WELL, meantText('&#xFFFE;')),
  refused('A108', 'reference-beyond-unicode', WELL, meantText('&#x110000;')),
  refused('A108', 'reference-that-overflows', WELL, meantText('&#4294967361;')),
  refused('A108', 'reference-in-upper-case', WELL, meantText('&#X41;')),
  refused('A108', 'reference-without-end', WELL, meantText('&#65')),
  refused('A108', 'ampersand-alone', WELL, meantText('a & b')),
  refused('A108', 'cdata-end-in-text', WELL, meantText(']]>')),
  refused(
    'A109',
    'utf-16-little',
    ENCODING,
    encoded('fffe', (xml) => Buffer.from(xml, 'utf16le')),
  ),
  refused('A109', 'utf-16-big', ENCODING, encoded('feff', utf16be)),
  refused(
    'A109',
    'utf-16-without-mark',
    WELL,
    encoded('', (xml) => Buffer.from(xml, 'utf16le')),
  ),
  refused('A109', 'utf-32', ENCODING, encoded('fffe0000', utf32le)),
  refused('A109', 'utf-32-without-mark', WELL, encoded('', utf32le)),
  refused('A109', 'ebcdic', ENCODING, ebcdic),
  refused('A109', 'utf-7-declared', ENCODING, tampered(declared('version="1.0" encoding="UTF-7"'))),
  refused('A109', 'utf-16-declared', ENCODING, tampered(declared('version="1.0" encoding="UTF-16"'))),
  refused('A109', 'latin-1-declared', ENCODING, tampered(declared('version="1.0" encoding="ISO-8859-1"'))),
  refused(
    'A109',
    'mark-and-latin-1-declared',
    ENCODING,
    encoded('efbbbf', (xml) => Buffer.from(xml), '<?xml version="1.0" encoding="iso-8859-1"?>'),
  ),
  refused(
    'A109',
    'two-marks',
    WELL,
    encoded('efbbbfefbbbf', (xml) => Buffer.from(xml)),
  ),
  refused('A109', 'latin-1-bytes', ENCODING, inText('e8')),
  refused('A110', 'version-1-1', WELL, tampered(declared('version="1.1"'))),
  refused('A110', 'version-2-0', WELL, tampered(declared('version="2.0"'))),
  refused('A110', 'no-version', WELL, tampered(declared('encoding="UTF-8"'))),
  refused('A110', 'declaration-behind-a-blank', WELL, tampered(ahead(' <?xml version="1.0"?>'))),
  refused('A110', 'declaration-twice', WELL, tampered(ahead('<?xml version="1.0"?><?xml version="1.0"?>'))),
  refused('A111', 'text-before', WELL, tampered(ahead('x'))),
  refused(
    'A111',
    'text-behind',
    WELL,
    tampered((xml) => `${xml}x`),
  ),
  refused(
    'A111',
    'two-roots',
    WELL,
    tampered((xml) => `${xml}<x></x>`),
  ),
  refused(
    'A111',
    'message-twice',
    WELL,
    tampered((xml) => xml + xml),
  ),
  refused(
    'A111',
    'reference-behind',
    WELL,
    tampered((xml) => `${xml}&#32;`),
  ),
  refused('A111', 'nothing', WELL, () => Buffer.alloc(0)),
  refused(
    'A111',
    'no-end',
    WELL,
    tampered((xml) => xml.slice(0, -1)),
  ),
  refused('A111', 'end-tags-crossed', WELL, tampered(header('<a xmlns="urn:a"><b></a></b>'))),
  refused('A112', 'undeclared-prefix', NAMES, tampered(header('<p:x></p:x>'))),
  refused('A112', 'undeclared-prefix-of-an-attribute', NAMES, tampered(header('<x xmlns="urn:x" p:a="1"></x>'))),
  refused('A112', 'prefix-undeclared-again', NAMES, tampered(header('<x xmlns="urn:x" xmlns:wsu=""></x>'))),
  refused('A112', 'xml-rebound', NAMES, tampered(header('<x xmlns="urn:x" xmlns:xml="urn:y"></x>'))),
  refused(
    'A112',
    'xml-namespace-on-another-prefix',
    NAMES,
    tampered(header('<x xmlns="urn:x" xmlns:y="http://www.w3.org/XML/1998/namespace"></x>')),
  ),
  refused('A112', 'xmlns-declared', NAMES, tampered(header('<x xmlns="urn:x" xmlns:xmlns="urn:y"></x>'))),
  refused('A112', 'xmlns-as-a-prefix', NAMES, tampered(header('<xmlns:x></xmlns:x>'))),
  refused('A112', 'xmlns-namespace', NAMES, tampered(header('<x xmlns="http://www.w3.org/2000/xmlns/"></x>'))),
  refused('A112', 'relative-namespace', NAMES, tampered(header('<x xmlns="x"></x>'))),
  refused('A112', 'two-colons', WELL, tampered(header('<a:b:c></a:b:c>'))),
  refused('A112', 'no-local-name', WELL, tampered(header('<wsu:></wsu:>'))),
  accepted('A113', 'next-line-and-line-separator', meant(exp('a\u0085b\u2028c'))),
  refused(
    'A113',
    'next-line-turned-into-a-line-end',
    'verify.digest',
    signed({ before: exp('a\u0085b'), after: swap('\u0085', '\n') }),
  ),
  refused(
    'A113',
    'line-separator-turned-into-a-line-end',
    'verify.digest',
    signed({ before: exp('a\u2028b'), after: swap('\u2028', '\n') }),
  ),
];

/** Text of the signed file number that cannot be read, so it can only be put there afterwards. */
function meantText(text: string) {
  return tampered(swap('EXP-1', text));
}
