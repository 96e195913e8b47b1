import { escapeAttribute, escapeBytes } from './escape.ts';
import { lookup } from './namespaces.ts';
import {
  type Attribute,
  type Binding,
  type CharacterData,
  COMMENT,
  characters,
  Element,
  OVERFLOW,
  PI,
  type XmlDocument,
} from './tree.ts';

export interface C14nOptions {
  /** Prefixes of InclusiveNamespaces/@PrefixList; `#default` is the default namespace. */
  readonly inclusive?: readonly string[];
  readonly comments?: boolean;
}

/**
 * Exclusive XML Canonicalization 1.0 of the subtree at `apex` (https://www.w3.org/TR/xml-exc-c14n/), as a byte string.
 *
 * It is the source but for the places where that is not canonical: what lies between them is copied as a whole.
 */
export function exclusiveC14n(doc: XmlDocument, apex: Element, options: C14nOptions = {}): string {
  return new Canonicaliser(doc, prefixesOf(options.inclusive), options.comments ?? false).render(apex);
}

/**
 * The canonical form of what is inside an element, as it stands in a signed element of the same name that declares the
 * same namespace for it: what is needed to sign an element whose own start tag is written anew.
 */
export function exclusiveContent(doc: XmlDocument, element: Element): string {
  return new Canonicaliser(doc, NO_PREFIXES, false).renderContent(element);
}

const NO_PREFIXES: ReadonlySet<string> = new Set();
const prefixesOf = (inclusive: readonly string[] = []): ReadonlySet<string> =>
  inclusive.length === 0 ? NO_PREFIXES : new Set(inclusive.map((prefix) => (prefix === '#default' ? '' : prefix)));

class Canonicaliser {
  readonly #doc: XmlDocument;
  readonly #inclusive: ReadonlySet<string>;
  readonly #comments: boolean;
  /** For each prefix, the id of the binding that is in force in the output, plus one. */
  readonly #rendered: Int32Array;
  /** The same as bits, for the bindings that have one of their own. */
  #mask = 0;
  /** The canonical form of what stands before `#from`. */
  #out = '';
  #from = 0;
  #apex: Element | undefined;

  constructor(doc: XmlDocument, inclusive: ReadonlySet<string>, comments: boolean) {
    this.#doc = doc;
    this.#inclusive = inclusive;
    this.#comments = comments;
    this.#rendered = new Int32Array(doc.prefixes.size);
    // The empty default namespace and the prefix xml (ids 0 and 1) need no declaration.
    this.#rendered[0] = 1;
    this.#rendered[1] = 2;
    this.#mask = 3;
  }

  render(apex: Element): string {
    this.#apex = apex;
    this.#from = apex.start;
    this.#element(apex);
    return this.#upTo(apex.end);
  }

  renderContent(element: Element): string {
    this.#inForce(element.binding);
    this.#from = element.contentStart;
    this.#children(element);
    return this.#upTo(element.contentEnd);
  }

  /** All up to an offset, which the source is canonical up to. */
  #upTo(offset: number): string {
    return this.#from < offset ? this.#out + this.#doc.source.slice(this.#from, offset) : this.#out;
  }

  /** Puts something else in the place of a part of the source. */
  #replace(start: number, end: number, text: string): void {
    this.#out = this.#upTo(start) + text;
    this.#from = end;
  }

  #element(element: Element): void {
    const { name, start, contentStart, contentEnd, end } = element;
    const added = this.#namespacesOf(element);
    const isEmpty = contentStart === end;
    if (!element.plainTag || added.length > 0) this.#replace(start, contentStart, startTag(element, added));
    else if (isEmpty) this.#replace(contentStart - '/>'.length, contentStart, '>');
    if (isEmpty) {
      this.#replace(end, end, `</${name}>`);
      return;
    }
    const before = this.#mask;
    const undo = added.map((binding) => this.#rendered[binding.prefixId]!);
    for (const binding of added) this.#inForce(binding);
    this.#children(element);
    for (let i = 0; i < added.length; i++) this.#rendered[added[i]!.prefixId] = undo[i]!;
    this.#mask = before;
    if (end - contentEnd > name.length + '</>'.length) this.#replace(contentEnd, end, `</${name}>`);
  }

  #inForce({ id, prefixId, bit }: Binding): void {
    const replaced = this.#rendered[prefixId]! - 1;
    if (replaced >= 0 && replaced < 30) this.#mask &= ~(1 << replaced);
    if (bit !== OVERFLOW) this.#mask |= bit;
    this.#rendered[prefixId] = id + 1;
  }

  #children(element: Element): void {
    for (let child = element.first; child !== null; child = child.next) {
      if (child instanceof Element) {
        if (!child.canonical || (child.mask & ~this.#mask) !== 0) this.#element(child);
      } else if (!child.canonical) {
        this.#replace(child.start, child.end, this.#text(child));
      }
    }
  }

  #text(node: CharacterData): string {
    if (node.kind === PI) return `<?${node.value}?>`;
    if (node.kind === COMMENT) return this.#comments ? `<!--${node.value}-->` : '';
    return escapeBytes(characters(this.#doc, node));
  }

  /** Bindings to declare on an element: those it visibly utilises or the list names, where the output lacks them. */
  #namespacesOf(element: Element): readonly Binding[] {
    const added: Binding[] = [];
    this.#consider(element.binding, added);
    for (const attribute of element.attributes) this.#consider(attribute.binding, added);
    if (this.#inclusive.size > 0) for (const binding of this.#included(element)) this.#consider(binding, added);
    return added.length < 2 ? added : added.sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  }

  #consider(binding: Binding | null | undefined, added: Binding[]): void {
    if (!binding || this.#rendered[binding.prefixId] === binding.id + 1 || added.includes(binding)) return;
    added.push(binding);
  }

  /** What the list of inclusive prefixes adds: at the apex all that it names, below it what its tags declare. */
  #included(element: Element): (Binding | undefined)[] {
    if (element === this.#apex) return [...this.#inclusive].map((prefix) => lookup(element.scope, prefix));
    return [...declaredOn(element)].filter(({ prefix }) => this.#inclusive.has(prefix));
  }
}

function startTag(element: Element, added: readonly Binding[]): string {
  let tag = `<${element.name}`;
  for (const { prefix, uri } of added) {
    tag += prefix === '' ? ` xmlns="${escapeAttribute(uri)}"` : ` xmlns:${prefix}="${escapeAttribute(uri)}"`;
  }
  for (const { name, value, canonical } of sorted(element.attributes)) {
    tag += ` ${name}="${canonical ?? escapeAttribute(value)}"`;
  }
  return `${tag}>`;
}

/** What an element's own tag declares: below the apex, nothing else can differ from what its parent left in force. */
function* declaredOn({ scope, parent }: Element): Generator<Binding> {
  for (let s = scope; s !== parent!.scope; s = s.outer!) yield s.binding;
}

function sorted(attributes: readonly Attribute[]): readonly Attribute[] {
  if (attributes.length < 2) return attributes;
  const uri = (attribute: Attribute): string => attribute.binding?.uri ?? '';
  return [...attributes].sort((a, b) => {
    if (uri(a) !== uri(b)) return uri(a) < uri(b) ? -1 : 1;
    return a.local < b.local ? -1 : 1;
  });
}
