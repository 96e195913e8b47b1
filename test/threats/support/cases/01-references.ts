import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { all, before, behind, cut, inHeader, into, remake, swap } from '../edit.ts';
import { type Edit, EVIL_BODY, PAYLOAD } from '../forge.ts';
import { meant, signed, tampered } from '../make.ts';

const BODY = 'soapenv:Body';
const SIGNATURE = 'ds:Signature';
const refersTo = (id: string): Edit => all(swap('URI="#B"', `URI="#${id}"`), swap('@digest:B@', `@digest:${id}@`));
const uri = (value: string): Edit => swap('URI="#B"', value);
const block = (attributes: string): Edit => inHeader(`<w:Block xmlns:w="urn:w" ${attributes}></w:Block>`);
const security = (attributes: string): Edit =>
  swap('<wsse:Security soapenv:mustUnderstand="1">', `<wsse:Security ${attributes}>`);
/** A Signature that is well-formed and proves nothing. */
const idle = (xml: string): string =>
  cut(xml, SIGNATURE)
    .replace('>', ' Id="X">')
    .replace(/(<ds:SignatureValue>)./, '$1A');

export const references: readonly Case[] = [
  refused('A15', 'timestamp-unsigned-where-it-must-be-signed', 'verify.timestamp', signed({ timestamp: 'unsigned' }), {
    signedTimestamp: true,
  }),
  refused('A15', 'timestamp-absent-where-it-must-be-signed', 'verify.timestamp', signed({ timestamp: 'none' }), {
    signedTimestamp: true,
  }),
  accepted('A15', 'timestamp-signed-where-it-must-be', signed(), { signedTimestamp: true }),
  refused('A16', 'reference-to-a-header-block', 'verify.reference', meant(all(block('wsu:Id="H"'), refersTo('H')))),
  refused('A16', 'reference-to-the-token', 'verify.reference', meant(refersTo('T'))),
  refused(
    'A16',
    'body-and-token-signed',
    'verify.reference',
    meant((xml) => xml.replace('URI="#TS"', 'URI="#T"').replace('@digest:TS@', '@digest:T@')),
  ),
  refused(
    'A17',
    'reference-to-the-payload',
    'verify.reference',
    meant(all(swap('<procesa', '<procesa wsu:Id="P"'), refersTo('P'))),
  ),
  refused(
    'A17',
    'reference-to-the-payload-sibling-replaced',
    'parse.envelope',
    meant(
      all(
        swap('<procesa', '<procesa wsu:Id="P"'),
        refersTo('P'),
        swap('</soapenv:Body>', '<o xmlns="urn:o"></o></soapenv:Body>'),
      ),
    ),
  ),
  refused(
    'A18',
    'reference-to-the-envelope',
    'verify.reference',
    meant(all(swap('<soapenv:Envelope', '<soapenv:Envelope wsu:Id="V"'), uri('URI="#V"'))),
  ),
  refused(
    'A18',
    'reference-to-the-header',
    'verify.reference',
    meant(all(swap('<soapenv:Header', '<soapenv:Header wsu:Id="V"'), uri('URI="#V"'))),
  ),
  refused(
    'A19',
    'body-of-a-foreign-namespace-first',
    'parse.envelope',
    tampered(before(BODY, EVIL_BODY.replaceAll('soapenv:Body', 'f:Body').replace(' ', ' xmlns:f="urn:f" '))),
  ),
  refused(
    'A19',
    'foreign-element-before-the-body',
    'parse.envelope',
    tampered(before(BODY, '<f:x xmlns:f="urn:f"></f:x>')),
  ),
  refused(
    'A20',
    'body-of-soap-1-2',
    'parse.envelope',
    meant((xml) =>
      xml.replaceAll(/(<\/?)soapenv:Body/g, '$1s12:Body').replace('<s12:Body', `<s12:Body xmlns:s12="${NS.soap12}"`),
    ),
  ),
  refused('A20', 'envelope-of-soap-1-2', 'parse.envelope', meant(swap(NS.soap, NS.soap12))),
  refused('A21', 'root-is-the-body', 'parse.envelope', () =>
    cut(signed()(), BODY).replace('>', ` xmlns:soapenv="${NS.soap}" xmlns:wsu="${NS.wsu}">`),
  ),
  refused(
    'A21',
    'envelope-in-an-envelope',
    'parse.envelope',
    tampered(
      (xml) => `<soapenv:Envelope xmlns:soapenv="${NS.soap}"><soapenv:Body>${xml}</soapenv:Body></soapenv:Envelope>`,
    ),
  ),
  refused(
    'A21',
    'envelope-beside-an-evil-body',
    'parse.envelope',
    tampered(
      (xml) =>
        `<soapenv:Envelope xmlns:soapenv="${NS.soap}" xmlns:wsu="${NS.wsu}"><soapenv:Header>${xml}</soapenv:Header>${EVIL_BODY}</soapenv:Envelope>`,
    ),
  ),
  refused('A21', 'envelope-without-namespace', 'parse.envelope', () => '<Envelope><Body><procesa/></Body></Envelope>'),
  refused(
    'A22',
    'header-after-body',
    'parse.envelope',
    tampered((xml) => {
      const header = cut(xml, 'soapenv:Header');
      return xml.replace(header, '').replace('</soapenv:Envelope>', `${header}</soapenv:Envelope>`);
    }),
  ),
  refused(
    'A22',
    'two-headers',
    'parse.envelope',
    tampered(before('soapenv:Header', '<soapenv:Header></soapenv:Header>')),
  ),
  refused('A22', 'element-after-body', 'parse.envelope', tampered(behind(BODY, '<x xmlns="urn:x"></x>'))),
  refused('A22', 'text-after-body', 'parse.envelope', tampered(behind(BODY, 'x'))),
  refused('A22', 'text-in-security', 'verify.skeleton', tampered(into('wsse:Security', 'x'))),
  refused('A22', 'text-in-header', 'parse.envelope', tampered(into('soapenv:Header', 'x'))),
  refused('A22', 'text-beside-the-payload', 'parse.envelope', meant(swap('</procesa>', '</procesa>x'))),
  refused('A22', 'no-body', 'parse.envelope', tampered(remake(BODY, () => ''))),
  refused('A22', 'empty-body', 'parse.envelope', meant(swap(PAYLOAD, ''))),
  refused(
    'A23',
    'second-security-for-somebody-else',
    'parse.envelope',
    tampered(before('wsse:Security', '<wsse:Security soapenv:actor="urn:them"></wsse:Security>')),
  ),
  refused(
    'A23',
    'second-security-with-a-soap-1-2-role',
    'parse.envelope',
    tampered(before('wsse:Security', `<wsse:Security xmlns:s12="${NS.soap12}" s12:role="urn:them"></wsse:Security>`)),
  ),
  refused(
    'A23',
    'only-security-is-for-somebody-else',
    'verify.skeleton',
    tampered(security('soapenv:actor="urn:them"')),
  ),
  refused(
    'A24',
    'security-mandatory-for-an-unknown-actor',
    'verify.skeleton',
    tampered(security('soapenv:mustUnderstand="1" soapenv:actor="urn:them"')),
  ),
  refused('A24', 'security-mandatory-maybe', 'verify.skeleton', tampered(security('soapenv:mustUnderstand="2"'))),
  refused('A24', 'unknown-mandatory-block', 'parse.must-understand', tampered(block('soapenv:mustUnderstand="1"'))),
  refused(
    'A24',
    'unknown-mandatory-block-with-blanks',
    'parse.must-understand',
    tampered(block('soapenv:mustUnderstand=" 1 "')),
  ),
  refused(
    'A24',
    'unknown-mandatory-block-as-true',
    'parse.must-understand',
    tampered(block('soapenv:mustUnderstand="true"')),
  ),
  refused(
    'A24',
    'unknown-mandatory-block-for-whoever-is-next',
    'parse.must-understand',
    tampered(block('soapenv:mustUnderstand="1" soapenv:actor="http://schemas.xmlsoap.org/soap/actor/next"')),
  ),
  accepted(
    'A24',
    'mandatory-block-for-another-actor',
    tampered(block('soapenv:mustUnderstand="1" soapenv:actor="urn:them"')),
  ),
  refused(
    'A25',
    'second-signature-behind',
    'verify.skeleton',
    tampered((xml) => behind(SIGNATURE, idle(xml))(xml)),
  ),
  refused(
    'A25',
    'invalid-signature-before',
    'verify.skeleton',
    tampered((xml) => before(SIGNATURE, idle(xml))(xml)),
  ),
  refused(
    'A26',
    'second-signature-of-no-namespace',
    'verify.skeleton',
    tampered(behind(SIGNATURE, '<Signature></Signature>')),
  ),
  refused(
    'A26',
    'signature-of-another-namespace-in-header',
    'parse.envelope',
    tampered(inHeader('<Signature xmlns="urn:s"></Signature>')),
  ),
  refused(
    'A27',
    'signature-in-body',
    'parse.envelope',
    meant(remake('procesa', (p) => p.replace('</procesa>', '<Signature></Signature></procesa>'))),
  ),
  refused(
    'A27',
    'signature-in-header-outside-security',
    'parse.envelope',
    tampered((xml) => {
      const signature = cut(xml, SIGNATURE);
      return inHeader(signature)(xml.replace(signature, ''));
    }),
  ),
  refused(
    'A27',
    'security-outside-header',
    'parse.envelope',
    tampered((xml) => swap('</procesa>', '<wsse:Security></wsse:Security></procesa>')(xml)),
  ),
  refused(
    'A28',
    'counter-signature-in-an-object',
    'verify.skeleton',
    tampered((xml) => behind('ds:KeyInfo', `<ds:Object>${idle(xml)}</ds:Object>`)(xml)),
  ),
  refused(
    'A28',
    'signature-in-the-signature-value',
    'verify.skeleton',
    tampered((xml) => into('ds:SignatureValue', idle(xml))(xml)),
  ),
];
