import { X509Certificate } from 'node:crypto';
import { NS } from '../../base/namespaces.ts';
import { readXml } from '../../base/xml/reader.ts';
import { attributeOf, type Element, elements, textOf } from '../../base/xml/tree.ts';
import { DSS, XSS } from './names.ts';

/** A request that PSIS answers with RequesterError. Its message quotes nothing of the request. */
export class RequestError extends Error {}

export interface Request {
  readonly certificate: X509Certificate;
  /** Names of the attributes that are asked for; undefined when none are. */
  readonly asked: readonly string[] | undefined;
}

/**
 * Reads a VerifyRequest about one certificate, its parts in the order of the schema.
 *
 * @throws XmlError, RequestError
 */
export function readRequest(bytes: Buffer): Request {
  const doc = readXml(bytes, 'document');
  if (!doc.root.is(NS.soap, 'Envelope')) throw new RequestError('expected a SOAP 1.1 Envelope');
  const request = descend(doc.root, [NS.soap, 'Body'], [DSS, 'VerifyRequest']);
  if (attributeOf(request, 'Profile') !== XSS) throw new RequestError('expected the profile XSS');
  const parts = elements(request);
  const inputs = parts[0]?.is(DSS, 'OptionalInputs') ? parts.shift() : undefined;
  if (parts.length !== 1 || !parts[0]!.is(DSS, 'SignatureObject'))
    throw new RequestError('expected one SignatureObject');
  const text = descend(parts[0]!, [DSS, 'Other'], [NS.ds, 'X509Data'], [NS.ds, 'X509Certificate']);
  return { certificate: certificateOf(textOf(doc, text)), asked: inputs && designated(inputs) };
}

/** Each the only child of the one before. */
function descend(from: Element, ...path: readonly (readonly [ns: string, local: string])[]): Element {
  return path.reduce((parent, [ns, local]) => {
    const named = elements(parent).filter((element) => element.is(ns, local));
    if (named.length !== 1) throw new RequestError(`expected one ${local}`);
    return named[0]!;
  }, from);
}

function certificateOf(base64: string): X509Certificate {
  const compact = base64.replace(/[ \t\r\n]+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw new RequestError('expected a certificate in base64');
  try {
    return new X509Certificate(Buffer.from(compact, 'base64'));
  } catch {
    throw new RequestError('expected an X.509 certificate');
  }
}

function designated(inputs: Element): string[] {
  const info = elements(inputs).filter((element) => element.is(XSS, 'ReturnX509CertificateInfo'));
  return info
    .flatMap((element) => elements(element))
    .map((element) => {
      const name = element.is(XSS, 'AttributeDesignator') ? attributeOf(element, 'Name') : undefined;
      if (name === undefined) throw new RequestError('expected an AttributeDesignator with its Name');
      return name;
    });
}
