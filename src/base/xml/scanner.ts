import type { Expected } from '../errors/catalogue/expected.ts';
import { XmlError } from './error.ts';
import { internName, knownName, likelyName, NO_NAME, type QName, type Read } from './interned.ts';
import { isInQName, isNameStart, isQName, isSpace } from './names.ts';

/** Position in a byte string, with the few moves that both the prolog and the content of a document need. */
export class Scanner {
  readonly bytes: Buffer;
  /** The same bytes as a byte string. */
  readonly source: string;
  readonly nameLimit: number;
  pos: number;
  #newNames = 0;
  /** The name that was read last. */
  #last: Read = NO_NAME;

  constructor(bytes: Buffer, source: string, nameLimit: number) {
    this.bytes = bytes;
    this.source = source;
    this.pos = 0;
    this.nameLimit = nameLimit;
  }

  fail(detail: Expected, at = this.pos): never {
    throw new XmlError('not-well-formed', detail, at);
  }

  /** Skips white space; true when there was some. */
  space(): boolean {
    const from = this.pos;
    while (this.pos < this.bytes.length && isSpace(this.bytes[this.pos]!)) this.pos++;
    return this.pos > from;
  }

  eat(text: string): boolean {
    if (!this.source.startsWith(text, this.pos)) return false;
    this.pos += text.length;
    return true;
  }

  /** Moves over bytes equal to those at `from`; true when they are. */
  eatSame(from: number, length: number): boolean {
    const { bytes, pos } = this;
    if (pos + length > bytes.length) return false;
    for (let i = 0; i < length; i++) if (bytes[pos + i] !== bytes[from + i]) return false;
    this.pos += length;
    return true;
  }

  expect(text: string): void {
    if (!this.eat(text)) this.fail(`expected ${text}`);
  }

  /** Moves behind the next `text` and returns what stood before it. */
  until(text: string, what: 'a comment' | 'a CDATA section' | 'a processing instruction'): string {
    const at = this.source.indexOf(text, this.pos);
    if (at < 0) this.fail(`${what} without end`);
    const found = this.source.slice(this.pos, at);
    this.pos = at + text.length;
    return found;
  }

  /** A qualified name. */
  qname(): QName {
    const { bytes, pos } = this;
    const likely = likelyName(this.#last, bytes, pos);
    if (likely === undefined) return this.#name(pos);
    const to = pos + likely.name.length;
    if (isInQName(bytes[to]!)) return this.#name(pos);
    this.#last = likely;
    this.pos = to;
    return likely;
  }

  #name(from: number): QName {
    const { bytes } = this;
    let to = from;
    while (to < bytes.length && isInQName(bytes[to]!)) to++;
    const name = knownName(bytes, from, to) ?? this.#newName(from, to);
    this.#last.next = name.slot;
    this.#last = name;
    this.pos = to;
    return name;
  }

  #newName(from: number, to: number): Read {
    if (to - from > this.nameLimit) throw new XmlError('limit', `a name longer than ${this.nameLimit} bytes`, from);
    const { bytes, source } = this;
    let colon = -1;
    let expectStart = true;
    let high = 0;
    for (let i = from; i < to; i++) {
      const c = bytes[i]!;
      high |= c;
      if (c === 0x3a) {
        if (colon >= 0 || expectStart) this.fail('expected a qualified name', i);
        colon = i - from;
      } else if (expectStart && !isNameStart(c)) {
        this.fail('expected a name', i);
      }
      expectStart = c === 0x3a;
    }
    if (expectStart) this.fail('expected a name', to);
    if (high >= 0x80 && !isQName(bytes.toString('utf8', from, to))) this.fail('expected a name', from);
    return internName(bytes, source, from, to, colon, this.#newNames++);
  }
}
