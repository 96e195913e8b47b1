import type { Expected } from '../errors/catalogue/expected.ts';
import { XmlError } from './error.ts';
import { internUri, type Read } from './interned.ts';
import { type Binding, OVERFLOW, type Scope } from './tree.ts';

export const XML_NS = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NS = 'http://www.w3.org/2000/xmlns/';

/** An absolute URI starts with a scheme; C14N 1.0 section 1.3 refuses documents with relative namespace names. */
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/**
 * Namespace names that messages may have: URIs (RFC 3986) without quotes, ampersands and brackets. XML allows more, and
 * that is where verifiers disagree: on escaping, and on what is an absolute URI.
 */
const PART = '(?:[A-Za-z0-9._~:/?@!$()*+,;=-]|%[0-9A-Fa-f]{2})*';
const PLAIN_URI = new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:${PART}(?:#${PART})?$`);

/** Names that both tests passed, so that the ones of every message are tested once. */
const PLAIN = new Set<string>();
const MOST_PLAIN = 1024;
function remember(uri: string): void {
  if (PLAIN.size < MOST_PLAIN && uri.length < 128) PLAIN.add(uri);
}

/** A prefix of a document. */
interface Prefix {
  readonly id: number;
  /** The namespace that it was bound to first, which in most documents is the only one. */
  first: Binding | undefined;
  /** The others by namespace name. */
  bindings: Map<string, Binding> | undefined;
  /** What it is bound to at the place that is being read. */
  inForce: Binding | undefined;
  /** Start of the tag that declared it last. */
  declaredAt: number;
}

const NONE: Binding = { prefix: '', uri: '', id: 0, prefixId: 0, bit: 1 };
const XML: Binding = { prefix: 'xml', uri: XML_NS, id: 1, prefixId: 1, bit: 2 };
const boundTo = (binding: Binding): Prefix => ({
  id: binding.prefixId,
  first: binding,
  bindings: undefined,
  inForce: binding,
  declaredAt: -1,
});
/** What is in force outside the root element. */
export const OUTERMOST: Scope = {
  binding: XML,
  outer: { binding: NONE, outer: null, depth: 0, hidden: undefined },
  depth: 0,
  hidden: undefined,
};

/** Interns the namespace bindings of one document. */
export class Namespaces {
  readonly #most: number;
  readonly #longest: number;
  #next = 2;
  readonly prefixes = new Map<string, Prefix>();

  /** @param most bindings of the document @param longest bytes of a namespace name */
  constructor(most: number, longest: number) {
    this.#most = most;
    this.#longest = longest;
    this.prefixes.set('', boundTo(NONE)).set('xml', boundTo(XML));
  }

  #binding(known: Prefix, prefix: string, uri: string, at: number): Binding {
    const { first } = known;
    const found = first?.uri === uri ? first : known.bindings?.get(uri);
    if (found) return found;
    if (this.#next >= this.#most) throw new XmlError('limit', `more than ${this.#most} namespace bindings`, at);
    const id = this.#next++;
    const binding = { prefix, uri, id, prefixId: known.id, bit: id < 30 ? 1 << id : OVERFLOW };
    if (first === undefined) known.first = binding;
    else known.bindings = (known.bindings ?? new Map()).set(uri, binding);
    return binding;
  }

  /**
   * Puts a declaration into force, until `leave`.
   *
   * @param by the attribute's name
   * @param tag where the tag starts that declares it
   * @throws XmlError `namespace` for what Namespaces in XML 1.0 forbids, and in `strict` also for unsafe names; `limit`
   */
  declare(by: Read, name: string, strict: boolean, outer: Scope, tag: number, at: number): Scope {
    const prefix = by.prefix === '' ? '' : by.local;
    if (name.length > this.#longest)
      throw new XmlError('limit', `a namespace name longer than ${this.#longest} bytes`, at);
    const uri = by.declared === name ? by.declared : checked(by, prefix, name, strict, at);
    let known = this.prefixes.get(prefix);
    if (!known) {
      known = { id: this.prefixes.size, first: undefined, bindings: undefined, inForce: undefined, declaredAt: -1 };
      this.prefixes.set(prefix, known);
    }
    if (known.declaredAt === tag)
      throw new XmlError('not-well-formed', 'a namespace declared twice in one element', at);
    known.declaredAt = tag;
    const binding = this.#binding(known, prefix, uri, at);
    const scope = { binding, outer, depth: outer.depth + 1, hidden: known.inForce };
    known.inForce = binding;
    return scope;
  }

  /** What a prefix is bound to where the document is being read: a look-up, however many are declared. */
  inForce(prefix: string): Binding | undefined {
    return this.prefixes.get(prefix)?.inForce;
  }

  /** Takes back the declarations of an element that is closed. */
  leave(scope: Scope, outer: Scope): void {
    for (let s = scope; s !== outer; s = s.outer!) this.prefixes.get(s.binding.prefix)!.inForce = s.hidden;
  }
}

function checked(by: Read, prefix: string, name: string, strict: boolean, at: number): string {
  const uri = internUri(name);
  if (!PLAIN.has(uri) || prefix === 'xmlns' || prefix === 'xml') check(prefix, uri, strict, at);
  if (PLAIN.has(uri)) by.declared = uri;
  return uri;
}

function check(prefix: string, uri: string, strict: boolean, at: number): void {
  const fail = (detail: Expected): never => {
    throw new XmlError('namespace', detail, at);
  };
  if (prefix === 'xmlns') fail('the prefix xmlns must not be declared');
  if (prefix === 'xml' ? uri !== XML_NS : uri === XML_NS) fail('only xml is bound to the XML namespace');
  if (uri === XMLNS_NS) fail('the xmlns namespace must not be declared');
  if (uri === '' && prefix !== '') fail('a prefix must not be undeclared');
  if (uri === '' || prefix === 'xml') return;
  if (!ABSOLUTE.test(uri)) fail('a namespace name must be an absolute URI');
  if (PLAIN_URI.test(uri)) remember(uri);
  else if (strict) fail('a namespace name with a character that messages must not use in it');
}

/** The binding in force for a prefix somewhere in a tree; undefined for an undeclared one. */
export function lookup(scope: Scope, prefix: string): Binding | undefined {
  for (let s: Scope | null = scope; s !== null; s = s.outer) if (s.binding.prefix === prefix) return s.binding;
  return undefined;
}
