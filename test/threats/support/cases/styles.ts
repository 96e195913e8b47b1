import { BASE64, NS, X509V3 } from '../../../../src/base/namespaces.ts';
import { all, into, swap, swapAll } from '../edit.ts';
import { type Edit, inclusive, type Making } from '../forge.ts';
import { consumer } from '../keys.ts';
import { signed, signedRsa } from '../make.ts';

/** How the toolkits write that the clients are made with. */

/** WSS4J 1.6 and its like: lists of prefixes, identifiers everywhere, Timestamp first. */
export const wss4j = (making: Partial<Making> = {}) =>
  signedRsa({
    ...making,
    before: all(
      swap('<soapenv:Envelope ', `<soapenv:Envelope xmlns:open="${NS.openuri}" xmlns:pet="${NS.peticion}" `),
      (xml) =>
        xml.replace(
          /(<wsse:BinarySecurityToken .*<\/wsse:BinarySecurityToken>)(<wsu:Timestamp .*<\/wsu:Timestamp>)/,
          '$2$1',
        ),
      swapAll('"TS"', '"TS-1"'),
      swapAll('"T"', '"X509-4A5B6C"'),
      swapAll('"#T"', '"#X509-4A5B6C"'),
      (xml) => xml.replaceAll('"#TS"', '"#TS-1"').replaceAll(':TS@', ':TS-1@'),
      swap('<ds:Signature ', '<ds:Signature Id="SIG-3" '),
      swap('<ds:KeyInfo>', '<ds:KeyInfo Id="KI-1">'),
      swap('<wsse:SecurityTokenReference>', '<wsse:SecurityTokenReference wsu:Id="STR-2">'),
      into('ds:CanonicalizationMethod', inclusive('open pet soapenv')),
      (xml) => xml.replace(/(URI="#B"><ds:Transforms><ds:Transform [^>]*>)/, `$1${inclusive('open pet')}`),
      (xml) =>
        xml.replace(/(URI="#TS-1"><ds:Transforms><ds:Transform [^>]*>)/, `$1${inclusive('wsse open pet soapenv')}`),
    ),
  });

/** Axis: the default namespace on every element of the Body. */
export const axis = () =>
  signed({
    before: (xml) => {
      const at = xml.indexOf('<soapenv:Body');
      let scope = '';
      const body = xml
        .slice(at)
        .replace(/<([A-Za-z]+)( xmlns="([^"]*)")?>/g, (_, name: string, __: string, ns?: string) => {
          scope = ns ?? scope;
          return `<${name} xmlns="${scope}">`;
        });
      return xml.slice(0, at) + body.replace(/(<SolicitudTransmision .*?<DatosEspecificos )/s, '$1');
    },
  });

const certificate = (): string => consumer().certDer.toString('base64');
const wcfReference = (id: string): string =>
  `<Reference URI="#${id}"><Transforms><Transform Algorithm="${NS.excC14n}"></Transform></Transforms>` +
  `<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>@digest:${id}@</DigestValue></Reference>`;

/** WCF: prefixes s, u and o, the signature in the default namespace, identifiers with an underscore. */
export const wcf = (edit: Edit = (xml) => xml) =>
  signed({
    before: (xml) => {
      const payload = /<procesa .*<\/procesa>/s.exec(xml)![0];
      return edit(
        `<s:Envelope xmlns:s="${NS.soap}" xmlns:u="${NS.wsu}"><s:Header>` +
          `<o:Security s:mustUnderstand="1" xmlns:o="${NS.wsse}"><u:Timestamp u:Id="_0">` +
          '<u:Created>2026-11-23T08:59:59.001Z</u:Created><u:Expires>2026-11-23T09:04:59.001Z</u:Expires></u:Timestamp>' +
          `<o:BinarySecurityToken u:Id="uuid-6b0f7f0e-9e4a-4b53-8a6e-1" ValueType="${X509V3}" EncodingType="${BASE64}">${certificate()}</o:BinarySecurityToken>` +
          `<Signature xmlns="${NS.ds}"><SignedInfo><CanonicalizationMethod Algorithm="${NS.excC14n}"></CanonicalizationMethod>` +
          '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"></SignatureMethod>' +
          `${wcfReference('_0')}${wcfReference('_1')}</SignedInfo><SignatureValue>@signature@</SignatureValue><KeyInfo>` +
          `<o:SecurityTokenReference><o:Reference ValueType="${X509V3}" URI="#uuid-6b0f7f0e-9e4a-4b53-8a6e-1"></o:Reference>` +
          '</o:SecurityTokenReference></KeyInfo></Signature></o:Security></s:Header>' +
          '<s:Body u:Id="_1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
          `${payload}</s:Body></s:Envelope>`,
      );
    },
  });

/** Line ends and indentation between all elements. */
export function indented(xml: string): string {
  let depth = 0;
  return xml
    .replace(/>(<\/?)(?=([^>]*))/g, (_, open: string) => `>\n${open}`)
    .replace(/^(<\/)?[^\n]*$/gm, (line, end?: string) => {
      if (end) depth--;
      const shown = '  '.repeat(Math.max(depth, 0)) + line;
      if (!end && !/<\/|\/>/.test(line)) depth++;
      return shown;
    });
}
