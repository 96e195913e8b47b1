import { hash } from 'node:crypto';
import { randomHex } from '../base/clock.ts';
import { NS } from '../base/namespaces.ts';
import type { Inside } from '../base/request.ts';
import { exclusiveContent } from '../base/xml/c14n.ts';
import { escapeAttribute } from '../base/xml/escape.ts';
import type { Binding, Element, Scope, XmlDocument } from '../base/xml/tree.ts';
import { digestWith, filledWith } from './inside.ts';
import { securityHeader, signedInfo } from './security.ts';

export interface Signing {
  /** URI of the signature method. */
  readonly algorithm: string;
  /** DER of the certificate, base64. */
  readonly certificate: string;
  sign(bytes: Buffer): Promise<Buffer>;
}

/**
 * A new envelope around the very bytes that are inside the Body: its own Header, the Body signed, random Ids. All
 * namespaces that were in force there stay so, and the only one that is added is that of the Body's Id.
 */
export async function sealEnvelope(
  doc: XmlDocument,
  body: Element,
  signing: Signing,
  now: number,
  inside?: Inside,
): Promise<Buffer> {
  const inForce = bindingsOf(body.scope);
  const soap = body.binding;
  const wsu = unused('wsu', doc, inside);
  const qualified = (local: string): string => (soap.prefix === '' ? local : `${soap.prefix}:${local}`);
  const ids = {
    body: `id-${randomHex()}`,
    token: `X509-${randomHex()}`,
    timestamp: `TS-${randomHex()}`,
    keyInfo: `KI-${randomHex()}`,
  };
  const id = { prefix: wsu, uri: NS.wsu };
  const open = `<${qualified('Body')}${declarations([soap, id].sort((a, b) => (a.prefix < b.prefix ? -1 : 1)))} ${wsu}:Id="${ids.body}">`;
  const close = `</${qualified('Body')}>`;
  const digest = inside
    ? await digestWith(doc, body, inside, open, close)
    : hash('sha256', Buffer.from(open + exclusiveContent(doc, body) + close, 'latin1'), 'base64');
  const info = signedInfo(signing.algorithm, ids.body, digest);
  const signature = await signing.sign(Buffer.from(info.canonical, 'latin1'));

  // The Header declares its own prefix for the SOAP namespace's attribute, as an attribute has no default namespace.
  const attribute = soap.prefix === '' ? `xmlns:soap="${NS.soap}" soap:` : `${soap.prefix}:`;
  const security = securityHeader(attribute, ids, signing.certificate, info.written, signature.toString('base64'), now);
  const head =
    `<${qualified('Envelope')}${declarations(inForce)}><${qualified('Header')}>${security}</${qualified('Header')}>` +
    `<${qualified('Body')}${declarations([id])} ${wsu}:Id="${ids.body}">`;
  return Buffer.concat([
    Buffer.from(head, 'latin1'),
    inside
      ? filledWith(doc, inside, body.contentStart, body.contentEnd)
      : doc.bytes.subarray(body.contentStart, body.contentEnd),
    Buffer.from(`</${qualified('Body')}></${qualified('Envelope')}>`, 'latin1'),
  ]);
}

function bindingsOf(scope: Scope): Binding[] {
  const found = new Map<string, Binding>();
  for (let s: Scope | null = scope; s !== null; s = s.outer) {
    if (!found.has(s.binding.prefix)) found.set(s.binding.prefix, s.binding);
  }
  return [...found.values()].filter(({ prefix, uri }) => prefix !== 'xml' && uri !== '');
}

const declarations = (bindings: readonly Pick<Binding, 'prefix' | 'uri'>[]): string =>
  bindings.map(({ prefix, uri }) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(uri)}"`).join('');

/** A prefix that nothing in the document is bound to, so that no binding of the Body's content can meet it. */
function unused(wanted: string, { prefixes }: XmlDocument, inside: Inside | undefined): string {
  const isUsed = (prefix: string): boolean =>
    prefixes.has(prefix) || (inside?.elements.some((element) => element.includes(`xmlns:${prefix}`)) ?? false);
  let prefix = wanted;
  for (let n = 1; isUsed(prefix); n++) prefix = `${wanted}${n}`;
  return prefix;
}
