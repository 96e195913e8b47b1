import type { Frontal } from '../verify/stations.ts';
import { honest, petition, solicitud, type Write } from './message.ts';

export interface Shape {
  readonly name: string;
  readonly frontal?: Frontal;
  /** A message of about so many bytes. */
  readonly make: (bytes: number, write: Write) => string | Buffer;
}

/** Repeats what a number makes until there are so many bytes of it. */
function fill(bytes: number, unit: (i: number) => string): string {
  const units: string[] = [];
  for (let i = 0, length = 0; ; i++) {
    const next = unit(i);
    length += Buffer.byteLength(next);
    if (length > bytes) return units.join('');
    units.push(next);
  }
}

const range = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const name = (i: number): string => `n${i.toString(36)}`;

/** What every message needs besides what fills it. */
const FRAME = 6_500;

const block = (shape: string, unit: (i: number) => string, attributes = ''): Shape => ({
  name: shape,
  make: (bytes, write) => write({ blocks: `<h:b xmlns:h="urn:h"${attributes}>${fill(bytes - FRAME, unit)}</h:b>` }),
});

/** Inside the signed Body: a file number may have any length. */
const fileNumber = (shape: string, text: string): Shape => ({
  name: shape,
  make: (bytes, write) =>
    write({
      payload: petition({}).replace(
        'AJT/2026/001234',
        fill(bytes - FRAME, () => text),
      ),
    }),
});

/** A signed petition of as many solicituds as fit, each element changed in some way that costs. */
const solicituds = (
  shape: string,
  change: (payload: string) => string,
  parts: { envelope?: string; prefixList?: string } = {},
): Shape => ({
  name: shape,
  frontal: 'asincron',
  make: (bytes, write) => {
    const one = Buffer.byteLength(change(petition({ solicituds: range(8, () => solicitud()) }))) / 8;
    const count = Math.min(500, Math.max(1, Math.floor((bytes - FRAME) / one)));
    return write({ ...parts, payload: change(petition({ solicituds: range(count, () => solicitud()) })) });
  },
});

/** A signed VALIDACIO_CONVIVENTS with convivents without end: the most elements that a contract lets in. */
const convivents = (
  shape: string,
  unit: (i: number) => string,
  parts: { envelope?: string; prefixList?: string } = {},
): Shape => ({
  name: shape,
  make: (bytes, write) => {
    const payload = petition({ modalitat: 'VALIDACIO_CONVIVENTS' });
    return write({ ...parts, payload: payload.replace(/<conviviente>.*<\/conviviente>/, fill(bytes - FRAME, unit)) });
  },
});

const declared = (count: number): string => range(count, (i) => ` xmlns:${name(i)}="urn:${i}"`).join('');
const prefixes = (count: number): string => range(count, name).join(' ');
const conviviente = (space = ''): string =>
  `<conviviente${space}><tipoDocumentacion${space}>1</tipoDocumentacion><documentacion${space}>1</documentacion></conviviente>`;
const attributes = (count: number, make: (i: number) => string): string => range(count, make).join('');
const DEEP = 58;

/** What a message of the limit's size may be made of, by somebody who has read the source. */
export const SHAPES: readonly Shape[] = [
  block('elements', () => '<abcdefgh></abcdefgh>'),
  block('elements over the limit', () => '<a/>'),
  block('elements and text', () => '<ab>text text text text t</ab> '),
  block('nested to the limit', () => `${'<abcdefghijklmn>'.repeat(DEEP)}${'</abcdefghijklmn>'.repeat(DEEP)}`),
  block('attributes', (i) => `<a${attributes(127, (k) => ` ${name(i * 127 + k)}="v"`)}/>`),
  block('attributes, the same names', () => `<a${attributes(127, (k) => ` ${name(k)}="some value"`)}/>`),
  block('attributes of many prefixes', () => `<a${attributes(90, (k) => ` ${name(k)}:x="v"`)}/>`, declared(120)),
  block(
    'attributes of two long namespaces',
    () => `<a${attributes(40, (k) => ` p:${name(k)}="" q:${name(k)}=""`)}/>`,
    ` xmlns:p="urn:${'x'.repeat(490)}p" xmlns:q="urn:${'x'.repeat(490)}q"`,
  ),
  {
    name: 'a namespace of half the message',
    make: (bytes, write) => {
      const uri = `urn:${'x'.repeat(Math.floor(bytes / 4))}`;
      const unit = (i: number): string => `<a p:${name(i)}="" q:${name(i)}=""/>`;
      return write({ blocks: `<h xmlns:p="${uri}p" xmlns:q="${uri}q">${fill(bytes / 2 - FRAME, unit)}</h>` });
    },
  },
  block('declarations', (i) => `<a${attributes(120, (k) => ` xmlns:${name(k)}="urn:${i}-${k}"`)}/>`),
  block('declarations, the same ones', () => `<a${declared(120)}/>`),
  block('prefixes rebound', (i) => `<p:a xmlns:p="urn:${i % 500}"/>`),
  block('prefixes looked up far out', () => '<n0:aaaaaaaa></n0:aaaaaaaa>', declared(126)),
  block('names, each new', (i) => `<${name(i)}-abcdef></${name(i)}-abcdef>`),
  block('long names, each new', (i) => `<${name(i)}${'x'.repeat(480)}/>`),
  block('names of wide characters', (i) => `<é${name(i)}ñ></é${name(i)}ñ>`),
  block('references in text', () => '&lt;'),
  block('numeric references', () => '&#xE9;'),
  block('references in attributes', () => `<a b="${'&amp;&#9;'.repeat(200)}"/>`),
  block('> in text', () => '>'),
  block('CR in text', () => '\r'),
  block('tabs in attributes', () => `<a b="${'\t'.repeat(500)}"/>`),
  block('comments', () => '<!--comments--><!---->'),
  block('CDATA', () => '<![CDATA[x&y]]><![CDATA[]]>'),
  block('instructions', () => '<?abcdefghijklmn opq?>'),
  block('identifiers', (i) => `<a Id="${name(i)}"></a>`),
  block('wide characters', () => '漢字𝒳'),
  block('characters near U+FFFF', () => '\uffc0'),
  {
    name: 'header blocks',
    make: (bytes, write) => write({ blocks: fill(bytes - FRAME, (i) => `<h:${name(i)} xmlns:h="urn:h"/>`) }),
  },
  { name: 'a huge token', make: (bytes, write) => write({ token: fill(bytes - FRAME, () => 'MIIB') }) },
  { name: 'a token of blanks', make: (bytes, write) => write({ token: fill(bytes - FRAME, () => 'M I\n') }) },
  {
    name: 'a huge SignatureValue',
    make: (bytes, write) => write({ signatureValue: fill(bytes - FRAME, () => 'MIIB') }),
  },
  {
    name: 'a SignatureValue of blanks',
    make: (bytes, write) => write({ signatureValue: fill(bytes - FRAME, () => 'M I\n') }),
  },
  {
    name: 'a PrefixList without end',
    make: (bytes, write) => write({ prefixList: fill(bytes / 2 - FRAME, () => 'a ').trim() }),
  },
  {
    name: 'References',
    make: (bytes, write) => write({ references: fill(bytes - FRAME, () => '<ds:Reference URI="#B"></ds:Reference>') }),
  },
  {
    name: 'line ends before an error',
    make: (bytes, write) => `${write().replace('</soapenv:Envelope>', '')}${'\n'.repeat(bytes - FRAME)}<`,
  },
  { name: 'cut short', make: (bytes, write) => write({ payload: honest(bytes) }).slice(0, -20) },
  {
    name: 'invalid UTF-8 at the end',
    make: (bytes, write) => Buffer.concat([Buffer.from(write({ payload: honest(bytes - FRAME) })), Buffer.of(0xc3)]),
  },
  { name: 'not XML', make: (bytes) => 'x'.repeat(bytes) },
  {
    name: 'NumElementos wrong',
    frontal: 'asincron',
    make: (bytes, write) => write({ payload: honest(bytes - FRAME).replace(/NumElementos>/, 'NumElementos>1') }),
  },
  {
    name: 'blanks inside a municipality',
    make: (bytes, write) =>
      write({ payload: petition({}).replace('<codigoMunicipio>', `<codigoMunicipio>1${' '.repeat(bytes - FRAME)}`) }),
  },
  {
    name: 'blanks inside base64',
    make: (bytes, write) =>
      write({
        payload: petition({ funcionari: { nif: '1' } }).replace(
          '</NifFuncionario>',
          `</NifFuncionario><CertificadoDigital>${fill(bytes - FRAME, () => 'M I\n')}</CertificadoDigital>`,
        ),
      }),
  },
  fileNumber('signed: > in text', '>'),
  fileNumber('signed: references in text', '&lt;'),
  fileNumber('signed: CR as references', '&#13;'),
  fileNumber('signed: wide characters', 'é漢'),
  convivents('signed: elements', () => conviviente()),
  convivents('signed: elements that are not canonical', () => conviviente(' ')),
  convivents('signed: 64 prefixes of 120, elements not canonical', () => conviviente(' '), {
    envelope: declared(120),
    prefixList: prefixes(64),
  }),
  convivents('signed: declarations on every element', (i) => conviviente(` xmlns:p="urn:${i % 500}"`), {
    prefixList: 'p',
  }),
  convivents(
    'signed: declarations that must be written again',
    () =>
      conviviente().replace('<documentacion>', '<q:documentacion>').replace('</documentacion>', '</q:documentacion>'),
    { envelope: ' xmlns:q="http://www.aocat.net/padro"' },
  ),
  solicituds('signed: solicituds without end', (payload) => payload),
  solicituds('signed: solicituds with hints', (payload) =>
    payload.replaceAll(
      '<Emisor>',
      '<Emisor xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a urn:b">',
    ),
  ),
];
