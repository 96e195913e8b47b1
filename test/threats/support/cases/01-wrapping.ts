import { NS } from '../../../../src/base/namespaces.ts';
import { type Case, refused } from '../case.ts';
import { all, before, behind, cut, doubled, inHeader, into, remake, swap } from '../edit.ts';
import { type Edit, EVIL_BODY, EVIL_PAYLOAD } from '../forge.ts';
import { meant, tampered } from '../make.ts';

const BODY = 'soapenv:Body';
const SECURITY = 'wsse:Security';

/** The signed Body goes somewhere else, and another one takes its place. */
const moved =
  (place: (signedBody: string) => Edit, evil = EVIL_BODY): Edit =>
  (xml) => {
    const body = cut(xml, BODY);
    return place(body)(xml.replace(body, '@evil@')).replace('@evil@', () => evil);
  };
const wrapped = (body: string): string => `<w:Wrapper xmlns:w="urn:w">${body}</w:Wrapper>`;
const FRESH =
  '<wsu:Timestamp wsu:Id="F"><wsu:Created>2026-11-23T08:59:59Z</wsu:Created><wsu:Expires>2026-11-23T09:05:59Z</wsu:Expires></wsu:Timestamp>';
const id = (attribute: string): Edit =>
  inHeader(`<w:Wrapper xmlns:w="urn:w" xmlns:o="urn:o" ${attribute}></w:Wrapper>`);

/** A signature by nobody in particular. */
const SIGNATURE = `<ds:Signature xmlns:ds="${NS.ds}"><ds:SignedInfo></ds:SignedInfo></ds:Signature>`;

export const wrapping: readonly Case[] = [
  refused('A01', 'signed-body-moved-to-header-wrapper', 'parse.envelope', tampered(moved((b) => inHeader(wrapped(b))))),
  refused('A01', 'signed-body-moved-to-header-itself', 'parse.envelope', tampered(moved(inHeader))),
  refused(
    'A01',
    'signed-body-in-header-wrapper-and-same-id-on-new-body',
    'parse.identifiers',
    tampered(moved((b) => inHeader(wrapped(b)), EVIL_BODY.replace('"E"', '"B"'))),
  ),
  refused(
    'A01',
    'signed-body-moved-to-header-and-new-body-without-id',
    'parse.envelope',
    tampered(moved((b) => inHeader(wrapped(b)), EVIL_BODY.replace(' wsu:Id="E"', ''))),
  ),
  refused('A02', 'signed-body-moved-into-security', 'verify.skeleton', tampered(moved((b) => into(SECURITY, b)))),
  refused(
    'A02',
    'signed-body-moved-into-security-in-a-wrapper',
    'verify.skeleton',
    tampered(moved((b) => into(SECURITY, wrapped(b)))),
  ),
  refused(
    'A02',
    'signed-body-moved-into-the-token',
    'verify.skeleton',
    tampered(moved((b) => into('wsse:BinarySecurityToken', b))),
  ),
  refused(
    'A02',
    'signed-body-moved-into-the-timestamp',
    'verify.reference',
    tampered(moved((b) => into('wsu:Timestamp', b))),
  ),
  refused(
    'A03',
    'signed-body-moved-into-object-of-signature',
    'verify.skeleton',
    tampered(moved((b) => behind('ds:KeyInfo', `<ds:Object>${b}</ds:Object>`))),
  ),
  refused('A03', 'signed-body-moved-into-keyinfo', 'verify.skeleton', tampered(moved((b) => into('ds:KeyInfo', b)))),
  refused(
    'A04',
    'signed-body-nested-behind-the-new-payload',
    'parse.envelope',
    tampered(remake(BODY, (b) => `<soapenv:Body wsu:Id="E">${EVIL_PAYLOAD}${b}</soapenv:Body>`)),
  ),
  refused(
    'A04',
    'signed-body-nested-alone',
    'parse.envelope',
    tampered(remake(BODY, (b) => `<soapenv:Body wsu:Id="E">${b}</soapenv:Body>`)),
  ),
  refused(
    'A04',
    'signed-body-nested-in-the-new-payload',
    'parse.envelope',
    tampered(
      remake(
        BODY,
        (b) => `<soapenv:Body wsu:Id="E">${EVIL_PAYLOAD.replace('</procesa>', `${b}</procesa>`)}</soapenv:Body>`,
      ),
    ),
  ),
  refused('A05', 'two-bodies-unsigned-first', 'parse.envelope', tampered(before(BODY, EVIL_BODY))),
  refused('A05', 'two-bodies-unsigned-second', 'parse.envelope', tampered(behind(BODY, EVIL_BODY))),
  refused('A06', 'same-wsu-id-on-a-header-block', 'parse.identifiers', tampered(id('wsu:Id="B"'))),
  refused(
    'A06',
    'same-wsu-id-on-the-envelope',
    'parse.identifiers',
    tampered(swap('<soapenv:Envelope', '<soapenv:Envelope wsu:Id="B"')),
  ),
  refused('A06', 'same-wsu-id-with-blanks-around', 'parse.identifiers', tampered(id('wsu:Id=" B "'))),
  refused('A06', 'same-wsu-id-on-the-timestamp', 'parse.identifiers', meant(swap('wsu:Id="TS"', 'wsu:Id="B"'))),
  refused('A07', 'plain-id-with-the-signed-value', 'parse.identifiers', tampered(id('Id="B"'))),
  refused(
    'A07',
    'plain-id-on-the-new-body-signed-one-in-header',
    'parse.identifiers',
    tampered(moved((b) => inHeader(wrapped(b)), EVIL_BODY.replace('wsu:Id="E"', 'Id="B"'))),
  ),
  refused('A07', 'plain-id-instead-of-wsu-id', 'verify.reference', meant(swap(' wsu:Id="B"', ' Id="B"'))),
  refused('A08', 'xml-id-with-the-signed-value', 'parse.identifiers', tampered(id('xml:id="B"'))),
  refused('A08', 'xml-id-instead-of-wsu-id', 'verify.reference', meant(swap(' wsu:Id="B"', ' xml:id="B"'))),
  refused('A09', 'wsu-id-as-a-character-reference', 'verify.skeleton', meant(swap(' wsu:Id="B"', ' wsu:Id="&#66;"'))),
  refused('A09', 'character-reference-collides', 'parse.identifiers', tampered(id('wsu:Id="&#x42;"'))),
  refused(
    'A09',
    'reference-as-a-character-reference-to-nothing',
    'verify.reference',
    meant(all(swap('URI="#B"', 'URI="#&#66;X"'), swap('@digest:B@', '@digest:E@'))),
  ),
  refused('A10', 'upper-case-ID-with-the-signed-value', 'parse.identifiers', tampered(id('ID="B"'))),
  refused('A10', 'lower-case-id-with-the-signed-value', 'parse.identifiers', tampered(id('id="B"'))),
  refused('A10', 'saml-AssertionID-with-the-signed-value', 'parse.identifiers', tampered(id('AssertionID="B"'))),
  refused('A10', 'other-namespace-Id-with-the-signed-value', 'parse.identifiers', tampered(id('o:Id="B"'))),
  refused('A10', 'mixed-case-iD-with-the-signed-value', 'parse.identifiers', tampered(id('iD="B"'))),
  refused('A10', 'upper-case-ID-instead-of-wsu-id', 'verify.reference', meant(swap(' wsu:Id="B"', ' ID="B"'))),
  refused(
    'A11',
    'prefix-wsu-of-another-namespace',
    'verify.reference',
    meant(swap('<soapenv:Body wsu:Id="B"', '<soapenv:Body xmlns:wsu="urn:other" wsu:Id="B"')),
  ),
  refused(
    'A11',
    'namespace-of-wsu-with-a-letter-changed',
    'verify.reference',
    meant(swap('<soapenv:Body wsu:Id="B"', `<soapenv:Body xmlns:v="${NS.wsu.replace('http', 'HTTP')}" v:Id="B"`)),
  ),
  refused(
    'A12',
    'fresh-timestamp-first-signed-one-in-a-wrapper',
    'parse.envelope',
    tampered((xml) => {
      const signedOne = cut(xml, 'wsu:Timestamp');
      return all(swap(signedOne, FRESH), inHeader(wrapped(signedOne)))(xml);
    }),
  ),
  refused('A12', 'fresh-timestamp-before-the-signed-one', 'verify.skeleton', tampered(before('wsu:Timestamp', FRESH))),
  refused(
    'A12',
    'fresh-timestamp-around-the-signed-one',
    'verify.reference',
    tampered(remake('wsu:Timestamp', (t) => FRESH.replace('</wsu:Timestamp>', `${t}</wsu:Timestamp>`))),
  ),
  refused('A12', 'signed-timestamp-replaced', 'verify.reference', tampered(remake('wsu:Timestamp', () => FRESH))),
  refused(
    'A12',
    'signed-timestamp-renewed-in-place',
    'verify.digest',
    tampered(remake('wsu:Timestamp', () => FRESH.replace('"F"', '"TS"'))),
  ),
  refused('A12', 'signed-timestamp-taken-out', 'verify.reference', tampered(remake('wsu:Timestamp', () => ''))),
  refused(
    'A13',
    'two-security-headers-fresh-timestamp-in-the-first',
    'parse.envelope',
    tampered(before(SECURITY, `<wsse:Security>${FRESH}</wsse:Security>`)),
  ),
  refused('A13', 'security-twice', 'parse.identifiers', tampered(doubled(SECURITY))),
  refused(
    'A14',
    'only-the-timestamp-is-signed',
    'verify.reference',
    meant((xml) => xml.replace(/<ds:Reference URI="#B">.*?<\/ds:Reference>/, '')),
  ),
  refused(
    'A14',
    'only-the-timestamp-is-signed-twice',
    'verify.reference',
    meant((xml) => xml.replace('URI="#B"', 'URI="#TS"').replace('@digest:B@', '@digest:TS@')),
  ),
  refused('A14', 'body-replaced', 'verify.reference', tampered(remake(BODY, () => EVIL_BODY))),
  refused(
    'A14',
    'body-replaced-under-the-same-id',
    'verify.digest',
    tampered(remake(BODY, () => EVIL_BODY.replace('"E"', '"B"'))),
  ),
  refused('A14', 'signature-of-nobody', 'verify.skeleton', tampered(remake('ds:Signature', () => SIGNATURE))),
];
