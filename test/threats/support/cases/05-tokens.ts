import { BASE64, NS, X509V3 } from '../../../../src/base/namespaces.ts';
import { type Case, refused } from '../case.ts';
import { all, behind, cut, doubled, inHeader, into, remake, swap, without } from '../edit.ts';
import { direct, type Edit } from '../forge.ts';
import { consumer, keyOf, other, withKey } from '../keys.ts';
import { meant, signed, tampered } from '../make.ts';

const TOKEN = 'wsse:BinarySecurityToken';
const STR = 'wsse:SecurityTokenReference';
const PROFILE = X509V3.replace('X509v3', '');

const keyInfo = (content: string): Edit => remake('ds:KeyInfo', () => `<ds:KeyInfo>${content}</ds:KeyInfo>`);
const tokenReference = (content: string): Edit => remake(STR, () => `<${STR}>${content}</${STR}>`);
const certificate = (of: () => { certDer: Buffer }): string => of().certDer.toString('base64');
const token = (of: () => { certDer: Buffer }, id: string): string =>
  `<${TOKEN} EncodingType="${BASE64}" ValueType="${X509V3}" wsu:Id="${id}">${certificate(of)}</${TOKEN}>`;

function keyValue(): string {
  const { x, y } = keyOf(other()).export({ format: 'jwk' }) as { x: string; y: string };
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString(
    'base64',
  );
  return (
    '<ds:KeyValue><e:ECKeyValue xmlns:e="http://www.w3.org/2009/xmldsig11#"><e:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7">' +
    `</e:NamedCurve><e:PublicKey>${point}</e:PublicKey></e:ECKeyValue></ds:KeyValue>`
  );
}
const x509 = (): string => `<ds:X509Data><ds:X509Certificate>${certificate(other)}</ds:X509Certificate></ds:X509Data>`;

export const tokens: readonly Case[] = [
  refused('A66', 'key-value-of-the-attacker', 'verify.skeleton', () =>
    signed({ by: withKey(consumer(), other()), after: keyInfo(keyValue()) })(),
  ),
  refused('A66', 'key-value-behind-the-reference', 'verify.skeleton', () =>
    signed({ by: withKey(consumer(), other()), after: behind(STR, keyValue()) })(),
  ),
  refused('A67', 'rogue-certificate-in-x509-data-and-honest-token', 'verify.skeleton', () =>
    signed({ by: withKey(consumer(), other()), after: behind(STR, x509()) })(),
  ),
  refused('A67', 'x509-data-inside-the-token-reference', 'verify.skeleton', () =>
    signed({ after: tokenReference(x509()) })(),
  ),
  refused('A68', 'two-tokens-signed-with-the-second', 'verify.skeleton', () =>
    signed({
      by: withKey(consumer(), other()),
      after: all(behind(TOKEN, token(other, 'T2')), swap('<wsse:Reference URI="#T"', '<wsse:Reference URI="#T2"')),
    })(),
  ),
  refused(
    'A68',
    'two-tokens-signed-with-the-first',
    'verify.skeleton',
    tampered((xml) => behind(TOKEN, token(other, 'T2'))(xml)),
  ),
  refused('A69', 'token-twice', 'parse.identifiers', tampered(doubled(TOKEN))),
  refused(
    'A69',
    'identifier-of-the-token-on-a-header-block',
    'parse.identifiers',
    tampered(inHeader('<x xmlns="urn:x" wsu:Id="T"></x>')),
  ),
  refused(
    'A69',
    'identifier-of-the-token-on-the-body',
    'parse.identifiers',
    meant((xml) => xml.replaceAll('"B"', '"T"').replaceAll('"#B"', '"#T"').replace('digest:B', 'digest:T')),
  ),
  refused('A69', 'token-without-identifier', 'verify.skeleton', tampered(swap(' wsu:Id="T"', ''))),
  refused(
    'A69',
    'token-without-identifier-named-undefined',
    'verify.skeleton',
    tampered(all(swap(' wsu:Id="T"', ''), swap('URI="#T"', 'URI="#undefined"'))),
  ),
  refused(
    'A70',
    'token-in-another-header',
    'parse.envelope',
    tampered((xml) => {
      const moved = cut(xml, TOKEN);
      return inHeader(`<x xmlns="urn:x">${moved}</x>`)(xml.replace(moved, ''));
    }),
  ),
  refused(
    'A70',
    'token-in-the-body',
    'parse.envelope',
    meant((xml) => {
      const moved = cut(xml, TOKEN);
      return swap('</procesa>', `${moved}</procesa>`)(xml.replace(moved, ''));
    }),
  ),
  refused(
    'A70',
    'reference-to-the-body',
    'verify.skeleton',
    tampered(swap('<wsse:Reference URI="#T"', '<wsse:Reference URI="#B"')),
  ),
  refused(
    'A70',
    'reference-to-itself',
    'verify.skeleton',
    tampered(
      all(swap(`<${STR}>`, `<${STR} wsu:Id="R">`), swap('<wsse:Reference URI="#T"', '<wsse:Reference URI="#R"')),
    ),
  ),
  refused(
    'A70',
    'reference-to-another-reference',
    'verify.skeleton',
    tampered(behind(STR, `<${STR} wsu:Id="R2">${direct('T')}</${STR}>`)),
  ),
  refused(
    'A70',
    'reference-to-nothing',
    'verify.skeleton',
    tampered(swap('<wsse:Reference URI="#T"', '<wsse:Reference URI="#X"')),
  ),
  refused(
    'A70',
    'reference-without-uri',
    'verify.skeleton',
    tampered(swap('<wsse:Reference URI="#T"', '<wsse:Reference')),
  ),
  refused('A70', 'two-references', 'verify.skeleton', tampered(doubled('wsse:Reference'))),
  refused(
    'A71',
    'retrieval-method-http',
    'verify.skeleton',
    tampered(keyInfo(`<ds:RetrievalMethod URI="http://127.0.0.1:1/" Type="${NS.ds}X509Data"></ds:RetrievalMethod>`)),
  ),
  refused(
    'A71',
    'retrieval-method-file',
    'verify.skeleton',
    tampered(keyInfo('<ds:RetrievalMethod URI="file:///etc/passwd"></ds:RetrievalMethod>')),
  ),
  refused(
    'A71',
    'retrieval-method-loop',
    'verify.skeleton',
    tampered(keyInfo('<ds:RetrievalMethod Id="K" URI="#K"></ds:RetrievalMethod>')),
  ),
  refused(
    'A71',
    'key-info-reference',
    'verify.skeleton',
    tampered(
      keyInfo(
        '<e:KeyInfoReference xmlns:e="http://www.w3.org/2009/xmldsig11#" URI="http://127.0.0.1:1/"></e:KeyInfoReference>',
      ),
    ),
  ),
  refused(
    'A71',
    'token-reference-to-http',
    'verify.skeleton',
    tampered(swap('<wsse:Reference URI="#T"', '<wsse:Reference URI="http://127.0.0.1:1/#T"')),
  ),
  refused(
    'A72',
    'embedded',
    'verify.skeleton',
    tampered((xml) => tokenReference(`<wsse:Embedded>${token(consumer, 'T3')}</wsse:Embedded>`)(xml)),
  ),
  refused(
    'A72',
    'subject-key-identifier',
    'verify.skeleton',
    tampered(
      tokenReference(
        `<wsse:KeyIdentifier EncodingType="${BASE64}" ValueType="${PROFILE}X509SubjectKeyIdentifier">AAAA</wsse:KeyIdentifier>`,
      ),
    ),
  ),
  refused(
    'A72',
    'thumbprint',
    'verify.skeleton',
    tampered(
      tokenReference(
        '<wsse:KeyIdentifier ValueType="http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1">AAAA</wsse:KeyIdentifier>',
      ),
    ),
  ),
  refused(
    'A72',
    'issuer-and-serial',
    'verify.skeleton',
    tampered(
      tokenReference(
        '<ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>CN=x</ds:X509IssuerName><ds:X509SerialNumber>1</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>',
      ),
    ),
  ),
  refused('A72', 'key-name', 'verify.skeleton', tampered(keyInfo('<ds:KeyName>segell</ds:KeyName>'))),
  refused(
    'A72',
    'key-identifier-beside-the-reference',
    'verify.skeleton',
    tampered(behind('wsse:Reference', '<wsse:KeyIdentifier>AAAA</wsse:KeyIdentifier>')),
  ),
  refused('A73', 'two-token-references', 'verify.skeleton', tampered(doubled(STR))),
  refused(
    'A73',
    'key-name-and-token-reference',
    'verify.skeleton',
    tampered(into('ds:KeyInfo', '<ds:KeyName>segell</ds:KeyName>')),
  ),
  refused('A73', 'empty', 'verify.skeleton', tampered(keyInfo(''))),
  refused('A73', 'empty-token-reference', 'verify.skeleton', tampered(tokenReference(''))),
  refused('A73', 'absent', 'verify.skeleton', tampered(without('ds:KeyInfo'))),
  refused('A73', 'no-token', 'verify.no-certificate', tampered(without(TOKEN))),
];
