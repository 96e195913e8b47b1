const DEPTH = 24;
const ELEMENTS = 4000;

/**
 * True for exactly one DER value: definite lengths in their shortest form, nothing behind it, bounded depth and size.
 * BER that parsers disagree on (indefinite lengths, padding, trailing bytes) never reaches one.
 */
export function isStrictDer(bytes: Buffer): boolean {
  const state = { elements: 0 };
  return valueEnd(bytes, 0, bytes.length, 0, state) === bytes.length;
}

function valueEnd(bytes: Buffer, at: number, limit: number, depth: number, state: { elements: number }): number {
  if (depth > DEPTH || ++state.elements > ELEMENTS || at + 2 > limit) return -1;
  const tag = bytes[at]!;
  if ((tag & 0x1f) === 0x1f) return -1;
  let start = at + 2;
  let length = bytes[at + 1]!;
  if (length >= 0x80) {
    const octets = length & 0x7f;
    if (octets === 0 || octets > 3 || start + octets > limit) return -1;
    length = bytes.readUIntBE(start, octets);
    if (length < 0x80 || (octets > 1 && length < 1 << (8 * (octets - 1)))) return -1;
    start += octets;
  }
  const end = start + length;
  if (end > limit) return -1;
  if ((tag & 0x20) === 0) return end;
  for (let inner = start; inner < end; ) {
    inner = valueEnd(bytes, inner, end, depth + 1, state);
    if (inner < 0) return -1;
  }
  return end;
}
