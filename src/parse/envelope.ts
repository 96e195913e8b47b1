import { type Expected, names } from '../base/errors/catalogue/expected.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { NS, RESERVED } from '../base/namespaces.ts';
import type { Envelope } from '../base/request.ts';
import { ELEMENT, type Element, elements, hasText, type XmlDocument } from '../base/xml/tree.ts';

/** Index of the Security header among the places. */
const SECURITY = 0;

const US = new Set(['', 'http://schemas.xmlsoap.org/soap/actor/next']);

/**
 * The one skeleton of a message: Envelope, at most one Header with at most one Security, one Body with one payload.
 *
 * @throws Refusal `parse.envelope`, `parse.markup`, `parse.must-understand`
 */
export function readEnvelope(doc: XmlDocument): Envelope {
  const { root } = doc;
  if (!root.is(NS.soap, 'Envelope')) throw wrong(names('Envelope, SOAP 1.1'));
  const parts = elements(root);
  const header = parts[0]?.is(NS.soap, 'Header') ? parts.shift() : undefined;
  const body = parts.shift();
  if (!body?.is(NS.soap, 'Body') || parts.length > 0) throw wrong(names('Header?, Body'));
  const securities = header ? elements(header).filter((block) => block.is(NS.wsse, 'Security')) : [];
  if (securities.length > 1) throw wrong('one Security');
  const [security] = securities;
  const [payload, ...others] = elements(body);
  if (!payload || others.length > 0) throw wrong('one element in Body');
  for (const element of [root, header, body]) {
    if (element && hasText(doc, element)) throw wrong(`no text in ${element.local}`);
  }
  if (body.exotic || security?.exotic) throw new Refusal('parse.markup');
  if (header) checkBlocks(header);
  const envelope = { doc, header, security, body, payload };
  checkReserved(root, [security, header, body]);
  return envelope;
}

const wrong = (expected: Expected): Refusal => new Refusal('parse.envelope', { expected });

/** Header blocks that we do not know are ignored, unless they are for us and mandatory (SOAP 1.1 section 4.2.3). */
function checkBlocks(header: Element): void {
  for (const block of elements(header)) {
    if (block.is(NS.wsse, 'Security')) continue;
    let mandatory = false;
    let actor = '';
    for (const { local, binding, value } of block.attributes) {
      if (binding?.uri !== NS.soap) continue;
      if (local === 'mustUnderstand') mandatory = value.trim() !== '0';
      if (local === 'actor') actor = value.trim();
    }
    if (mandatory && US.has(actor)) throw new Refusal('parse.must-understand', { header: block.local });
  }
}

/** Reserved names stand only in their places; inside Security, `verify` has an exact shape for every one of them. */
function checkReserved(element: Element, places: readonly (Element | undefined)[]): void {
  for (let child = element.first; child !== null; child = child.next) {
    if (child.kind !== ELEMENT) continue;
    if (RESERVED.has(child.local) && !places.includes(child)) throw wrong(`${child.local} in its one place`);
    if (child !== places[SECURITY]) checkReserved(child, places);
  }
}
