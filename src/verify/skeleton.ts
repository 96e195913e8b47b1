import { Refusal } from '../base/errors/refusal.ts';
import { BASE64, NS, X509V3 } from '../base/namespaces.ts';
import { attributeBytesOf, bytesOf, ELEMENT, type Element, isBlank, type XmlDocument } from '../base/xml/tree.ts';
import { DIGESTS, type Hash, SIGNATURES, type SignatureAlgorithm } from './algorithms.ts';
import { compactBase64, decodeBase64, isBase64Of } from './base64.ts';
import { childrenOf, misshapen, one, type Shape, wsuId } from './shape.ts';

export interface Reference {
  /** The element that is signed: the Body, or the Timestamp. */
  readonly element: Element;
  readonly inclusive: readonly string[];
  readonly hash: Hash;
  /** Base64, without white space. */
  readonly digest: string;
}

/** The Security header, every part in its one place. */
export interface Skeleton {
  readonly token: Element;
  readonly timestamp: Element | undefined;
  readonly signedInfo: Element;
  readonly inclusive: readonly string[];
  readonly algorithm: string;
  readonly method: SignatureAlgorithm;
  readonly signature: Buffer;
  readonly references: readonly Reference[];
}

const { ds, wsse, wsu, excC14n } = NS;

const SHAPES = {
  token: { attributes: ['wsu:Id', 'ValueType', 'EncodingType'] },
  signature: {
    attributes: ['Id'],
    children: [one(ds, 'SignedInfo'), one(ds, 'SignatureValue'), one(ds, 'KeyInfo')],
  },
  signedInfo: {
    attributes: ['Id'],
    children: [one(ds, 'CanonicalizationMethod'), one(ds, 'SignatureMethod'), { ...one(ds, 'Reference'), most: 2 }],
  },
  c14n: { attributes: ['Algorithm'], children: [{ ...one(excC14n, 'InclusiveNamespaces'), least: 0 }] },
  inclusive: { attributes: ['PrefixList'], children: [] },
  method: { attributes: ['Algorithm'], children: [] },
  value: { attributes: ['Id'] },
  digestValue: { attributes: [] },
  reference: {
    attributes: ['Id', 'URI'],
    children: [one(ds, 'Transforms'), one(ds, 'DigestMethod'), one(ds, 'DigestValue')],
  },
  transforms: { attributes: [], children: [one(ds, 'Transform')] },
  keyInfo: { attributes: ['Id'], children: [one(wsse, 'SecurityTokenReference')] },
  tokenReference: { attributes: ['wsu:Id', 'Id', 'wsse11:TokenType'], children: [one(wsse, 'Reference')] },
  direct: { attributes: ['URI', 'ValueType'], children: [] },
} as const satisfies Record<string, Shape>;

const MOST_PREFIXES = 64;
const OURS = new Set(['', 'http://schemas.xmlsoap.org/soap/actor/next']);

/**
 * Reads a Security header of the one accepted form: a BinarySecurityToken, a Signature that names it directly, at most
 * one Timestamp, and references to the Body and the Timestamp by position (design "One buffer, one reading").
 *
 * @param certified the channel has a certificate: a Security header without one is then not "no certificate anywhere"
 * @throws Refusal `verify.no-certificate`, `verify.skeleton`, `verify.algorithm`, `verify.reference`
 */
export function readSkeleton(doc: XmlDocument, security: Element, body: Element, certified = false): Skeleton {
  checkAddressee(security);
  const { token, signature, timestamp } = partsOf(doc, security);
  if (!token) throw new Refusal(certified ? 'verify.skeleton' : 'verify.no-certificate');
  if (!signature) misshapen('Security without Signature');
  checkToken(doc, token);
  const [signedInfo, value, keyInfo] = childrenOf(doc, signature, SHAPES.signature) as [Element, Element, Element];
  checkKeyInfo(doc, keyInfo, token);
  const [c14n, method, ...references] = childrenOf(doc, signedInfo, SHAPES.signedInfo) as [
    Element,
    Element,
    ...Element[],
  ];
  const algorithm = algorithmOf(doc, method, SHAPES.method);
  const found = SIGNATURES.get(algorithm);
  if (!found) throw new Refusal('verify.algorithm', {}, { detail: 'signature method' });
  childrenOf(doc, value, SHAPES.value);
  return {
    token,
    timestamp,
    signedInfo,
    inclusive: exclusiveOf(doc, c14n),
    algorithm,
    method: found,
    signature: decodeBase64(bytesOf(doc, value)) ?? misshapen('SignatureValue is not base64'),
    references: readReferences(doc, references, body, timestamp),
  };
}

/** Security for another actor is not ours to skip: with one Security header per message, it is refused. */
function checkAddressee(security: Element): void {
  for (const { local, binding, value } of security.attributes) {
    const soap = binding?.uri === NS.soap;
    if (soap && local === 'actor' && OURS.has(value)) continue;
    if (soap && local === 'mustUnderstand' && (value === '0' || value === '1')) continue;
    if (binding?.uri === wsu && local === 'Id') continue;
    misshapen(`attribute ${local.slice(0, 40)} on Security`);
  }
}

function partsOf(
  doc: XmlDocument,
  security: Element,
): Record<'token' | 'signature' | 'timestamp', Element | undefined> {
  const parts: Record<'token' | 'signature' | 'timestamp', Element | undefined> = {
    token: undefined,
    signature: undefined,
    timestamp: undefined,
  };
  for (let child = security.first; child !== null; child = child.next) {
    if (child.kind !== ELEMENT) {
      if (!isBlank(doc, child)) misshapen('text in Security');
      continue;
    }
    const name = child.is(wsse, 'BinarySecurityToken')
      ? 'token'
      : child.is(ds, 'Signature')
        ? 'signature'
        : child.is(wsu, 'Timestamp')
          ? 'timestamp'
          : misshapen(`${child.local.slice(0, 40)} in Security`);
    if (parts[name]) misshapen(`two ${child.local} in Security`);
    parts[name] = child;
  }
  return parts;
}

function checkToken(doc: XmlDocument, token: Element): void {
  childrenOf(doc, token, SHAPES.token);
  if (attributeBytesOf(token, 'ValueType') !== X509V3) misshapen('ValueType of the token');
  if (attributeBytesOf(token, 'EncodingType') !== BASE64) misshapen('EncodingType of the token');
}

function checkKeyInfo(doc: XmlDocument, keyInfo: Element, token: Element): void {
  const [tokenReference] = childrenOf(doc, keyInfo, SHAPES.keyInfo) as [Element];
  const [direct] = childrenOf(doc, tokenReference, SHAPES.tokenReference) as [Element];
  if (tokenReference.attributes.some(({ local, value }) => local === 'TokenType' && value !== X509V3)) {
    misshapen('TokenType of the token reference');
  }
  childrenOf(doc, direct, SHAPES.direct);
  const id = wsuId(token);
  if (id === undefined || attributeBytesOf(direct, 'URI') !== `#${id}`) misshapen('KeyInfo does not name the token');
  if ((attributeBytesOf(direct, 'ValueType') ?? X509V3) !== X509V3) misshapen('ValueType of the token reference');
}

function algorithmOf(doc: XmlDocument, element: Element, shape: Shape): string {
  childrenOf(doc, element, shape);
  return attributeBytesOf(element, 'Algorithm') ?? misshapen(`${element.local} without Algorithm`);
}

/** Exclusive C14N, and the prefixes that it treats inclusively. */
function exclusiveOf(doc: XmlDocument, element: Element): readonly string[] {
  const [list] = childrenOf(doc, element, SHAPES.c14n);
  if (attributeBytesOf(element, 'Algorithm') !== excC14n) {
    throw new Refusal('verify.algorithm', {}, { detail: `algorithm of ${element.local}` });
  }
  if (!list) return [];
  childrenOf(doc, list, SHAPES.inclusive);
  const prefixes = (attributeBytesOf(list, 'PrefixList') ?? misshapen('InclusiveNamespaces without PrefixList')).split(
    /[ \t\r\n]+/,
    MOST_PREFIXES + 3,
  );
  if (prefixes.length > MOST_PREFIXES + 2) misshapen(`more than ${MOST_PREFIXES} prefixes`);
  const named = prefixes.filter((prefix) => prefix !== '');
  return named.length > MOST_PREFIXES ? misshapen(`more than ${MOST_PREFIXES} prefixes`) : named;
}

function readReferences(
  doc: XmlDocument,
  references: readonly Element[],
  body: Element,
  timestamp: Element | undefined,
): Reference[] {
  const places = [body, ...(timestamp ? [timestamp] : [])];
  const read = references.map((reference) => {
    const [transforms, method, value] = childrenOf(doc, reference, SHAPES.reference) as [Element, Element, Element];
    const uri = attributeBytesOf(reference, 'URI');
    const element = places.find((place) => {
      const id = wsuId(place);
      return id !== undefined && uri === `#${id}`;
    });
    if (!element)
      throw new Refusal('verify.reference', {}, { detail: 'a reference to neither the Body nor the Timestamp' });
    const [transform] = childrenOf(doc, transforms, SHAPES.transforms) as [Element];
    const digest = DIGESTS.get(algorithmOf(doc, method, SHAPES.method));
    if (!digest) throw new Refusal('verify.algorithm', {}, { detail: 'digest method' });
    childrenOf(doc, value, SHAPES.digestValue);
    const written = compactBase64(bytesOf(doc, value));
    if (!isBase64Of(written, digest.bytes)) misshapen('DigestValue of another length');
    return { element, inclusive: exclusiveOf(doc, transform), hash: digest.hash, digest: written };
  });
  if (!read.some(({ element }) => element === body))
    throw new Refusal('verify.reference', {}, { detail: 'the Body is not signed' });
  if (read.length === 2 && read[0]!.element === read[1]!.element) {
    throw new Refusal('verify.reference', {}, { detail: 'two references to one element' });
  }
  return read;
}
