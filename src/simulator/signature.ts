import { hash, verify, X509Certificate } from 'node:crypto';
import { NS } from '../base/namespaces.ts';
import { exclusiveC14n } from '../base/xml/c14n.ts';
import { readXml } from '../base/xml/reader.ts';
import { attributeOf, type Element, elements, textOf, type XmlDocument } from '../base/xml/tree.ts';
import { child, PetitionError } from './petition.ts';

/**
 * What is wrong with the WS-Security signature over a message's Body, with the key of its token, as a municipal server
 * checks it; undefined: nothing, or it has no Security header at all. Whose certificate it is, is not judged here.
 */
export function signatureProblem(bytes: Buffer): string | undefined {
  try {
    checkSignature(bytes);
    return undefined;
  } catch (error) {
    return error instanceof PetitionError ? error.message : 'the signature cannot be read';
  }
}

function checkSignature(bytes: Buffer): void {
  const doc = readXml(bytes, 'document');
  const body = need(doc.root, NS.soap, 'Body');
  const header = child(doc.root, 'Header', NS.soap);
  const security = header && child(header, 'Security', NS.wsse);
  if (!security) return;
  const signature = need(security, NS.ds, 'Signature');
  const info = need(signature, NS.ds, 'SignedInfo');
  const token = new X509Certificate(bytesIn(doc, need(security, NS.wsse, 'BinarySecurityToken')));
  const method = hashOf(need(info, NS.ds, 'SignatureMethod'));
  const signed = Buffer.from(canonical(doc, info, need(info, NS.ds, 'CanonicalizationMethod')), 'latin1');
  const key = { key: token.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify(method, signed, key, bytesIn(doc, need(signature, NS.ds, 'SignatureValue')))) {
    throw new PetitionError('the signature does not hold');
  }
  const uri = `#${body.attributes.find(({ local }) => local === 'Id')?.value}`;
  const reference = elements(info).find(
    (element) => element.is(NS.ds, 'Reference') && attributeOf(element, 'URI') === uri,
  );
  if (!reference || !digestOf(doc, body, reference).equals(bytesIn(doc, need(reference, NS.ds, 'DigestValue')))) {
    throw new PetitionError('the Body is not what was signed');
  }
}

function digestOf(doc: XmlDocument, body: Element, reference: Element): Buffer {
  const transform = need(need(reference, NS.ds, 'Transforms'), NS.ds, 'Transform');
  const bytes = Buffer.from(canonical(doc, body, transform), 'latin1');
  return hash(hashOf(need(reference, NS.ds, 'DigestMethod')), bytes, 'buffer');
}

/** @param method the element that may hold InclusiveNamespaces */
function canonical(doc: XmlDocument, apex: Element, method: Element): string {
  const inclusive = child(method, 'InclusiveNamespaces', NS.excC14n);
  const prefixes = inclusive ? (attributeOf(inclusive, 'PrefixList') ?? '') : '';
  return exclusiveC14n(doc, apex, { inclusive: prefixes.split(/\s+/).filter((prefix) => prefix !== '') });
}

/** `…#rsa-sha256`, `…#sha1` → the hash. */
function hashOf(element: Element): string {
  const name = /sha(?:1|256|384|512)$/.exec(attributeOf(element, 'Algorithm') ?? '')?.[0];
  if (!name) throw new PetitionError('an algorithm that is not known');
  return name;
}

const bytesIn = (doc: XmlDocument, element: Element): Buffer => Buffer.from(textOf(doc, element), 'base64');

function need(parent: Element, ns: string, local: string): Element {
  const found = child(parent, local, ns);
  if (!found) throw new PetitionError(`expected an element ${local}`);
  return found;
}
