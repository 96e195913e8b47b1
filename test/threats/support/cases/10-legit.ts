import { X509V3 } from '../../../../src/base/namespaces.ts';
import { accepted, type Case } from '../case.ts';
import { all, cut, inHeader, into, remake, swap, swapAll } from '../edit.ts';
import { type Edit, inclusive, PAYLOAD } from '../forge.ts';
import { seal } from '../keys.ts';
import { meant, signed, signedRsa } from '../make.ts';
import { authorities } from '../trust.ts';
import { axis, indented, wcf, wss4j } from './styles.ts';

const TIMESTAMP = 'wsu:Timestamp';
/** The Timestamp somewhere else in Security. */
const timestampAt =
  (edit: (timestamp: string) => Edit): Edit =>
  (xml) => {
    const timestamp = cut(xml, TIMESTAMP);
    return edit(timestamp)(xml.replace(timestamp, ''));
  };
const lines = (xml: string): string =>
  xml.replace(
    /(<ds:(?:SignatureValue|DigestValue)>)([^<]*)/g,
    (_, tag: string, value: string) => `${tag}\n${(value.match(/.{1,64}/g) ?? []).join('\n')}\n`,
  );
const byEc = (curve: 'P-384' | 'P-521', algorithm: 'ecdsa-sha384' | 'ecdsa-sha512') => () =>
  signed({ by: seal(authorities().anchors.root!, { key: curve }), algorithm })();
const withBytes = (mark: string, make: () => string) => (): Buffer =>
  Buffer.concat([Buffer.from(mark, 'hex'), Buffer.from(make())]);

export const legit: readonly Case[] = [
  accepted('L01', 'plain', signed()),
  accepted('L01', 'plain-rsa', signedRsa()),
  accepted('L02', 'wss4j-1-6', wss4j()),
  accepted('L02', 'wss4j-1-6-timestamp-unsigned', wss4j({ timestamp: 'unsigned' })),
  accepted(
    'L02',
    'wss4j-prefix-list-empty',
    meant((xml) => xml.replaceAll(/(<ds:Transform [^>]*>)/g, `$1${inclusive('')}`)),
  ),
  accepted('L03', 'axis-namespace-on-every-element', axis()),
  accepted(
    'L03',
    'axis-default-namespace-for-soap',
    signed({
      before: all(swapAll('soapenv:', ''), swap('xmlns:soapenv=', 'xmlns='), (xml) =>
        xml.replace(' mustUnderstand="1"', ''),
      ),
    }),
  ),
  accepted('L04', 'wcf', wcf()),
  accepted('L04', 'wcf-with-activity-id', wcf(inHeaderOf('ActivityId'))),
  accepted(
    'L04',
    'wcf-with-empty-to',
    wcf((xml) =>
      xml.replace(
        '<s:Header>',
        '<s:Header><To s:mustUnderstand="0" xmlns="http://schemas.microsoft.com/ws/2005/05/addressing/none"></To>',
      ),
    ),
  ),
  accepted('L05', 'pretty-printed-before-signing', signed({ before: indented })),
  accepted(
    'L05',
    'pretty-printed-with-tabs-and-crlf',
    signed({ before: (xml) => indented(xml).replaceAll('\n', '\r\n').replaceAll('  ', '\t') }),
  ),
  accepted(
    'L05',
    'security-pretty-printed-behind-signing',
    signed({
      after: remake('wsse:Security', (s) =>
        s.replaceAll(
          /(<\/wsse:BinarySecurityToken>|<\/wsu:Timestamp>|<\/ds:SignedInfo>|<\/ds:SignatureValue>|<\/ds:KeyInfo>)/g,
          '$1\n    ',
        ),
      ),
    }),
  ),
  accepted('L06', 'xml-declaration', signed({ after: (xml) => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n` })),
  accepted(
    'L06',
    'xml-declaration-standalone',
    signed({ after: (xml) => `<?xml version='1.0' encoding='utf-8' standalone='no' ?>${xml}` }),
  ),
  accepted('L06', 'xml-declaration-without-encoding', signed({ after: (xml) => `<?xml version="1.0"?>${xml}` })),
  accepted('L06', 'byte-order-mark', withBytes('efbbbf', signed())),
  accepted(
    'L06',
    'byte-order-mark-and-declaration',
    withBytes('efbbbf', signed({ after: (xml) => `<?xml version="1.0" encoding="utf-8"?>${xml}` })),
  ),
  accepted('L07', 'crlf-put-everywhere', signed({ before: indented, after: (xml) => xml.replaceAll('\n', '\r\n') })),
  accepted('L07', 'cr-alone-put-everywhere', signed({ before: indented, after: (xml) => xml.replaceAll('\n', '\r') })),
  accepted('L07', 'values-in-lines-of-64', signed({ after: remake('ds:SignatureValue', lines) })),
  accepted(
    'L07',
    'values-with-carriage-returns-by-reference',
    signedRsa({ after: remake('ds:SignatureValue', (v) => lines(v).replaceAll('\n', '&#13;\n')) }),
  ),
  accepted(
    'L07',
    'token-in-lines-of-76',
    signed({
      after: remake('wsse:BinarySecurityToken', (t) =>
        t.replace(/>([^<]+)</, (_, v: string) => `>\r\n${v.match(/.{1,76}/g)!.join('\r\n')}\r\n<`),
      ),
    }),
  ),
  accepted(
    'L07',
    'digest-values-in-lines',
    meant((xml) => xml.replaceAll(/<ds:DigestValue>(@[^<]*@)</g, '<ds:DigestValue>\n$1\n<')),
  ),
  accepted('L08', 'timestamp-first', meant(timestampAt((t) => into('wsse:Security', t)))),
  accepted('L08', 'timestamp-last', meant(timestampAt((t) => swap('</wsse:Security>', `${t}</wsse:Security>`)))),
  accepted('L08', 'timestamp-unsigned', signed({ timestamp: 'unsigned' })),
  accepted(
    'L08',
    'timestamp-unsigned-without-identifier',
    signed({ timestamp: 'unsigned', before: swap(' wsu:Id="TS"', '') }),
  ),
  accepted('L08', 'timestamp-absent', signed({ timestamp: 'none' })),
  accepted(
    'L08',
    'timestamp-of-one-minute',
    signed({ created: '2026-11-23T08:59:30.123Z', expires: '2026-11-23T09:00:30.123Z' }),
  ),
  accepted(
    'L08',
    'timestamp-signed-behind-the-body',
    meant((xml) => {
      const [first, second] = xml.match(/<ds:Reference .*?<\/ds:Reference>/g)!;
      return xml.replace(first! + second!, second! + first!);
    }),
  ),
  accepted('L09', 'ecdsa-p-384', byEc('P-384', 'ecdsa-sha384')),
  accepted('L09', 'ecdsa-p-521', byEc('P-521', 'ecdsa-sha512')),
  accepted('L09', 'ecdsa-p-256-with-sha-512', signed({ algorithm: 'ecdsa-sha512' })),
  accepted('L09', 'rsa-sha384', signedRsa({ algorithm: 'rsa-sha384' })),
  accepted('L09', 'rsa-sha512', signedRsa({ algorithm: 'rsa-sha512' })),
  accepted('L10', 'rsa-sha1-published-client', wss4j({ algorithm: 'rsa-sha1', timestamp: 'unsigned' }), { sha1: true }),
  accepted('L10', 'rsa-3072', () =>
    signed({ by: seal(authorities().anchors['root-rsa']!, { key: 3072 }), algorithm: 'rsa-sha256' })(),
  ),
  accepted('L11', 'security-first-without-header-blocks', meant(swap('<soapenv:Header>', '<soapenv:Header>\n'))),
  accepted(
    'L11',
    'other-blocks-around-security',
    meant(
      all(
        swap('<soapenv:Header>', '<soapenv:Header><a:A xmlns:a="urn:a">x<b/></a:A>'),
        inHeader('<a:Z xmlns:a="urn:a" a:x="1"/>'),
      ),
    ),
  ),
  accepted('L11', 'must-understand-0', meant(swap('soapenv:mustUnderstand="1"', 'soapenv:mustUnderstand="0"'))),
  accepted('L11', 'must-understand-absent', meant(swap(' soapenv:mustUnderstand="1"', ''))),
  accepted(
    'L11',
    'actor-empty',
    meant(swap('soapenv:mustUnderstand="1"', 'soapenv:actor="" soapenv:mustUnderstand="1"')),
  ),
  accepted(
    'L11',
    'actor-next',
    meant(
      swap(
        'soapenv:mustUnderstand="1"',
        'soapenv:actor="http://schemas.xmlsoap.org/soap/actor/next" soapenv:mustUnderstand="1"',
      ),
    ),
  ),
  accepted(
    'L11',
    'single-quotes',
    meant((xml) => xml.replaceAll(/="([^"']*)"/g, "='$1'")),
  ),
  accepted(
    'L11',
    'blanks-around-equals-signs',
    meant((xml) => xml.replaceAll(/ (Algorithm|URI|PrefixList|xmlns:\w+|xmlns)="/g, ' $1 = "')),
  ),
  accepted(
    'L11',
    'blanks-around-the-equals-sign-of-an-identifier',
    meant((xml) => xml.replaceAll(' wsu:Id="', ' wsu:Id = "')),
  ),
  accepted(
    'L11',
    'blanks-in-tags',
    meant((xml) => xml.replaceAll(/<(\/?[A-Za-z:]+)>/g, '<$1 >')),
  ),
  accepted(
    'L11',
    'empty-element-tags',
    meant((xml) => xml.replaceAll(/<([A-Za-z]+:[A-Za-z]+)( [^<>]*)?><\/\1>/g, '<$1$2/>')),
  ),
  accepted('L11', 'value-type-of-the-reference-absent', meant(swap(`URI="#T" ValueType="${X509V3}"`, 'URI="#T"'))),
  accepted(
    'L12',
    'letters-of-catalan-and-references',
    signed({
      payload: PAYLOAD.replaceAll(
        'Ens de prova',
        'Ajuntament d&apos;Òdena &amp; l&#x2019;Anoia &lt;prova&gt; "ç·l" &#128512;\u{1F600}',
      ),
    }),
  ),
  accepted('L12', 'document-with-forty-characters', signed({ payload: PAYLOAD.replace('12344321Z', 'X'.repeat(40)) })),
  accepted(
    'L12',
    'file-number-missing',
    signed({ payload: PAYLOAD.replace('<numExpediente>EXP-1</numExpediente>', '') }),
  ),
  accepted(
    'L12',
    'file-number-empty-and-time-stamp-empty',
    signed({ payload: PAYLOAD.replace('EXP-1', '').replace(/<TimeStamp>[^<]*</, '<TimeStamp><') }),
  ),
  accepted(
    'L13',
    'identifiers-of-many-kinds',
    meant((xml) =>
      [
        ['"B"', '"#B"', ':B@', 'id-1'],
        ['"TS"', '"#TS"', ':TS@', 'Timestamp_5.x'],
        ['"T"', '"#T"', ':T@', 'uuid-6b0f-1-X509'],
      ].reduce(
        (text, [id, uri, digest, to]) =>
          text.replaceAll(id!, `"${to}"`).replaceAll(uri!, `"#${to}"`).replaceAll(digest!, `:${to}@`),
        xml,
      ),
    ),
  ),
];

function inHeaderOf(name: string): Edit {
  const id = '6a6f0f0e-1111-4222-8333-444455556666';
  return (xml) =>
    xml.replace(
      '<s:Header>',
      `<s:Header><${name} CorrelationId="${id}" xmlns="http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics">${id}</${name}>`,
    );
}
