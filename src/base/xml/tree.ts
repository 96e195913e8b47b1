import { isSpace } from './names.ts';
import { bytesForNow } from './scratch.ts';

/**
 * The one immutable tree of a message.
 *
 * Every string in it is a *byte string*: one character for each byte of the UTF-8 source (latin1), so that an index
 * into `source` is an offset into the buffer, comparing byte strings orders by code point as C14N asks, and what is
 * hashed is what was received. `textOf` and `decode` turn byte strings into text for people and for routing.
 */

/** One (prefix, namespace) pair; the same pair is the same object throughout a document. */
export interface Binding {
  readonly prefix: string;
  readonly uri: string;
  /** Dense index of the binding in its document. */
  readonly id: number;
  /** Dense index of the prefix in its document. */
  readonly prefixId: number;
  /** One bit for each of the first 30 bindings; the others share `OVERFLOW`. */
  readonly bit: number;
}

export const OVERFLOW = 1 << 30;

/** What an element's start tag added to the bindings in force, innermost first. */
export interface Scope {
  readonly binding: Binding;
  readonly outer: Scope | null;
  readonly depth: number;
  /** What the prefix was bound to before. */
  readonly hidden: Binding | undefined;
}

export interface Attribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** Null for an attribute without prefix. */
  readonly binding: Binding | null;
  /** Normalised value (XML 1.0 section 3.3.3, CDATA type). */
  readonly value: string;
  /** The value as written, when that is also its canonical form; else null. */
  readonly canonical: string | null;
}

export const ELEMENT = 1;
export const TEXT = 2;
export const CDATA = 3;
export const COMMENT = 4;
export const PI = 5;

export class CharacterData {
  readonly kind: typeof TEXT | typeof CDATA | typeof COMMENT | typeof PI;
  readonly start: number;
  readonly end: number;
  /** Text with references resolved and line ends normalised; null where that is the source itself, unchanged. */
  readonly value: string | null;
  /** The source bytes are their own canonical form. */
  readonly canonical: boolean;
  next: Node | null = null;

  constructor(kind: CharacterData['kind'], start: number, end: number, value: string | null, canonical: boolean) {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.value = value;
    this.canonical = canonical;
  }
}

/** Siblings are linked, as most elements have one child and an array for it would cost more than the child. */
export class Element {
  readonly kind = ELEMENT;
  readonly name: string;
  readonly local: string;
  readonly binding: Binding;
  readonly parent: Element | null;
  readonly scope: Scope;
  readonly attributes: readonly Attribute[];
  /** Offset of `<`. */
  readonly start: number;
  /** Offset after the start tag's `>`. */
  readonly contentStart: number;
  /** Offset of the end tag's `<`, equal to `contentStart` for an empty-element tag. */
  contentEnd = 0;
  /** Offset after the element. */
  end = 0;
  first: Node | null = null;
  last: Node | null = null;
  next: Node | null = null;
  /** The start tag is canonical as written, but for the `/` of an empty-element tag, provided that its bindings are in force. */
  readonly plainTag: boolean;
  /** Every byte of the subtree is canonical as written, provided that its bindings are in force in the output. */
  canonical: boolean;
  /** Bindings visibly utilised in the subtree. */
  mask: number;
  /** A comment, processing instruction or CDATA section is somewhere in the subtree. */
  exotic = false;

  constructor(
    name: string,
    local: string,
    binding: Binding,
    parent: Element | null,
    scope: Scope,
    attributes: readonly Attribute[],
    start: number,
    contentStart: number,
    plainTag: boolean,
    empty: boolean,
    mask: number,
  ) {
    this.name = name;
    this.local = local;
    this.binding = binding;
    this.parent = parent;
    this.scope = scope;
    this.attributes = attributes;
    this.start = start;
    this.contentStart = contentStart;
    this.plainTag = plainTag;
    this.canonical = plainTag && !empty;
    this.mask = mask;
  }

  /** For the reader alone. */
  append(node: Node): void {
    if (this.last === null) this.first = node;
    else this.last.next = node;
    this.last = node;
  }

  get ns(): string {
    return this.binding.uri;
  }

  is(ns: string, local: string): boolean {
    return this.local === local && this.binding.uri === ns;
  }
}

export type Node = Element | CharacterData;

export interface XmlDocument {
  readonly bytes: Buffer;
  /** `bytes` as a byte string. */
  readonly source: string;
  /** Every byte is below 0x80. */
  readonly ascii: boolean;
  readonly root: Element;
  /** Every attribute whose local name is an identifier (Id, ID, id, AssertionID), in any namespace. */
  readonly ids: readonly { readonly value: string; readonly element: Element; readonly attribute: Attribute }[];
  /** Every prefix that is declared somewhere. */
  readonly prefixes: ReadonlyMap<string, unknown>;
  readonly nodes: number;
}

/** True while the buffer still holds, byte for byte, what was read: `source` is what canonical forms are made of. */
export const isAsRead = ({ bytes, source }: XmlDocument): boolean => bytes.equals(bytesForNow(source));

export function decode(bytes: string): string {
  for (let i = 0; i < bytes.length; i++)
    if (bytes.charCodeAt(i) > 0x7f) return Buffer.from(bytes, 'latin1').toString('utf8');
  return bytes;
}

/** The byte string of a run of character data, references resolved. */
export function characters(doc: XmlDocument, node: CharacterData): string {
  return node.value ?? doc.source.slice(node.start, node.end);
}

/** As `textOf`, as a byte string. */
export function bytesOf(doc: XmlDocument, element: Element): string {
  const { first } = element;
  if (first === null) return '';
  if (first.next === null && first.kind === TEXT) return characters(doc, first);
  let text = '';
  for (let child: Node | null = first; child !== null; child = child.next) {
    if (child.kind === TEXT || child.kind === CDATA) text += characters(doc, child);
  }
  return text;
}

/** The text of an element that holds only character data (comments and processing instructions count as nothing). */
export function textOf(doc: XmlDocument, element: Element): string {
  const { first } = element;
  if (!doc.ascii && first !== null && first.next === null && first.kind === TEXT && first.value === null)
    return decodeSlice(doc, first);
  const text = bytesOf(doc, element);
  return doc.ascii ? text : decode(text);
}

function decodeSlice({ bytes, source }: XmlDocument, { start, end }: CharacterData): string {
  for (let i = start; i < end; i++) if (bytes[i]! > 0x7f) return bytes.toString('utf8', start, end);
  return source.slice(start, end);
}

export function elements(element: Element): Element[] {
  const found: Element[] = [];
  for (let child = element.first; child !== null; child = child.next) if (child.kind === ELEMENT) found.push(child);
  return found;
}

/** The value of an attribute without namespace, as a byte string. */
export function attributeBytesOf(element: Element, local: string): string | undefined {
  for (const attribute of element.attributes) {
    if (attribute.binding === null && attribute.local === local) return attribute.value;
  }
  return undefined;
}

/** The only child of that name; undefined when there is none, or several. */
export function only(parent: Element | undefined, ns: string, local: string): Element | undefined {
  let found: Element | undefined;
  for (let child = parent?.first ?? null; child !== null; child = child.next) {
    if (child.kind !== ELEMENT || !child.is(ns, local)) continue;
    if (found) return undefined;
    found = child;
  }
  return found;
}

/** The value of an attribute without namespace, as text. */
export function attributeOf(element: Element, local: string): string | undefined {
  const value = attributeBytesOf(element, local);
  return value === undefined ? undefined : decode(value);
}

/** True for XML white space only. */
export function isBlank({ source }: XmlDocument, node: CharacterData): boolean {
  if (node.kind === COMMENT || node.kind === PI) return true;
  const text = node.value ?? source;
  const end = node.value === null ? node.end : text.length;
  for (let i = node.value === null ? node.start : 0; i < end; i++) if (!isSpace(text.charCodeAt(i))) return false;
  return true;
}

/** Whether something stands between the child elements: neither white space, nor a comment or processing instruction. */
export function hasText(doc: XmlDocument, element: Element): boolean {
  for (let child = element.first; child !== null; child = child.next) {
    if (child.kind !== ELEMENT && !isBlank(doc, child)) return true;
  }
  return false;
}
