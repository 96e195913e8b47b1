const LOW = 0x80808080 | 0;
const ONES = 0x01010101;
const QUOTES = ~0x05050505;
const BRACKETS = ~0x02020202;

const STOPS = new Uint8Array(256).fill(1, 0, 0x20);
for (const c of '"&\'<>') STOPS[c.charCodeAt(0)] = 1;

/**
 * Bytes that are looked for in messages, as whole words: for each of the four places in a word where they may start, the
 * mask of what counts in the first word, that of the last, and the words.
 */
export type Pattern = readonly (readonly number[])[];

/** The most bytes of a pattern: no name of the protocol has more, and a table of patterns stays small. */
export const LONGEST = 48;

const room = new Int32Array((LONGEST >> 2) + 1);
const roomBytes = new Uint8Array(room.buffer);
const maskOf = (from: number, to: number): number => {
  room[0] = 0;
  roomBytes.fill(0xff, from, to);
  return room[0];
};
/** Of the first word, by the place of its first byte; of the last, by the bytes in it. */
const FIRST = [0, 1, 2, 3].map((place) => maskOf(place, 4));
const LAST = [4, 1, 2, 3].map((count) => maskOf(0, count));

/** @param bytes one at least, `LONGEST` at most */
export function patternOf(bytes: Uint8Array): Pattern {
  return [placedAt(bytes, 0), placedAt(bytes, 1), placedAt(bytes, 2), placedAt(bytes, 3)];
}

function placedAt(bytes: Uint8Array, place: number): number[] {
  const end = place + bytes.length;
  const count = (end + 3) >> 2;
  room.fill(0, 0, count);
  roomBytes.set(bytes, place);
  const first = FIRST[place]!;
  const last = LAST[end & 3]!;
  const placed = count === 1 ? [first & last, first & last] : [first, last];
  for (let i = 0; i < count; i++) placed.push(room[i]!);
  return placed;
}

const NO_WORDS = new Int32Array(0);

/** Stands nowhere. */
export const NOWHERE: Pattern = [0, 1, 2, 3].map(() => [0, 0, 1]);

/** Whether a word may hold one of `" & ' < >` or a byte below 0x20; `#` and bytes from 0x80 are taken for one. */
const stands = (w: number): boolean => {
  const quotes = (w & QUOTES) ^ 0x22222222;
  const brackets = (w & BRACKETS) ^ 0x3c3c3c3c;
  // A byte that is zero, or below 0x20, borrows into its highest bit.
  return (((quotes - ONES) | (brackets - ONES) | (w - 0x20202020)) & LOW) !== 0;
};

/** A message four bytes at a time: most of it is base64, text that nothing stands out in, and names that are known. */
export class Words {
  readonly #bytes: Uint8Array;
  readonly #words: Int32Array;
  /** Bytes before the first whole word. */
  readonly #lead: number;

  constructor(bytes: Uint8Array) {
    const { buffer, byteOffset, length } = bytes;
    this.#bytes = bytes;
    this.#lead = -byteOffset & 3;
    const whole = (length - this.#lead) >> 2;
    this.#words = whole > 0 ? new Int32Array(buffer, byteOffset + this.#lead, whole) : NO_WORDS;
  }

  /** Whether a pattern stands at an offset; false in the few bytes at either end that are no whole word. */
  holds(pattern: Pattern, from: number): boolean {
    const words = this.#words;
    const at = from - this.#lead;
    const placed = pattern[at & 3]!;
    const first = at >> 2;
    const last = first + placed.length - 3;
    if (first < 0 || last >= words.length) return false;
    if ((words[first]! & placed[0]!) !== placed[2]) return false;
    for (let i = first + 1, k = 3; i < last; i++, k++) if (words[i] !== placed[k]) return false;
    return (words[last]! & placed[1]!) === placed[placed.length - 1];
  }

  /** An offset from which to look at each byte: none of `" & ' < >`, nor any below 0x20, stands between `from` and it. */
  skip(from: number): number {
    const words = this.#words;
    const lead = this.#lead;
    let at = from;
    for (; ((at - lead) & 3) !== 0; at++) if (at >= this.#bytes.length || STOPS[this.#bytes[at]!] === 1) return at;
    let i = (at - lead) >> 2;
    for (; i < words.length; i++) if (stands(words[i]!)) break;
    return (i << 2) + lead;
  }
}
