import { Unusable } from './answer.ts';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
} as const;

/** Tag of a context-specific value: around others, or over the bytes of a primitive one. */
export const around = (tag: number): number => 0xa0 | tag;
export const over = (tag: number): number => 0x80 | tag;

/**
 * One DER value in a buffer that is never copied, and a cursor over the values inside it. Lists of revoked certificates
 * have hundreds of thousands of values: only those that are asked for become objects.
 *
 * Every method throws Unusable when what comes is not what was asked for, or is not DER.
 */
export class Der {
  readonly tag: number;
  readonly #bytes: Buffer;
  readonly #from: number;
  readonly #start: number;
  readonly #end: number;
  #at: number;

  private constructor(bytes: Buffer, from: number, limit: number) {
    if (from + 2 > limit) throw new Unusable('DER cut short');
    this.tag = bytes[from]!;
    let start = from + 2;
    let length = bytes[from + 1]!;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > 4 || start + octets > limit) throw new Unusable('no DER length');
      length = bytes.readUIntBE(start, octets);
      if (length < 0x80 || length < 2 ** (8 * (octets - 1))) throw new Unusable('a DER length in a longer form');
      start += octets;
    }
    if (start + length > limit) throw new Unusable('DER cut short');
    this.#bytes = bytes;
    this.#from = from;
    this.#start = start;
    this.#at = start;
    this.#end = start + length;
  }

  /** The one value that fills the bytes. */
  static parse(bytes: Buffer, tag: number): Der {
    const value = new Der(bytes, 0, bytes.length).#expect(tag);
    if (value.#end !== bytes.length) throw new Unusable('something behind the DER');
    return value;
  }

  get whole(): Buffer {
    return this.#bytes.subarray(this.#from, this.#end);
  }

  get content(): Buffer {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** The content in lower-case hexadecimal: what object identifiers are compared by. */
  get hex(): string {
    return this.#bytes.toString('hex', this.#start, this.#end);
  }

  /** Whether the next value inside has this tag. */
  is(tag: number): boolean {
    return this.#at < this.#end && this.#bytes[this.#at] === tag;
  }

  read(tag: number): Der {
    const value = new Der(this.#bytes, this.#at, this.#end).#expect(tag);
    this.#at = value.#end;
    return value;
  }

  optional(tag: number): Der | undefined {
    return this.is(tag) ? this.read(tag) : undefined;
  }

  /** The one value inside. */
  only(tag: number): Der {
    const value = this.read(tag);
    this.end();
    return value;
  }

  /** Nothing may be left inside. */
  end(): void {
    if (this.#at !== this.#end) throw new Unusable('a value too many');
  }

  /** Every value that is left inside, whatever its tag. */
  *values(): Generator<Der> {
    while (this.#at < this.#end) yield this.read(this.#bytes[this.#at]!);
  }

  /** The same value with the cursor at its start. */
  again(): Der {
    return new Der(this.#bytes, this.#from, this.#end);
  }

  #expect(tag: number): this {
    if (this.tag !== tag) throw new Unusable('another DER value than expected');
    return this;
  }
}
