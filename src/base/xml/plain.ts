const LOW = 0x80808080 | 0;
const ONES = 0x01010101;

const STOPS = new Uint8Array(256).fill(1, 0, 0x20);
for (const c of '"&\'<>') STOPS[c.charCodeAt(0)] = 1;

/** Finds the end of a run of plain bytes four at a time: most of a message is base64 and text that nothing stands out in. */
export class PlainRuns {
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;
  /** Bytes before the first whole word. */
  readonly #lead: number;

  constructor(bytes: Uint8Array) {
    const { buffer, byteOffset, length } = bytes;
    this.#bytes = bytes;
    this.#lead = -byteOffset & 3;
    this.#words = new Int32Array(buffer, byteOffset + this.#lead, Math.max(0, length - this.#lead) >> 2);
  }

  /** An offset from which to look at each byte: none of `" & ' < >`, nor any below 0x20, stands between `from` and it. */
  skip(from: number): number {
    const words = this.#words;
    const lead = this.#lead;
    let at = from;
    for (; ((at - lead) & 3) !== 0; at++) if (at >= this.#bytes.length || STOPS[this.#bytes[at]!] === 1) return at;
    let i = (at - lead) >> 2;
    for (; i < words.length; i++) {
      const w = words[i]!;
      const quotes = w ^ 0x22222222;
      const ampersand = (w & ~ONES) ^ 0x26262626;
      const brackets = (w & ~(ONES << 1)) ^ 0x3c3c3c3c;
      // A byte that is zero, or below 0x20, borrows into its highest bit.
      const found =
        ((w - 0x20202020) & ~w) |
        ((quotes - ONES) & ~quotes) |
        ((ampersand - ONES) & ~ampersand) |
        ((brackets - ONES) & ~brackets);
      if ((found & LOW) !== 0) break;
    }
    return (i << 2) + lead;
  }
}
