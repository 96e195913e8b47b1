import type { Issued } from '../../src/pki/index.ts';
import { cut, into } from '../threats/support/edit.ts';
import { draft, type Edit, inclusive, NOW, PAYLOAD } from '../threats/support/forge.ts';
import { startTags } from './markup.ts';
import { pick, type Random, reference } from './mutations.ts';

/** Ways to write the same petition that toolkits may choose before they sign. */
type Style = (random: Random) => Edit;

const BLANKS = ['\n', '\n  ', ' ', '\t', '\r\n', '\r\n\t', '\n\n'];
const LISTED = ['soapenv', 'wsse', 'wsu', 'ds', 's', 'u', 'xsi', 'n1', 'n2', '#default', 'nowhere'];
const NAMES = [
  "Ajuntament d'Òdena",
  'Consorci &amp; Cia &lt;prova&gt;',
  'l&apos;Ametlla &quot;del&quot; Vallès',
  '名 😀',
  '\u2028é',
];

const rename =
  (from: string, to: readonly string[]): Style =>
  (random) => {
    const name = pick(random, to);
    return (xml) =>
      xml.replaceAll(new RegExp(`(</?|\\s)${from}:`, 'g'), `$1${name}:`).replaceAll(`xmlns:${from}=`, `xmlns:${name}=`);
  };

const some = (random: Random, xml: string, pattern: RegExp, by: (found: string) => string): string =>
  xml.replaceAll(pattern, (found) => (random(3) === 0 ? by(found) : found));

/** Rewrites start tags, not all of them. */
const tags =
  (change: (tag: string, random: Random) => string): Style =>
  (random) =>
  (xml) => {
    let out = '';
    let from = 0;
    for (const { at, tag } of startTags(xml)) {
      out += xml.slice(from, at) + (random(3) === 0 ? change(tag, random) : tag);
      from = at + tag.length;
    }
    return out + xml.slice(from);
  };

const ATTRIBUTE = /\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*')/g;

/** The default namespace instead of a prefix, for the signature; nothing below it is unqualified. */
const defaultDs: Style = () => (xml) => xml.replaceAll(/(<\/?)ds:/g, '$1').replaceAll('xmlns:ds=', 'xmlns=');
const defaultSoap: Style = () => (xml) =>
  xml
    .replaceAll(/ soapenv:\w+="[^"]*"/g, '')
    .replaceAll(/(<\/?)soapenv:/g, '$1')
    .replace('xmlns:soapenv=', 'xmlns=');

/** Prefixes instead of default namespaces for the payload. */
const prefixedPayload: Style = (random) => (xml) => {
  const [operation, peticion, padro] = pick(random, [
    ['open', 'pet', 'pad'],
    ['ns1', 'ns2', 'ns3'],
    ['S', 'à', 'p-1'],
  ] as const);
  const prefixed = (part: string, prefix: string): string =>
    part.replaceAll(/(<\/?)([A-Za-z]+)(?=[ >])/g, `$1${prefix}:$2`).replaceAll(' xmlns=', ` xmlns:${prefix}=`);
  const [, head, first, before, request, after] =
    /^(.*)(<procesa [^>]*>)(<Peticion .*)(<peticionDatos.*<\/peticionDatosTitular>)(.*<\/Peticion>)/s.exec(xml)!;
  return (
    head! +
    prefixed(first!, operation) +
    prefixed(before!, peticion) +
    prefixed(request!, padro) +
    prefixed(after!, peticion) +
    xml.slice(xml.indexOf('</procesa>')).replace('</procesa>', `</${operation}:procesa>`)
  );
};

/** In the order in which they are applied: those that look for the prefixes of the draft first. */
const STYLES: readonly Style[] = [
  prefixedPayload,
  (random) => (xml) => {
    const timestamp = /<wsu:Timestamp /.test(xml) && cut(xml, 'wsu:Timestamp');
    if (!timestamp) return xml;
    const rest = xml.replace(timestamp, '');
    return random(2)
      ? into('wsse:Security', timestamp)(rest)
      : rest.replace('</wsse:Security>', `${timestamp}</wsse:Security>`);
  },
  (random) => (xml) =>
    xml.replaceAll(/<ds:(Transform|CanonicalizationMethod) [^>]*>/g, (tag) =>
      random(2) ? tag + inclusive(LISTED.filter(() => random(3) === 0).join(pick(random, [' ', '  ', '\n']))) : tag,
    ),
  (random) => (xml) =>
    xml.replace('soapenv:mustUnderstand="1"', pick(random, ['', 'soapenv:mustUnderstand="0"', 'soapenv:actor=""'])),
  (random) => (xml) =>
    xml.replace(
      '<soapenv:Header>',
      `<soapenv:Header>${pick(random, ['<a:To xmlns:a="urn:a">x</a:To>', '<b xmlns=""/>', '\n'])}`,
    ),
  (random) => (xml) => {
    const id = pick(random, ['id-1', '_1', 'uuid-6b0f-1', 'B.x']);
    return xml.replaceAll('"B"', `"${id}"`).replaceAll('"#B"', `"#${id}"`).replaceAll(':B@', `:${id}@`);
  },
  (random) => (xml) => xml.replaceAll('Ens de prova', pick(random, NAMES)),
  (random) => (xml) =>
    xml.replaceAll(/(>[^<>@&]*)([\w.-])(?=[^<>@&]*<\/[A-Za-z])/g, (whole, before: string, c: string) =>
      random(4) === 0
        ? `${before}${pick(random, [`&#${c.charCodeAt(0)};`, `&#x${c.charCodeAt(0).toString(16)};`])}`
        : whole,
    ),
  (random) => (xml) =>
    some(random, xml, /(?<=<[\w:]+(?: [^<>]*)?>)(?=<[^/])|(?<=<\/[\w:]+>)(?=<)/g, () => pick(random, BLANKS)),
  defaultDs,
  defaultSoap,
  rename('soapenv', ['s', 'SOAP-ENV', 'SE', 'env', 'n1']),
  rename('wsu', ['u', 'U', 'utility']),
  rename('wsse', ['o', 'sec', 'wss-1.1']),
  rename('ds', ['dsig', 'd', 'SIG']),
  tags((tag, random) =>
    tag
      .replace(/^<[\w:.-]+/, (name) => `${name} xmlns:n${random(3) + 5}="urn:n:${random(3)}"`)
      .replace(/(xmlns:n\d)(=.*)\s\1="[^"]*"/, '$1$2'),
  ),
  tags((tag, random) => {
    const attributes = (tag.match(ATTRIBUTE) ?? []).toSorted(() => random(3) - 1);
    let next = 0;
    return tag.replaceAll(ATTRIBUTE, () => attributes[next++]!);
  }),
  // Identifiers and namespace names stay: the first must be written plainly, the second must not hold a reference.
  tags((tag, random) =>
    tag.replaceAll(
      /( (?:Algorithm|URI|ValueType|EncodingType|PrefixList)=")([^"]*)/g,
      (_, start: string, value: string) => {
        return start + value.replaceAll(/[^\s&]/g, (c) => (random(5) === 0 ? reference(c, random) : c));
      },
    ),
  ),
  tags((tag) => tag.replaceAll(/="([^"']*)"/g, "='$1'")),
  tags((tag, random) =>
    tag.replaceAll(ATTRIBUTE, (a) =>
      a
        .replace(/^\s+/, () => pick(random, [' ', '  ', '\n', '\r\n  ']))
        .replace('=', () => pick(random, ['=', ' =', '= '])),
    ),
  ),
  tags((tag, random) => tag.replace(/\/?>$/, (end) => pick(random, [' ', '\n', '']) + end)),
  (random) => (xml) => some(random, xml, /<([\w:.-]+)([^<>]*)><\/\1>/g, (found) => found.replace(/><.*$/s, '/>')),
  (random) => (xml) =>
    pick(random, [
      '<?xml version="1.0"?>',
      '<?xml version="1.0" encoding="UTF-8"?>\n',
      "<?xml version='1.0' encoding='utf-8' standalone='no'?>\r\n",
    ]) + xml,
  () => (xml) => `${xml}\n`,
  () => (xml) => `\ufeff${xml}`,
];

const instant = (ms: number, digits: number): string => {
  const [whole, fraction] = new Date(ms).toISOString().split(/[.Z]/) as [string, string];
  return `${whole}${digits === 0 ? '' : `.${fraction.slice(0, digits)}`}Z`;
};

/** A message with `@digest:ID@` and `@signature@` where those go, in some of the styles. */
export function honestDraft(by: Issued, random: Random): string {
  const created = NOW - 1000 * random(3000);
  const lifetime = 1000 * (1 + (NOW - created) / 1000 + random(Math.max(1, 3590 - (NOW - created) / 1000)));
  const made = draft({
    by,
    payload: PAYLOAD,
    timestamp: pick(random, ['signed', 'signed', 'unsigned', 'none']),
    created: instant(created, random(4)),
    expires: instant(created + lifetime, random(4)),
  });
  const chosen = STYLES.filter(() => random(3) === 0);
  // With the default namespace of SOAP, unqualified elements of the payload keep their own declarations.
  return chosen.reduce((xml, style) => style(random)(xml), made);
}

/**
 * As a template for xmlsec1, which fills in what is empty. It takes the nothing between two blanks of a PrefixList, or
 * in an empty one, for the default namespace.
 */
export const forXmlsec = (text: string): string =>
  text
    .replaceAll(/@(?:digest:[^@]*|signature)@/g, '')
    .replaceAll(/(PrefixList\s*=\s*)(["'])([^"']*)\2/g, (_, start: string, quote: string, list: string) => {
      return `${start}${quote}${list.trim().replaceAll(/\s+/g, ' ') || 'nowhere'}${quote}`;
    });
