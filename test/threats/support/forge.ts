import { createHash, createPrivateKey, sign as signBytes } from 'node:crypto';
import { buildPeticion } from '../../../src/base/build-peticion.ts';
import { BASE64, NS, X509V3 } from '../../../src/base/namespaces.ts';
import { exclusiveC14n } from '../../../src/base/xml/c14n.ts';
import { readXml } from '../../../src/base/xml/reader.ts';
import { attributeOf, type Element, elements, type XmlDocument } from '../../../src/base/xml/tree.ts';
import { type AlgorithmName, SIGNING } from '../../../src/cli/request/algorithms.ts';
import type { Issued } from '../../../src/pki/index.ts';

/** When everything here happens. */
export const NOW = Date.parse('2026-11-23T09:00:00Z');
export const ENS = '9821920002';

export type Edit = (xml: string) => string;

/** What the honest consumer asks; Emisor, which may be left out, is. */
export const PAYLOAD = buildPeticion({
  modalitat: 'TITULAR',
  ens: ENS,
  nom: 'Ens de prova',
  purpose: { kind: 'finalitat', value: 'PROVES' },
  idPeticion: 'P-1',
  now: NOW,
  solicituds: [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023', expedient: 'EXP-1' }],
}).replaceAll(/<Emisor>.*?<\/Emisor>/g, '');

let spoken = PAYLOAD;

/** Makes a message of a case with another payload than the usual petition. */
export function speaking<T>(payload: string, make: () => T): T {
  spoken = payload;
  try {
    return make();
  } finally {
    spoken = PAYLOAD;
  }
}

/** What the attacker asks instead. */
export const EVIL_PAYLOAD = PAYLOAD.replace('12344321Z', '12345678Z')
  .replace('<codigoMunicipio>023', '<codigoMunicipio>001')
  .replace('<codigoProvincia>17', '<codigoProvincia>08');

export const EVIL_BODY = `<soapenv:Body wsu:Id="E">${EVIL_PAYLOAD}</soapenv:Body>`;

export interface Making {
  readonly by: Issued;
  /** Default: SHA-256 with the kind of key that `by` has. */
  readonly algorithm?: AlgorithmName;
  readonly payload?: string;
  /** Default: signed. */
  readonly timestamp?: 'signed' | 'unsigned' | 'none';
  readonly created?: string;
  readonly expires?: string;
  /** Changes the message before it is signed: the signature holds over what comes out. */
  readonly before?: Edit;
  /** Changes the signed message. */
  readonly after?: Edit;
  /** Makes the SignatureValue of canonical SignedInfo. Default: with the key of `by`. */
  readonly sign?: (signedInfo: Buffer) => Buffer;
}

/** A message signed by WS-Security, changed at will before and after the signature was made. */
export function message(making: Making): string {
  const algorithm = SIGNING[making.algorithm ?? usual(making.by)];
  const { before = same, after = same } = making;
  const key = () => createPrivateKey(making.by.keyPem);
  const sign =
    making.sign ??
    ((signedInfo: Buffer) => signBytes(algorithm.hash, signedInfo, { key: key(), dsaEncoding: 'ieee-p1363' }));
  return after(seal(before(draft(making)), sign));
}

const same: Edit = (xml) => xml;
const usual = ({ keyPem }: Issued): AlgorithmName =>
  createPrivateKey(keyPem).asymmetricKeyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256';

export const reference = (id: string, algorithm: string, prefixes = ''): string =>
  `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${NS.excC14n}">${prefixes}</ds:Transform>` +
  `</ds:Transforms><ds:DigestMethod Algorithm="${algorithm}"></ds:DigestMethod>` +
  `<ds:DigestValue>@digest:${id}@</ds:DigestValue></ds:Reference>`;

export const inclusive = (list: string): string =>
  `<ec:InclusiveNamespaces xmlns:ec="${NS.excC14n}" PrefixList="${list}"></ec:InclusiveNamespaces>`;

export const direct = (id: string): string => `<wsse:Reference URI="#${id}" ValueType="${X509V3}"></wsse:Reference>`;

/** The message with `@digest:ID@`, or `@digest:*NAME@` of the element without identifier, and `@signature@` where those values go. */
export function draft(making: Making): string {
  const { by, payload = spoken, timestamp = 'signed' } = making;
  const { created = '2026-11-23T08:59:58.000Z', expires = '2026-11-23T09:04:58.000Z' } = making;
  const { uri, digestUri } = SIGNING[making.algorithm ?? usual(by)];
  const stamp = `<wsu:Timestamp wsu:Id="TS"><wsu:Created>${created}</wsu:Created><wsu:Expires>${expires}</wsu:Expires></wsu:Timestamp>`;
  return (
    `<soapenv:Envelope xmlns:soapenv="${NS.soap}" xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}"><soapenv:Header>` +
    `<wsse:Security soapenv:mustUnderstand="1"><wsse:BinarySecurityToken EncodingType="${BASE64}" ` +
    `ValueType="${X509V3}" wsu:Id="T">${by.certDer.toString('base64')}</wsse:BinarySecurityToken>` +
    `${timestamp === 'none' ? '' : stamp}<ds:Signature xmlns:ds="${NS.ds}"><ds:SignedInfo>` +
    `<ds:CanonicalizationMethod Algorithm="${NS.excC14n}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${uri}"></ds:SignatureMethod>` +
    `${timestamp === 'signed' ? reference('TS', digestUri) : ''}${reference('B', digestUri)}</ds:SignedInfo>` +
    `<ds:SignatureValue>@signature@</ds:SignatureValue><ds:KeyInfo><wsse:SecurityTokenReference>${direct('T')}` +
    '</wsse:SecurityTokenReference></ds:KeyInfo></ds:Signature></wsse:Security></soapenv:Header>' +
    `<soapenv:Body wsu:Id="B">${payload}</soapenv:Body></soapenv:Envelope>`
  );
}

const read = (xml: string): XmlDocument =>
  readXml(Buffer.from(xml), 'document', {
    depth: 200,
    nodes: 1e7,
    value: 1e9,
    attributes: 1e4,
    name: 1e6,
    scope: 1e4,
    bindings: 1e5,
  });

/** Fills in digests and signature, whatever the message looks like, as long as it is well-formed. */
export function seal(xml: string, sign: (signedInfo: Buffer) => Buffer): string {
  const doc = read(xml);
  const digested = xml.replace(/@digest:([^@:]*)(?::(\w+))?@/g, (_, id: string, hash?: string) => {
    const element = id.startsWith('*')
      ? find(doc.root, ({ local }) => local === id.slice(1))
      : doc.ids.find(({ value }) => value === id)?.element;
    const from = find(doc.root, (e) => e.local === 'Reference' && attributeOf(e, 'URI') === `#${id}`);
    const canonical = element ? exclusiveC14n(doc, element, { inclusive: prefixesIn(from) }) : '';
    return createHash(hash ?? hashOf(from))
      .update(canonical, 'latin1')
      .digest('base64');
  });
  if (!digested.includes('@signature@')) return digested;
  const filled = read(digested);
  const signedInfo = find(filled.root, ({ local }) => local === 'SignedInfo');
  const method = signedInfo && find(signedInfo, ({ local }) => local === 'CanonicalizationMethod');
  const canonical = signedInfo ? exclusiveC14n(filled, signedInfo, { inclusive: prefixesIn(method) }) : '';
  return digested.replaceAll('@signature@', sign(Buffer.from(canonical, 'latin1')).toString('base64'));
}

function find(element: Element, wanted: (element: Element) => boolean): Element | undefined {
  if (wanted(element)) return element;
  for (const child of elements(element)) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}

function prefixesIn(element: Element | undefined): string[] {
  const list = element && find(element, ({ local }) => local === 'InclusiveNamespaces');
  const value = list?.attributes.find(({ local }) => local === 'PrefixList')?.value ?? '';
  return value.split(/[ \t\r\n]+/).filter((prefix) => prefix !== '');
}

function hashOf(element: Element | undefined): string {
  const method = element && find(element, ({ local }) => local === 'DigestMethod');
  const algorithm = (method && attributeOf(method, 'Algorithm')) ?? '';
  return Object.values(SIGNING).find(({ digestUri }) => digestUri === algorithm)?.hash ?? 'sha256';
}
