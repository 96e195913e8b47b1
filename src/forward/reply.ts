import { Refusal } from '../base/errors/refusal.ts';
import { NS, RESERVED } from '../base/namespaces.ts';
import { XmlError } from '../base/xml/error.ts';
import { readXml } from '../base/xml/reader.ts';
import { type Element, elements, hasText, only, textOf, type XmlDocument } from '../base/xml/tree.ts';
import type { Fetched } from './cage.ts';
import { checkOurs } from './ours.ts';

/**
 * Judges what a municipal server answered: one SOAP 1.1 envelope with the `Respuesta` to this very petition. A volant and
 * the signature inside it stay opaque (protocol section 13).
 *
 * @param asked the envelope of the petition, with one solicitud
 * @param anywhere it may be of another municipality than the one named
 * @throws Refusal `forward.*`
 */
export function judgeReply(
  { status, contentType, bytes }: Fetched,
  idPeticion: string,
  asked: XmlDocument,
  anywhere = false,
): XmlDocument {
  if (status !== 200) throw new Refusal('forward.status', { status });
  if (!/^(text|application)\/(soap\+)?xml\s*(;|$)/i.test(contentType)) throw new Refusal('forward.content-type');
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  if (charset && !/^(utf-?8|us-ascii)$/i.test(charset)) throw new Refusal('forward.not-xml', {}, { detail: 'charset' });
  const doc = read(bytes);
  const respuesta = respuestaOf(doc);
  const answered = only(only(respuesta, NS.respuesta, 'Atributos'), NS.respuesta, 'IdPeticion');
  if (!answered || textOf(doc, answered).trim() !== idPeticion.trim()) {
    throw new Refusal('forward.not-ours', {}, { detail: 'IdPeticion' });
  }
  checkOurs(doc, respuesta, asked, anywhere);
  return doc;
}

function read(bytes: Buffer): XmlDocument {
  try {
    return readXml(bytes, 'message');
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new Refusal('forward.not-xml', {}, { detail: error.message });
  }
}

function respuestaOf(doc: XmlDocument): Element {
  const body = bodyOf(doc);
  const [payload, ...more] = body ? elements(body) : [];
  if (!payload || more.length > 0) throw notOurs('payload');
  if (payload.is(NS.soap, 'Fault')) throw new Refusal('forward.fault');
  const respuesta = payload.is(NS.openuri, 'procesaResponse') ? only(payload, NS.respuesta, 'Respuesta') : undefined;
  if (!respuesta) throw notOurs('Respuesta');
  return respuesta;
}

const notOurs = (detail: string): Refusal => new Refusal('forward.not-ours', {}, { detail });

/** The parts of an envelope that holds at most one Header with at most one Security, then one Body, and nothing else. */
export function frameOf(
  doc: XmlDocument,
): { readonly security: Element | undefined; readonly body: Element } | undefined {
  const { root } = doc;
  if (!root.is(NS.soap, 'Envelope')) return undefined;
  if (hasText(doc, root)) return undefined;
  const parts = elements(root);
  const header = parts[0]?.is(NS.soap, 'Header') ? parts.shift() : undefined;
  const [body, ...more] = parts;
  if (!body?.is(NS.soap, 'Body') || more.length > 0 || (header && !isPlainHeader(header))) return undefined;
  return { security: header && only(header, NS.wsse, 'Security'), body };
}

export const bodyOf = (doc: XmlDocument): Element | undefined => frameOf(doc)?.body;

function isPlainHeader(header: Element): boolean {
  const securities = elements(header).filter((block) => block.is(NS.wsse, 'Security'));
  if (securities.length > 1 || securities[0]?.exotic) return false;
  return elements(header).every((block) =>
    block === securities[0]
      ? isPlainSecurity(block)
      : !RESERVED.has(block.local) && elements(block).every(holdsNoReserved),
  );
}

/** Each of its parts once, and no Signature or Security inside another part. */
function isPlainSecurity(security: Element): boolean {
  const parts = elements(security);
  return (
    new Set(parts.map(({ local }) => local)).size === parts.length && parts.every(({ local }) => local !== 'Security')
  );
}

const holdsNoReserved = (element: Element): boolean =>
  !RESERVED.has(element.local) && elements(element).every(holdsNoReserved);
