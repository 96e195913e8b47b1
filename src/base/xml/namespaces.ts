import { XmlError } from './error.ts';
import { type Binding, OVERFLOW, type Scope } from './tree.ts';

export const XML_NS = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NS = 'http://www.w3.org/2000/xmlns/';

/** An absolute URI starts with a scheme; C14N 1.0 section 1.3 refuses documents with relative namespace names. */
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** Namespace names that the path refuses although XML allows them: their escaping is where verifiers disagree. */
const UNSAFE = /[&<>"'\s\x80-\xff]/;

/** Interns the namespace bindings of one document. */
export class Namespaces {
  readonly #bindings = new Map<string, Binding>();
  readonly #prefixes = new Map<string, number>();
  readonly none: Binding;
  readonly xml: Binding;
  readonly root: Scope;

  constructor() {
    this.none = this.#bind('', '');
    this.xml = this.#bind('xml', XML_NS);
    this.root = { binding: this.xml, outer: { binding: this.none, outer: null, depth: 0 }, depth: 0 };
  }

  get prefixes(): ReadonlyMap<string, number> {
    return this.#prefixes;
  }

  #bind(prefix: string, uri: string): Binding {
    const key = `${prefix} ${uri}`;
    let binding = this.#bindings.get(key);
    if (!binding) {
      const id = this.#bindings.size;
      let prefixId = this.#prefixes.get(prefix);
      if (prefixId === undefined) {
        prefixId = this.#prefixes.size;
        this.#prefixes.set(prefix, prefixId);
      }
      binding = { prefix, uri, id, prefixId, bit: id < 30 ? 1 << id : OVERFLOW };
      this.#bindings.set(key, binding);
    }
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
    if (uri !== '' && !ABSOLUTE.test(uri)) fail('a namespace name must be an absolute URI');
    if (strict && UNSAFE.test(uri)) fail('a namespace name with a character that messages must not use in it');
    return this.#bind(prefix, uri);
  }
}

/** The binding in force for a prefix; undefined for an undeclared one. */
export function lookup(scope: Scope, prefix: string): Binding | undefined {
  for (let s: Scope | null = scope; s !== null; s = s.outer) if (s.binding.prefix === prefix) return s.binding;
  return undefined;
}
