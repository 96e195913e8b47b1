import { escapeAttribute, escapeBytes } from './escape.ts';
import { lookup } from './namespaces.ts';
import { type Attribute, type Binding, COMMENT, characters, Element, OVERFLOW, PI, type XmlDocument } from './tree.ts';

export interface C14nOptions {
  /** Prefixes of InclusiveNamespaces/@PrefixList; `#default` is the default namespace. */
  readonly inclusive?: readonly string[];
  readonly comments?: boolean;
}

/**
 * Exclusive XML Canonicalization 1.0 of the subtree at `apex` (https://www.w3.org/TR/xml-exc-c14n/), as a byte string.
 *
 * Where the source is canonical already and declares no namespaces, whole slices of it are copied.
 */
export function exclusiveC14n(doc: XmlDocument, apex: Element, options: C14nOptions = {}): string {
  const prefixes = new Set((options.inclusive ?? []).map((prefix) => (prefix === '#default' ? '' : prefix)));
  return new Canonicaliser(doc, prefixes, options.comments ?? false).render(apex);
}

/**
 * The canonical form of what is inside an element, as it stands in a signed element of the same name that declares the
 * same namespace for it: what is needed to sign an element whose own start tag is written anew.
 */
export function exclusiveContent(doc: XmlDocument, element: Element): string {
  return new Canonicaliser(doc, new Set(), false).renderContent(element);
}

class Canonicaliser {
  readonly #doc: XmlDocument;
  readonly #inclusive: ReadonlySet<string>;
  readonly #comments: boolean;
  /** For each prefix, the id of the binding that is in force in the output, plus one. */
  readonly #rendered: Int32Array;
  /** The same as bits, for the bindings that have one of their own. */
  #mask = 0;
  #out = '';
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
    this.#element(apex);
    return this.#out;
  }

  renderContent(element: Element): string {
    this.#inForce(element.binding);
    this.#children(element);
    return this.#out;
  }

  #element(element: Element): void {
    const added = this.#namespacesOf(element);
    const before = this.#mask;
    const undo = added.map((binding) => this.#rendered[binding.prefixId]!);
    this.#out += `<${element.name}`;
    for (const binding of added) this.#declare(binding);
    for (const attribute of sorted(element.attributes)) {
      this.#out += ` ${attribute.name}="${attribute.canonical ?? escapeAttribute(attribute.value)}"`;
    }
    this.#out += '>';
    this.#children(element);
    this.#out += `</${element.name}>`;
    added.forEach((binding, i) => {
      this.#rendered[binding.prefixId] = undo[i]!;
    });
    this.#mask = before;
  }

  #declare(binding: Binding): void {
    const { prefix, uri } = binding;
    this.#out += prefix === '' ? ` xmlns="${escapeAttribute(uri)}"` : ` xmlns:${prefix}="${escapeAttribute(uri)}"`;
    this.#inForce(binding);
  }

  #inForce({ id, prefixId, bit }: Binding): void {
    const replaced = this.#rendered[prefixId]! - 1;
    if (replaced >= 0 && replaced < 30) this.#mask &= ~(1 << replaced);
    if (bit !== OVERFLOW) this.#mask |= bit;
    this.#rendered[prefixId] = id + 1;
  }

  #children(element: Element): void {
    const { source } = this.#doc;
    for (let child = element.first; child !== null; child = child.next) {
      if (child instanceof Element) {
        if (child.canonical && (child.mask & ~this.#mask) === 0) this.#out += source.slice(child.start, child.end);
        else this.#element(child);
      } else if (child.kind === PI) {
        this.#out += `<?${child.value}?>`;
      } else if (child.kind === COMMENT) {
        if (this.#comments) this.#out += `<!--${child.value}-->`;
      } else {
        this.#out += child.canonical ? source.slice(child.start, child.end) : escapeBytes(characters(this.#doc, child));
      }
    }
  }

  /** Bindings to declare on an element: those it visibly utilises or the list names, where the output lacks them. */
  #namespacesOf(element: Element): Binding[] {
    const added: Binding[] = [];
    const consider = (binding: Binding | null | undefined): void => {
      if (!binding || this.#rendered[binding.prefixId] === binding.id + 1 || added.includes(binding)) return;
      added.push(binding);
    };
    consider(element.binding);
    for (const attribute of element.attributes) consider(attribute.binding);
    if (element === this.#apex) for (const prefix of this.#inclusive) consider(lookup(element.scope, prefix));
    else if (this.#inclusive.size > 0)
      for (const binding of declaredOn(element)) if (this.#inclusive.has(binding.prefix)) consider(binding);
    return added.sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  }
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
