import { XmlError } from './error.ts';
import { isNamePart, isNameStart, isNCName, isSpace } from './names.ts';
import { decode } from './tree.ts';

/** Position in a byte string, with the few moves that both the prolog and the content of a document need. */
export class Scanner {
  readonly source: string;
  readonly nameLimit: number;
  pos: number;
  /** Index of the colon in the name that `qname` read last, or -1. */
  colon = -1;

  constructor(source: string, pos: number, nameLimit: number) {
    this.source = source;
    this.pos = pos;
    this.nameLimit = nameLimit;
  }

  fail(detail: string, at = this.pos): never {
    throw new XmlError('not-well-formed', detail, at);
  }

  /** Skips white space; true when there was some. */
  space(): boolean {
    const from = this.pos;
    while (isSpace(this.source.charCodeAt(this.pos))) this.pos++;
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

  /** A qualified name; sets `colon`. */
  qname(): string {
    const { source } = this;
    const from = this.pos;
    let colon = -1;
    let wide = false;
    let expectStart = true;
    let i = from;
    for (; ; i++) {
      const c = source.charCodeAt(i);
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
    const name = source.slice(from, i);
    if (wide && !decode(name).split(':').every(isNCName)) this.fail('expected a name', from);
    this.pos = i;
    this.colon = colon;
    return name;
  }
}
