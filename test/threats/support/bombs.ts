import { type Case, refused } from './case.ts';
import { inHeader, into, remake, swap } from './edit.ts';
import { draft, type Edit } from './forge.ts';
import { bytes, consumer, root, seal } from './keys.ts';
import { signed, tampered } from './make.ts';

/** Messages that are too large to be files. They are to be refused; how fast is for the benchmarks to say. */

const LIMIT = 'parse.limit';
const MB = 1_048_576;
const open = (depth: number): string => '<a>'.repeat(depth);
const nested = (depth: number): string => `<n xmlns="urn:n">${open(depth)}${'</a>'.repeat(depth)}</n>`;
const header = (block: () => string) => (): string => tampered(inHeader(block()))();
const numbered = (count: number, each: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => each(i)).join('');
const text = (tag: string, content: string): Edit =>
  remake(tag, (element) => element.replace(/>[^<]*</, () => `>${content}<`));
/** The message unsigned: for what is refused before, at a tenth of the memory. */
const loose = (edit: Edit) => (): string => edit(draft({ by: consumer() }));
const transform = (xml: string): string => /<ds:Transform [^>]*>.*?<\/ds:Transform>/.exec(xml)![0];

function prefixesInside(count: number): string {
  return numbered(count, (i) => `<p${i}:a xmlns:p${i}="urn:${i}">`) + numbered(count, (i) => `</p${count - 1 - i}:a>`);
}
const declarations = (count: number, from = 0): string => numbered(count, (i) => ` xmlns:d${from + i}="urn:d"`);

export const BOMBS: readonly Case[] = [
  refused('A41', '10-megabytes-of-signature', 'verify.signature', () =>
    tampered(text('ds:SignatureValue', 'A'.repeat(10 * MB)))(),
  ),
  refused('A41', '10-megabytes-of-signature-never-right', 'verify.skeleton', () =>
    tampered(text('ds:SignatureValue', `${'A'.repeat(10 * MB)}#`))(),
  ),
  refused('A41', '10-megabytes-of-digest', 'verify.skeleton', () =>
    tampered(text('ds:DigestValue', 'A'.repeat(10 * MB)))(),
  ),
  refused('A41', '2-megabytes-of-blanks-in-the-signature', 'verify.signature', () =>
    tampered(text('ds:SignatureValue', `${' '.repeat(2 * MB)}AAAA`))(),
  ),
  refused(
    'A52',
    'thousand-transforms',
    'verify.skeleton',
    loose((xml) => xml.replace(transform(xml), transform(xml).repeat(1000))),
  ),
  refused('A75', 'megabyte-of-token', 'verify.token', () =>
    signed({ by: bytes(Buffer.alloc(MB, 0x30), consumer()) })(),
  ),
  refused('A75', 'ten-thousand-extensions', 'verify.token', () => {
    const extensions = Array.from({ length: 10_000 }, (_, i) => ({
      oid: `1.2.3.${i}`,
      value: Buffer.from('0500', 'hex'),
    }));
    return signed({ by: seal(root(), { extensions }) })();
  }),
  refused(
    'A101',
    'million-predefined-entities',
    'verify.skeleton',
    loose(text('IdPeticion', '&amp;'.repeat(1_000_000))),
  ),
  refused(
    'A101',
    'million-character-references',
    'verify.skeleton',
    loose(text('IdPeticion', '&#x41;'.repeat(1_000_000))),
  ),
  refused(
    'A103',
    'depth-1000',
    LIMIT,
    header(() => nested(1_000)),
  ),
  refused(
    'A103',
    'depth-10000',
    LIMIT,
    header(() => nested(10_000)),
  ),
  refused(
    'A103',
    'depth-100000',
    LIMIT,
    header(() => nested(100_000)),
  ),
  refused('A103', 'depth-of-a-million-never-closed', LIMIT, () => open(1_000_000)),
  refused('A103', 'depth-1000-in-the-body', LIMIT, loose(into('procesa', nested(1_000)))),
  refused('A103', 'depth-1000-in-security', LIMIT, loose(into('wsse:Security', nested(1_000)))),
  refused(
    'A104',
    '20000-attributes',
    LIMIT,
    header(() => `<a xmlns="urn:a"${numbered(20_000, (i) => ` a${i}=""`)}></a>`),
  ),
  refused(
    'A104',
    '10000-namespaces-on-one-element',
    LIMIT,
    header(() => `<a xmlns="urn:a"${declarations(10_000)}></a>`),
  ),
  refused(
    'A104',
    '2000-prefixes-inside-one-another',
    LIMIT,
    header(() => prefixesInside(2_000)),
  ),
  refused(
    'A104',
    '300-prefixes-in-force',
    LIMIT,
    header(
      () => `<a xmlns="urn:a"${declarations(120)}><a${declarations(120, 200)}><a${declarations(60, 400)}/></a></a>`,
    ),
  ),
  refused(
    'A104',
    '120000-attributes-in-one-document',
    LIMIT,
    header(() => `<n xmlns="urn:n">${`<a${numbered(120, (i) => ` a${i}=""`)}></a>`.repeat(1_000)}</n>`),
  ),
  refused(
    'A104',
    '2000-bindings-one-after-another',
    LIMIT,
    header(() => `<n xmlns="urn:n">${numbered(2_000, (i) => `<p:a xmlns:p="urn:${i}"/>`)}</n>`),
  ),
  refused(
    'A154',
    '2-megabytes-of-blanks-inside-a-municipality',
    'verify.skeleton',
    loose(text('codigoMunicipio', `0${' '.repeat(2 * MB)}1`)),
  ),
  refused(
    'A105',
    '200000-elements',
    LIMIT,
    header(() => `<n xmlns="urn:n">${'<a></a>'.repeat(200_000)}</n>`),
  ),
  refused(
    'A105',
    '200000-empty-elements',
    LIMIT,
    header(() => `<n xmlns="urn:n">${'<a/>'.repeat(200_000)}</n>`),
  ),
  refused(
    'A105',
    '200000-comments',
    LIMIT,
    header(() => '<!---->'.repeat(200_000)),
  ),
  refused('A105', '200000-comments-before-the-root', LIMIT, () => '<!---->'.repeat(200_000) + signed()()),
  refused(
    'A105',
    '200000-instructions',
    LIMIT,
    header(() => '<?a?>'.repeat(200_000)),
  ),
  refused(
    'A105',
    '200000-cdata-sections',
    LIMIT,
    header(() => `<n xmlns="urn:n">${'<![CDATA[]]>'.repeat(200_000)}</n>`),
  ),
  refused('A105', '10-megabytes-in-a-field', 'verify.skeleton', loose(text('IdPeticion', 'x'.repeat(10 * MB)))),
  refused(
    'A105',
    '10-megabytes-between-elements',
    'verify.skeleton',
    loose(swap('<Solicitudes>', `<Solicitudes>${'x'.repeat(10 * MB)}`)),
  ),
  refused(
    'A105',
    '200000-solicituds',
    LIMIT,
    loose((xml) => xml.replace('<Solicitudes>', `<Solicitudes>${'<SolicitudTransmision/>'.repeat(200_000)}`)),
  ),
  refused(
    'A106',
    '120000-names-in-one-document',
    LIMIT,
    header(() => `<n xmlns="urn:n">${numbered(120_000, (i) => `<a${i}/>`)}</n>`),
  ),
  refused(
    'A107',
    '64-kilobyte-name',
    LIMIT,
    header(() => `<${'a'.repeat(65_536)} xmlns="urn:a"/>`),
  ),
  refused(
    'A107',
    '64-kilobyte-attribute-name',
    LIMIT,
    header(() => `<a xmlns="urn:a" ${'a'.repeat(65_536)}=""/>`),
  ),
  refused(
    'A107',
    '64-kilobyte-prefix',
    LIMIT,
    header(() => `<${'p'.repeat(65_536)}:a/>`),
  ),
  refused(
    'A107',
    '64-kilobyte-target-of-an-instruction',
    LIMIT,
    header(() => `<?${'a'.repeat(65_536)}?>`),
  ),
  refused(
    'A107',
    'megabyte-of-attribute-on-the-payload',
    LIMIT,
    loose(swap('<procesa ', `<procesa a="${'x'.repeat(MB)}" `)),
  ),
  refused(
    'A107',
    'megabyte-of-attribute-on-security',
    LIMIT,
    loose(swap('<wsse:Security ', `<wsse:Security a="${'x'.repeat(MB)}" `)),
  ),
  refused(
    'A107',
    'megabyte-of-namespace-name',
    LIMIT,
    loose(swap('<ds:Signature ', `<ds:Signature xmlns:a="urn:${'x'.repeat(MB)}" a:a="" `)),
  ),
  refused(
    'A107',
    'megabyte-of-prefix-list',
    LIMIT,
    loose(
      into(
        'ds:CanonicalizationMethod',
        `<e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${'p '.repeat(MB / 2)}"/>`,
      ),
    ),
  ),
  refused('A107', 'megabyte-of-blanks-in-the-prefix-list', LIMIT, () =>
    tampered(
      into(
        'ds:CanonicalizationMethod',
        `<e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="p${' '.repeat(MB)}"/>`,
      ),
    )(),
  ),
];
