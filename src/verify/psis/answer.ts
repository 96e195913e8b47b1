import { NS } from '../../base/namespaces.ts';
import { XmlError } from '../../base/xml/error.ts';
import { readXml } from '../../base/xml/reader.ts';
import { attributeOf, type Element, elements, type XmlDocument } from '../../base/xml/tree.ts';
import { ATTRIBUTES, DSS, SAML, XSS } from './names.ts';
import { leaf, partsOf, type Shape, unreadable } from './parts.ts';
import { Unusable } from './unusable.ts';

/** What PSIS says of a certificate. */
export interface Answer {
  readonly major: string;
  readonly minor: string | undefined;
  /** Those that were asked for and have a value. */
  readonly attributes: ReadonlyMap<string, string>;
}

const ENVELOPE = { Header: [NS.soap, 0, 1], Body: [NS.soap, 1, 1] } as const satisfies Shape;
const BODY = { VerifyResponse: [DSS, 1, 1] } as const satisfies Shape;
const RESPONSE = { Result: [DSS, 1, 1], OptionalOutputs: [DSS, 0, 1] } as const satisfies Shape;
const RESULT = {
  ResultMajor: [DSS, 1, 1],
  ResultMinor: [DSS, 0, 1],
  ResultMessage: [DSS, 0, 1],
} as const satisfies Shape;
const OUTPUTS = { ProcessingDetails: [DSS, 0, 1], X509CertificateInfo: [XSS, 0, 1] } as const satisfies Shape;
const INFO = { Attribute: [XSS, 0, 256] } as const satisfies Shape;

/**
 * Reads an answer of exactly the known form: every part in its one place, nothing else beside it. What is said of how
 * PSIS came to its result (`ProcessingDetails`, `ResultMessage`) is evidence only.
 *
 * @throws Unusable `unreadable`
 */
export function readAnswer(bytes: Buffer): Answer {
  const doc = read(bytes);
  if (!doc.root.is(NS.soap, 'Envelope')) unreadable('no SOAP 1.1 Envelope');
  if (doc.root.exotic) unreadable('a comment, processing instruction or CDATA section');
  const [body] = partsOf(doc, doc.root, ENVELOPE).Body as [Element];
  const [response] = partsOf(doc, body, BODY).VerifyResponse as [Element];
  const { Result, OptionalOutputs } = partsOf(doc, response, RESPONSE);
  const { ResultMajor, ResultMinor } = partsOf(doc, Result[0]!, RESULT);
  const infos = OptionalOutputs.flatMap((outputs) => partsOf(doc, outputs, OUTPUTS).X509CertificateInfo);
  return {
    major: leaf(doc, ResultMajor[0]!),
    minor: ResultMinor[0] && leaf(doc, ResultMinor[0]),
    attributes: attributesOf(
      doc,
      infos.flatMap((info) => partsOf(doc, info, INFO).Attribute),
    ),
  };
}

function read(bytes: Buffer): XmlDocument {
  try {
    return readXml(bytes, 'message');
  } catch (cause) {
    if (cause instanceof XmlError) throw new Unusable('unreadable', { cause });
    throw cause;
  }
}

function attributesOf(doc: XmlDocument, all: readonly Element[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of ATTRIBUTES) {
    const named = all.filter((attribute) => attributeOf(attribute, 'Name') === name);
    const values = named.flatMap((attribute) => elements(attribute));
    if (named.length > 1 || values.length > 1) unreadable('an attribute twice');
    const [value] = values;
    if (!value) continue;
    if (value.local !== 'AttributeValue' || !SAML.has(value.ns)) unreadable('no AttributeValue in Attribute');
    const text = leaf(doc, value);
    if (text !== '') found.set(name, text);
  }
  return found;
}
