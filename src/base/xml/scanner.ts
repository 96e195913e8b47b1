import type { Expected } from '../errors/catalogue/expected.ts';
import { XmlError } from './error.ts';
import { internName, knownName, order, type Read } from './interned.ts';
import { isInQName, isNameStart, isQName, isSpace } from './names.ts';
import { Words } from './words.ts';

/** Position in a byte string, with the few moves that both the prolog and the content of a document need. */
export class Scanner {
  readonly bytes: Buffer;
  /** The same bytes as a byte string. */
  readonly source: string;
  readonly words: Words;
  readonly nameLimit: number;
  pos: number;
  #newNames = 0;

  constructor(bytes: Buffer, source: string, nameLimit: number) {
    this.bytes = bytes;
    this.source = source;
    this.words = new Words(bytes);
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

  /** Moves over a name that also stands at `from`; true when it does here. */
  eatName({ name: { length }, pattern }: Read, from: number): boolean {
    const { bytes, pos } = this;
    if (!this.words.holds(pattern, pos)) {
      if (pos + length > bytes.length) return false;
      for (let i = 0; i < length; i++) if (bytes[pos + i] !== bytes[from + i]) return false;
    }
    this.pos = pos + length;
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
  qname(): Read {
    const { bytes, pos } = this;
    const { expected } = order;
    if (!this.words.holds(expected.pattern, pos)) return this.#name(pos);
    const to = pos + expected.name.length;
    if (isInQName(bytes[to]!)) return this.#name(pos);
    order.met(expected);
    this.pos = to;
    return expected;
  }

  #name(from: number): Read {
    const { bytes } = this;
    let to = from;
    while (to < bytes.length && isInQName(bytes[to]!)) to++;
    const name = knownName(bytes, from, to) ?? this.#newName(from, to);
    order.missed(name);
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
