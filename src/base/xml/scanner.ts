import { XmlError } from './error.ts';
import { internName, type QName } from './interned.ts';
import { isNamePart, isNameStart, isNCName, isSpace } from './names.ts';
import { decode } from './tree.ts';

/** Position in a byte string, with the few moves that both the prolog and the content of a document need. */
export class Scanner {
  readonly bytes: Uint8Array;
  /** The same bytes as a byte string. */
  readonly source: string;
  readonly nameLimit: number;
  pos: number;

  constructor(bytes: Uint8Array, source: string, nameLimit: number) {
    this.bytes = bytes;
    this.source = source;
    this.pos = 0;
    this.nameLimit = nameLimit;
  }

  fail(detail: string, at = this.pos): never {
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

  expect(text: string): void {
    if (!this.eat(text)) this.fail(`expected ${text}`);
  }

  /** Moves behind the next `text` and returns what stood before it. */
  until(text: string, what: string): string {
    const at = this.source.indexOf(text, this.pos);
    if (at < 0) this.fail(`${what} without end`);
    const found = this.source.slice(this.pos, at);
    this.pos = at + text.length;
    return found;
  }

  /** A qualified name. */
  qname(): QName {
    const { bytes, source } = this;
    const from = this.pos;
    let colon = -1;
    let wide = false;
    let hash = 0;
    let expectStart = true;
    let i = from;
    for (; i < bytes.length; i++) {
      const c = bytes[i]!;
      hash = (Math.imul(hash, 31) + c) | 0;
      if (c === 0x3a) {
        if (colon >= 0 || expectStart) this.fail('expected a qualified name', i);
        colon = i - from;
        expectStart = true;
        continue;
      }
      if (!(expectStart ? isNameStart(c) : isNamePart(c))) break;
      if (c >= 0x80) wide = true;
      expectStart = false;
    }
    if (expectStart) this.fail('expected a name', i);
    if (i - from > this.nameLimit) throw new XmlError('limit', `a name longer than ${this.nameLimit} bytes`, from);
    if (wide && !decode(source.slice(from, i)).split(':').every(isNCName)) this.fail('expected a name', from);
    this.pos = i;
    return internName(source, from, i, hash, colon);
  }
}
