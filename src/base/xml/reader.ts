import { hasRepeated, inOrder } from './attributes.ts';
import { XmlError } from './error.ts';
import { isCanonicalAttribute, isCanonicalText } from './escape.ts';
import type { Read } from './interned.ts';
import { isSpace } from './names.ts';
import { Namespaces, OUTERMOST } from './namespaces.ts';
import { byteString, checkCharacters, checkNoncharacters, readDeclaration } from './prolog.ts';
import { resolve } from './references.ts';
import { Scanner } from './scanner.ts';
import {
  type Attribute,
  type Binding,
  CDATA,
  CharacterData,
  COMMENT,
  Element,
  PI,
  type Scope,
  TEXT,
  type XmlDocument,
} from './tree.ts';

export interface XmlLimits {
  /** Elements inside one another. */
  readonly depth: number;
  /** Elements, attributes, declarations, and runs of character data. */
  readonly nodes: number;
  /** Attributes and declarations of one element. */
  readonly attributes: number;
  /** Bytes of an attribute's value: none that the gateway reads has a hundredth of it. */
  readonly value: number;
  /** Bytes of a name, and of a namespace name. */
  readonly name: number;
  /** Namespace declarations in force at one place. */
  readonly scope: number;
  /** Pairs of a prefix and a namespace in a document. */
  readonly bindings: number;
}

export const LIMITS: XmlLimits = {
  depth: 64,
  nodes: 100_000,
  attributes: 128,
  value: 65_536,
  name: 512,
  scope: 256,
  bindings: 1024,
};

const NO_ATTRIBUTES: Written[] = [];

/** Id, ID, id or AssertionID, however written. */
const isIdentifier = (local: string): boolean =>
  (local.length === 2 || local.length === 11) && /^(assertion)?id$/i.test(local);

/** 1 where a byte of character data needs a closer look: `&`, `>`, CR, and what XML does not allow. */
const SPECIAL = new Uint8Array(256);
for (let c = 0; c < 0x20; c++) if (c !== 0x09 && c !== 0x0a) SPECIAL[c] = 1;
SPECIAL[0x26] = SPECIAL[0x3e] = 1;

/** The same in an attribute value: also `<`, quotes, tab and line feed. */
const SPECIAL_IN_ATTRIBUTE = new Uint8Array(256);
for (let c = 0; c < 0x20; c++) SPECIAL_IN_ATTRIBUTE[c] = 1;
for (const c of [0x22, 0x26, 0x3c]) SPECIAL_IN_ATTRIBUTE[c] = 1;

/**
 * Reads a document once, strictly: well-formed XML 1.0, namespaces, UTF-8, no DOCTYPE, bounded.
 *
 * `message` mode adds the rule that namespace names are plain; comments, processing instructions and CDATA sections are
 * kept in both modes and marked (`exotic`), and the path refuses them inside Body and Security.
 *
 * @throws XmlError
 */
export function readXml(bytes: Buffer, mode: 'document' | 'message', limits: XmlLimits = LIMITS): XmlDocument {
  return new Reader(bytes, mode, limits).read();
}

class Reader {
  readonly #bytes: Buffer;
  readonly #strict: boolean;
  readonly #limits: XmlLimits;
  readonly #ascii: boolean;
  readonly #source: string;
  readonly #scanner: Scanner;
  readonly #namespaces: Namespaces;
  readonly #ids: { value: string; element: Element; attribute: Attribute }[] = [];
  #open: Element | null = null;
  /** Names of the open elements, outermost first. */
  readonly #names: Read[] = [];
  /** Of the start tag that is being read: declarations in force, and that it is canonical as written, but for being empty. */
  #tagScope: Scope = OUTERMOST;
  #tagPlain = true;
  #root: Element | null = null;
  #depth = 0;
  #nodes = 0;

  constructor(bytes: Buffer, mode: 'document' | 'message', limits: XmlLimits) {
    this.#bytes = bytes;
    this.#strict = mode === 'message';
    this.#limits = limits;
    const { source, ascii } = byteString(bytes);
    this.#source = source;
    this.#ascii = ascii;
    this.#scanner = new Scanner(bytes, source, limits.name);
    this.#namespaces = new Namespaces(limits.bindings, limits.name);
  }

  read(): XmlDocument {
    const scanner: Scanner = this.#scanner;
    if (!this.#ascii) checkNoncharacters(this.#bytes);
    readDeclaration(scanner);
    const bytes = this.#bytes;
    while (scanner.pos < bytes.length) {
      if (bytes[scanner.pos] !== 0x3c) this.#text();
      else this.#markup();
    }
    if (this.#open) scanner.fail('an element without end tag');
    if (!this.#root) scanner.fail('expected an element');
    return {
      bytes: this.#bytes,
      source: this.#source,
      ascii: this.#ascii,
      root: this.#root,
      ids: this.#ids,
      prefixes: this.#namespaces.prefixes,
      nodes: this.#nodes,
    };
  }

  #count(at: number): void {
    if (++this.#nodes > this.#limits.nodes) throw new XmlError('limit', `more than ${this.#limits.nodes} nodes`, at);
  }

  #markup(): void {
    const c = this.#bytes[this.#scanner.pos + 1];
    if (c === 0x2f) this.#endTag();
    else if (c === 0x21) this.#declarationLike();
    else if (c === 0x3f) this.#instruction();
    else this.#startTag();
  }

  #text(): void {
    const bytes = this.#bytes;
    const start = this.#scanner.pos;
    let special = 0;
    let i = this.#scanner.words.skip(start);
    for (; i < bytes.length; i++) {
      const c = bytes[i]!;
      if (c === 0x3c) break;
      special |= SPECIAL[c]!;
    }
    this.#scanner.pos = i;
    if (!this.#open) {
      for (let k = start; k < i; k++) if (!isSpace(bytes[k]!)) this.#scanner.fail('text outside the root element', k);
      return;
    }
    let value: string | null = null;
    let canonical = true;
    if (special !== 0) {
      const raw = this.#source.slice(start, i);
      checkCharacters(raw, this.#scanner.pos);
      const close = raw.indexOf(']]>');
      if (close >= 0) this.#scanner.fail(']]> in character data', start + close);
      value = resolve(raw, start, false);
      canonical = isCanonicalText(raw);
    }
    this.#add(new CharacterData(TEXT, start, i, value, canonical));
  }

  #add(node: CharacterData): void {
    this.#count(node.start);
    const parent = this.#open!;
    parent.append(node);
    if (!node.canonical) parent.canonical = false;
    if (node.kind !== TEXT) parent.exotic = true;
  }

  #declarationLike(): void {
    const scanner: Scanner = this.#scanner;
    const start = scanner.pos;
    if (scanner.eat('<!--')) {
      const text = scanner.until('--', 'a comment');
      scanner.expect('>');
      this.#character(COMMENT, start, text);
    } else if (scanner.eat('<![CDATA[')) {
      if (!this.#open) scanner.fail('text outside the root element', start);
      this.#character(CDATA, start, scanner.until(']]>', 'a CDATA section'));
    } else if (this.#source.startsWith('<!DOCTYPE', start)) {
      throw new XmlError('doctype', 'a document type declaration', start);
    } else {
      scanner.fail('unknown markup', start);
    }
  }

  #instruction(): void {
    const scanner: Scanner = this.#scanner;
    const start = scanner.pos;
    scanner.pos += 2;
    const { name: target, prefix } = scanner.qname();
    if (prefix !== '') scanner.fail('a colon in the target of a processing instruction', start);
    if (target.toLowerCase() === 'xml') scanner.fail('an XML declaration that is not at the start', start);
    const spaced = scanner.space();
    const text = scanner.until('?>', 'a processing instruction');
    if (!spaced && text !== '') scanner.fail('expected white space after the target', start);
    this.#character(PI, start, text === '' ? target : `${target} ${text}`);
  }

  #character(kind: typeof CDATA | typeof COMMENT | typeof PI, start: number, raw: string): void {
    checkCharacters(raw, this.#scanner.pos);
    const value = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
    if (this.#open) this.#add(new CharacterData(kind, start, this.#scanner.pos, value, false));
    else this.#count(start);
  }

  #startTag(): void {
    const scanner: Scanner = this.#scanner;
    const bytes = this.#bytes;
    const start = scanner.pos++;
    if (!this.#open && this.#root) scanner.fail('a second root element', start);
    if (++this.#depth > this.#limits.depth)
      throw new XmlError('limit', `more than ${this.#limits.depth} levels`, start);
    this.#count(start);
    const qname = scanner.qname();
    const { name, prefix, local } = qname;
    const parent = this.#open;
    this.#tagScope = parent === null ? OUTERMOST : parent.scope;
    this.#tagPlain = true;
    let attributes = NO_ATTRIBUTES;
    if (bytes[scanner.pos] !== 0x3e) attributes = this.#attributes(scanner.pos, start);
    const empty = bytes[scanner.pos] === 0x2f;
    if (empty) scanner.pos++;
    if (bytes[scanner.pos] !== 0x3e) scanner.fail('expected the end of a tag');
    scanner.pos++;

    const scope = this.#tagScope;
    const inherited = parent !== null && scope === parent.scope && prefix === parent.binding.prefix;
    const binding = inherited ? parent.binding : this.#bound(prefix, start);
    let mask = binding.bit;
    if (attributes.length > 0) mask |= this.#bind(attributes, start);
    const ordered = inOrder(attributes);
    if (!ordered && hasRepeated(attributes)) scanner.fail('an attribute given twice', start);
    const plain = this.#tagPlain && ordered;
    const element = new Element(
      name,
      local,
      binding,
      parent,
      scope,
      attributes,
      start,
      scanner.pos,
      plain,
      empty,
      mask,
    );
    if (parent) parent.append(element);
    else this.#root = element;
    this.#names[this.#depth] = qname;
    for (const attribute of attributes) {
      if (isIdentifier(attribute.local)) this.#ids.push({ value: attribute.value, element, attribute });
    }
    this.#open = element;
    if (empty) this.#close(scanner.pos, scanner.pos);
  }

  #bound(prefix: string, at: number): Binding {
    const binding = this.#namespaces.inForce(prefix);
    if (!binding) throw new XmlError('namespace', 'a prefix that is not declared', at);
    return binding;
  }

  /** What stands between the name and the end of a start tag: attributes, and declarations into `#tagScope`. */
  #attributes(from: number, start: number): Written[] {
    const scanner: Scanner = this.#scanner;
    const bytes = this.#bytes;
    let attributes = NO_ATTRIBUTES;
    let count = 0;
    for (let expected = from; ; expected = scanner.pos) {
      const spaced = scanner.space();
      const c = bytes[scanner.pos];
      if (c === 0x3e || c === 0x2f) {
        if (spaced) this.#tagPlain = false;
        return attributes;
      }
      if (!spaced) scanner.fail('expected white space before an attribute');
      if (scanner.pos !== expected + 1 || bytes[expected] !== 0x20) this.#tagPlain = false;
      if (++count > this.#limits.attributes) {
        throw new XmlError('limit', `more than ${this.#limits.attributes} attributes`, start);
      }
      const at = scanner.pos;
      this.#count(at);
      const name = scanner.qname();
      const attribute = this.#attribute(name);
      if (name.prefix === 'xmlns' || name.name === 'xmlns') this.#declare(name, attribute.value, start, at);
      else if (attributes.length === 0) attributes = [attribute];
      else attributes.push(attribute);
    }
  }

  #declare(by: Read, uri: string, tag: number, at: number): void {
    this.#tagPlain = false;
    if (this.#tagScope.depth >= this.#limits.scope)
      throw new XmlError('limit', `more than ${this.#limits.scope} declarations in force`, at);
    this.#tagScope = this.#namespaces.declare(by, uri, this.#strict, this.#tagScope, tag, at);
  }

  #attribute({ name, prefix, local }: Read): Written {
    const scanner: Scanner = this.#scanner;
    const bytes = this.#bytes;
    const tight = bytes[scanner.pos] === 0x3d;
    if (!tight) {
      scanner.space();
      if (bytes[scanner.pos] !== 0x3d) scanner.fail('expected =');
    }
    const equals = ++scanner.pos;
    scanner.space();
    const quote = bytes[scanner.pos];
    if (quote !== 0x22 && quote !== 0x27) scanner.fail('expected a quoted attribute value');
    if (!tight || equals !== scanner.pos || quote !== 0x22) this.#tagPlain = false;
    const from = ++scanner.pos;
    let end = this.#scanner.words.skip(from);
    let special = 0;
    for (; end < bytes.length && bytes[end] !== quote; end++) special |= SPECIAL_IN_ATTRIBUTE[bytes[end]!]!;
    if (end === bytes.length) scanner.fail('an attribute value without end', from);
    if (end - from > this.#limits.value) {
      throw new XmlError('limit', `an attribute value longer than ${this.#limits.value} bytes`, from);
    }
    const raw = this.#source.slice(from, end);
    scanner.pos = end + 1;
    if (special === 0) return { name, prefix, local, binding: null, value: raw, canonical: raw };
    if (raw.includes('<')) scanner.fail('a < in an attribute value', from);
    checkCharacters(raw, from);
    const value = /[&\t\n\r]/.test(raw) ? resolve(raw, from, true) : raw;
    const canonical = isCanonicalAttribute(raw) ? raw : null;
    if (canonical === null) this.#tagPlain = false;
    return { name, prefix, local, binding: null, value, canonical };
  }

  /** Gives prefixed attributes their bindings. @returns the bits of those */
  #bind(attributes: readonly Written[], at: number): number {
    let mask = 0;
    for (const attribute of attributes) {
      if (attribute.prefix === '') continue;
      attribute.binding = this.#bound(attribute.prefix, at);
      mask |= attribute.binding.bit;
    }
    return mask;
  }

  #endTag(): void {
    const scanner: Scanner = this.#scanner;
    const start = scanner.pos;
    const element = this.#open;
    if (!element) scanner.fail('an end tag without start tag');
    scanner.pos += 2;
    if (!scanner.eatName(this.#names[this.#depth]!, element.start + 1)) scanner.fail('an end tag that does not match');
    if (this.#bytes[scanner.pos] !== 0x3e) {
      if (!scanner.space()) scanner.fail('an end tag that does not match');
      element.canonical = false;
      if (this.#bytes[scanner.pos] !== 0x3e) scanner.fail('expected the end of a tag');
    }
    scanner.pos++;
    this.#close(start, scanner.pos);
  }

  #close(contentEnd: number, end: number): void {
    const element = this.#open!;
    const parent = element.parent;
    element.contentEnd = contentEnd;
    element.end = end;
    this.#open = parent;
    this.#namespaces.leave(element.scope, parent === null ? OUTERMOST : parent.scope);
    this.#depth--;
    if (!parent) return;
    parent.mask |= element.mask;
    if (!element.canonical) parent.canonical = false;
    if (element.exotic) parent.exotic = true;
  }
}

/** An attribute whose prefix may be declared further on in its tag. */
interface Written extends Attribute {
  binding: Binding | null;
}
