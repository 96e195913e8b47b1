import { NS } from '../../src/base/namespaces.ts';
import { type Span, spans, splice, startTags } from './markup.ts';

/** A number from 0 up to but not including the one given. */
export type Random = (below: number) => number;
export const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)]!;

type Mutation = (xml: string, random: Random) => string;

const URIS = [...Object.values(NS), 'urn:a', '', 'relative', 'http://www.w3.org/XML/1998/namespace'];
const PREFIXES = ['soapenv', 's', 'wsse', 'wsu', 'u', 'o', 'ds', 'ec', 'x', 'xml', 'xmlns'];
const ATTRIBUTES = [
  'Id="B"',
  'Id="x"',
  'wsu:Id="B"',
  'wsu:Id="TS"',
  'u:Id="_1"',
  'xml:id="B"',
  'ID="q"',
  'URI="#B"',
  'Algorithm="urn:a"',
  'soapenv:mustUnderstand="0"',
  'soapenv:actor="urn:a"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"',
  'xml:space="preserve"',
  'xml:lang="ca"',
  'xml:base="urn:b"',
  'a="&lt;&#10;&quot;"',
];
const CHARACTERS = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '=',
  '/',
  ' ',
  '\n',
  '\r',
  '\t',
  ';',
  '#',
  ':',
  '0',
  'A',
  '\0',
  '\u0085',
  '\u00a0',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\uffff',
  '\u{1f600}',
  '１',
  'é',
  'e\u0301',
  '&#x30;',
  '&#13;',
  '&amp;',
  '&x;',
];
const MARKUP = [
  '<!---->',
  '<!--x-->',
  '<!-- <a> -->',
  '<?p?>',
  '<?p x?>',
  '<![CDATA[]]>',
  '<![CDATA[1]]>',
  ']]>',
  '<a/>',
];
const BLANKS = [' ', '\n', '\r\n', '\r', '\t', '\n    ', '&#32;', '&#xA;'];
const PROLOGS = [
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
  '<?xml version="1.1"?>',
  '<?xml version="1.0" encoding="ISO-8859-1"?>',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<!DOCTYPE a>',
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '<!DOCTYPE a [<!ATTLIST a Id ID #IMPLIED>]>',
  '<!--x-->',
  '<?p x?>',
  '\ufeff',
  '\n',
];

const within = (tag: string, text: string): string => tag.replace(/^<[^\s/>]+/, (name) => `${name} ${text}`);

/** Changes one element, when there is one. */
const element =
  (change: (xml: string, at: Span, random: Random, all: readonly Span[]) => string): Mutation =>
  (xml, random) => {
    const all = spans(xml);
    return all.length === 0 ? xml : change(xml, pick(random, all), random, all);
  };

/** Changes one start tag. */
const tag =
  (change: (tag: string, random: Random) => string): Mutation =>
  (xml, random) => {
    const tags = startTags(xml);
    if (tags.length === 0) return xml;
    const { at, tag } = pick(random, tags);
    return splice(xml, at, at + tag.length, change(tag, random));
  };

/** Changes one run of text between tags. */
const text =
  (change: (text: string, random: Random) => string): Mutation =>
  (xml, random) => {
    const runs = [...xml.matchAll(/>([^<]+)</g)];
    if (runs.length === 0) return xml;
    const run = pick(random, runs);
    return splice(xml, run.index + 1, run.index + 1 + run[1]!.length, change(run[1]!, random));
  };

const insert =
  (what: readonly string[]): Mutation =>
  (xml, random) => {
    const at = random(xml.length + 1);
    return splice(xml, at, at, pick(random, what));
  };

/** Between two tags, or a tag and text. */
const beside =
  (what: readonly string[]): Mutation =>
  (xml, random) => {
    const bounds = [...xml.matchAll(/(?<=>)|(?=<)/g)];
    const index = bounds.length === 0 ? 0 : pick(random, bounds).index;
    return splice(xml, index, index, pick(random, what));
  };

export const reference = (c: string, random: Random): string =>
  pick(random, [
    `&#${c.codePointAt(0)};`,
    `&#x${c.codePointAt(0)!.toString(16)};`,
    `&#x000${c.codePointAt(0)!.toString(16).toUpperCase()};`,
  ]);

const oneCharacter = (text: string, random: Random): string => {
  const at = random(text.length);
  return splice(text, at, at + 1, reference(text[at]!, random));
};

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  insertCharacter: insert(CHARACTERS),
  replaceCharacter: (xml, random) => {
    const at = random(xml.length);
    return splice(xml, at, at + 1, pick(random, CHARACTERS));
  },
  deleteCharacters: (xml, random) => {
    const at = random(xml.length);
    return splice(xml, at, at + 1 + random(3), '');
  },
  flipBit: (xml, random) => {
    const at = random(xml.length);
    return splice(xml, at, at + 1, String.fromCharCode(xml.charCodeAt(at) ^ (1 << random(7))));
  },
  repeatSlice: (xml, random) => {
    const at = random(xml.length);
    return splice(xml, at, at, xml.slice(at, at + random(40)));
  },
  truncate: (xml, random) => xml.slice(0, random(xml.length)),
  duplicateElement: element((xml, { start, end }) => splice(xml, end, end, xml.slice(start, end))),
  deleteElement: element((xml, { start, end }) => splice(xml, start, end, '')),
  emptyElement: element((xml, { inner, innerEnd }) => splice(xml, inner, innerEnd, '')),
  unwrapElement: element((xml, { start, inner, innerEnd, end }) => splice(xml, start, end, xml.slice(inner, innerEnd))),
  copyElement: element((xml, { start, end }, random, all) => {
    const { inner } = pick(random, all);
    return splice(xml, inner, inner, xml.slice(start, end));
  }),
  moveElement: element((xml, { start, end }, random, all) => {
    const { inner } = pick(random, all);
    if (inner > start && inner < end) return xml;
    const moved = xml.slice(start, end);
    return inner <= start
      ? splice(splice(xml, start, end, ''), inner, inner, moved)
      : splice(splice(xml, inner, inner, moved), start, end, '');
  }),
  wrapElement: element((xml, { start, end }, random, all) => {
    const { name } = pick(random, [...all, { name: 'w' }]);
    return splice(xml, start, end, `<${name}>${xml.slice(start, end)}</${name}>`);
  }),
  renameElement: element((xml, { start, inner, innerEnd, end, name }, random, all) => {
    const to = pick(random, all).name;
    const open = xml.slice(start, inner).replace(`<${name}`, `<${to}`);
    return splice(xml, start, end, inner === end ? open : `${open}${xml.slice(inner, innerEnd)}</${to}>`);
  }),
  rebindPrefix: tag((t, random) => within(t, `xmlns:${pick(random, PREFIXES)}="${pick(random, URIS)}"`)),
  rebindDefault: tag((t, random) => within(t, `xmlns="${pick(random, URIS)}"`)),
  declarePrefix: tag((t, random) => within(t, `xmlns:n${random(9)}="urn:n:${random(3)}"`)),
  declareAgain: (xml, random) => {
    const found = [...xml.matchAll(/xmlns(?::[\w-]+)?="[^"]*"/g)];
    return found.length === 0 ? xml : tag((t) => within(t, pick(random, found)[0]))(xml, random);
  },
  exchangeNamespace: (xml, random) => {
    const found = [...xml.matchAll(/xmlns(?::[\w-]+)?="([^"]*)"/g)];
    if (found.length === 0) return xml;
    const { 0: whole, 1: uri, index } = pick(random, found);
    return splice(xml, index, index + whole.length, whole.replace(uri!, pick(random, URIS)));
  },
  renamePrefix: (xml, random) => {
    const [from, to] = [pick(random, PREFIXES), pick(random, PREFIXES)];
    return xml.replaceAll(`${from}:`, `${to}:`).replaceAll(`xmlns:${from}=`, `xmlns:${to}=`);
  },
  addAttribute: tag((t, random) => within(t, pick(random, ATTRIBUTES))),
  repeatAttribute: tag((t) => within(t, / ([\w:]+="[^"]*")/.exec(t)?.[1] ?? 'a=""')),
  reverseAttributes: tag((t) => {
    const attributes = t.match(/\s[\w:.-]+="[^"]*"/g) ?? [];
    return t.replace(/(\s[\w:.-]+="[^"]*")+/, () => attributes.toReversed().join(''));
  }),
  singleQuotes: tag((t) => t.replaceAll(/="([^"']*)"/g, "='$1'")),
  blanksInTag: tag((t, random) => t.replace(/\s|(?=\/?>$)/, () => pick(random, [' ', '\n', '\r\n\t', '  ']))),
  changeAttribute: tag((t, random) => t.replace(/="([^"]*)"/, () => `="${pick(random, URIS)}"`)),
  referenceInAttribute: tag((t, random) => t.replace(/(?<==")[^"&]/, (c) => reference(c, random))),
  markupAnywhere: insert(MARKUP),
  markupBesideTag: beside(MARKUP),
  blanksBesideTag: beside(BLANKS),
  markupInText: text((t, random) => splice(t, random(t.length), t.length, pick(random, MARKUP) + t.slice(-1))),
  textAsCdata: text((t) => `<![CDATA[${t}]]>`),
  referenceInText: text(oneCharacter),
  blanksInText: text((t, random) => {
    const at = random(t.length + 1);
    return splice(t, at, at, pick(random, BLANKS));
  }),
  /** Blanks around or inside Created and Expires, as text or by reference. */
  blanksInTimestamp: (xml, random) => {
    const found = [...xml.matchAll(/(?<=:(?:Created|Expires)>)[^<]+/g)];
    if (found.length === 0) return xml;
    const { 0: value, index } = pick(random, found);
    const at = index + pick(random, [0, value.length, random(value.length)]);
    return splice(xml, at, at, pick(random, BLANKS));
  },
  referencesInAttributes: tag((t, random) =>
    t.replaceAll(/(?<==")[^"&]*/g, (value) =>
      value.replaceAll(/[^\s<]/gu, (c) => (random(4) === 0 ? reference(c, random) : c)),
    ),
  ),
  otherText: text((_, random) => pick(random, CHARACTERS)),
  prolog: (xml, random) => pick(random, PROLOGS) + xml,
  epilog: (xml, random) => xml + pick(random, ['\n', ' ', '<!--x-->', '<?p?>', '\0', 'x', '<a/>', '\ufeff']),
  lineEnds: (xml, random) => xml.replaceAll(/\r?\n/g, pick(random, ['\r\n', '\r', '\n', '&#10;'])),
  emptyTags: (xml) => xml.replaceAll(/<([\w:]+)([^<>]*)><\/\1>/g, '<$1$2/>'),
};

/** How a text becomes bytes; mostly UTF-8. */
export const ENCODINGS: readonly ((xml: string) => Buffer)[] = [
  (xml) => Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(xml, 'utf16le')]),
  (xml) =>
    Buffer.concat([
      Buffer.from('feff', 'hex'),
      Buffer.from(xml, 'utf16le')
        .subarray(0, xml.length * 2)
        .swap16(),
    ]),
  (xml) => Buffer.from(xml, 'utf16le'),
  (xml) => Buffer.from(xml, 'latin1'),
  (xml) => Buffer.from(`\ufeff${xml}`),
];
