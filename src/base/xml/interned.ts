/**
 * Names and namespace names that occur in every message, kept once: comparing two of them is comparing two pointers, and
 * a name that was seen before costs no new string and no second look at its characters. Both tables are bounded: other
 * names only push these out.
 */

export interface QName {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
}

const SLOT_BITS = 14;
const SLOTS = 1 << SLOT_BITS;
const LONGEST = 128;
/** New names of one document that are kept: keeping one costs as much as reading a hundred bytes. */
const MOST_NEW = 512;

/** The engine keeps one copy of every property key. */
const single = (text: string): string => Object.keys({ [text]: 0 })[0]!;

interface Kept extends QName {
  readonly bytes: Uint8Array;
}

const names: (Kept | undefined)[] = new Array(SLOTS).fill(undefined);

/** Slot of a name: any number that depends on its bytes alone; these few tell the protocol's own names apart. */
const slotOf = (bytes: Uint8Array, from: number, to: number): number => {
  const length = to - from;
  let mixed = length * 31 + bytes[from]!;
  mixed = mixed * 31 + bytes[from + (length >> 2)]!;
  mixed = mixed * 31 + bytes[from + (length >> 1)]!;
  mixed = mixed * 31 + bytes[from + ((length * 3) >> 2)]!;
  return Math.imul(mixed * 31 + bytes[to - 1]!, 0x9e3779b1) >>> (32 - SLOT_BITS);
};

/** The name at `[from, to)`, when it was kept: a well-formed one. Byte for byte, as `startsWith` costs three times that. */
export function knownName(bytes: Uint8Array, from: number, to: number): QName | undefined {
  const known = names[slotOf(bytes, from, to)];
  if (known === undefined || known.bytes.length !== to - from) return undefined;
  for (let i = 0; i < known.bytes.length; i++) if (known.bytes[i] !== bytes[from + i]) return undefined;
  return known;
}

/**
 * Keeps a name that was found well-formed.
 *
 * @param colon index in the name, or -1
 * @param before new names of this document so far
 */
export function internName(
  bytes: Uint8Array,
  source: string,
  from: number,
  to: number,
  colon: number,
  before: number,
): QName {
  const name = source.slice(from, to);
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const local = colon < 0 ? name : name.slice(colon + 1);
  if (before >= MOST_NEW || name.length > LONGEST) return { name, prefix, local };
  // A copy: a slice of a Buffer would share the memory of its message.
  const copy = Uint8Array.from(bytes.subarray(from, to));
  const interned = { name: single(name), prefix: single(prefix), local: single(local), bytes: copy };
  names[slotOf(bytes, from, to)] = interned;
  return interned;
}

const uris = new Map<string, string>();

export function internUri(uri: string): string {
  const known = uris.get(uri);
  if (known !== undefined) return known;
  if (uri.length > LONGEST) return uri;
  if (uris.size >= SLOTS) uris.clear();
  const interned = single(uri);
  uris.set(interned, interned);
  return interned;
}
