import { XmlError } from './error.ts';
import { internUri } from './interned.ts';
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

const NONE: Binding = { prefix: '', uri: '', id: 0, prefixId: 0, bit: 1 };
const XML: Binding = { prefix: 'xml', uri: XML_NS, id: 1, prefixId: 1, bit: 2 };
/** What is in force outside the root element. */
export const OUTERMOST: Scope = { binding: XML, outer: { binding: NONE, outer: null, depth: 0 }, depth: 0 };

/** Interns the namespace bindings of one document. */
export class Namespaces {
  #next = 2;
  /** Bindings by prefix and namespace name; all of one prefix have the same `prefixId`. */
  readonly prefixes = new Map<string, Map<string, Binding>>([
    ['', new Map([['', NONE]])],
    ['xml', new Map([[XML_NS, XML]])],
  ]);

  #bind(prefix: string, name: string): Binding {
    const uri = internUri(name);
    let bindings = this.prefixes.get(prefix);
    if (!bindings) {
      bindings = new Map();
      this.prefixes.set(prefix, bindings);
    }
    const known = bindings.get(uri);
    if (known) return known;
    const id = this.#next++;
    const [first] = bindings.values();
    const prefixId = first?.prefixId ?? this.prefixes.size - 1;
    const binding = { prefix, uri, id, prefixId, bit: id < 30 ? 1 << id : OVERFLOW };
    bindings.set(uri, binding);
    return binding;
  }

  /** @throws XmlError `namespace` for what Namespaces in XML 1.0 forbids, and in `strict` also for unsafe names */
  declare(prefix: string, uri: string, strict: boolean, at: number): Binding {
    const fail = (detail: string): never => {
      throw new XmlError('namespace', detail, at);
    };
    if (prefix === 'xmlns') fail('the prefix xmlns must not be declared');
    if (prefix === 'xml' ? uri !== XML_NS : uri === XML_NS) fail('only xml is bound to the XML namespace');
    if (uri === XMLNS_NS) fail('the xmlns namespace must not be declared');
    if (uri === '' && prefix !== '') fail('a prefix must not be undeclared');
    if (uri !== '' && !PLAIN.has(uri)) {
      if (!ABSOLUTE.test(uri)) fail('a namespace name must be an absolute URI');
      if (PLAIN_URI.test(uri)) remember(internUri(uri));
      else if (strict) fail('a namespace name with a character that messages must not use in it');
    }
    return this.#bind(prefix, uri);
  }
}

/** The binding in force for a prefix; undefined for an undeclared one. */
export function lookup(scope: Scope, prefix: string): Binding | undefined {
  for (let s: Scope | null = scope; s !== null; s = s.outer) if (s.binding.prefix === prefix) return s.binding;
  return undefined;
}
