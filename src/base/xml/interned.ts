import { LONGEST as LONGEST_PATTERN, NOWHERE, type Pattern, patternOf } from './words.ts';

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

/** A name as it was read. */
export interface Read extends QName {
  /** Of its own; none for one that is not kept. */
  readonly bytes: Uint8Array;
  /** Made when it is read again, as one that never is should cost no more than it must; a long name has none. */
  pattern: Pattern;
  /** Where in the order it was read last. */
  seen: number;
  /** The plain namespace name that a declaration of this name gave last. */
  declared: string | undefined;
}

const NONE = new Uint8Array(0);
const names: (Read | undefined)[] = new Array(SLOTS).fill(undefined);

const readName = (name: string, prefix: string, local: string, bytes: Uint8Array): Read => ({
  name,
  prefix,
  local,
  bytes,
  pattern: NOWHERE,
  seen: 0,
  declared: undefined,
});

const LATEST = 4096;
const NO_NAME = readName('', '', '', NONE);

/**
 * The names that were read last, in their order, and where among them the next one stands if this message goes on as one
 * before it did: most are alike. Behind a name that was not expected it goes on as it did where that was read last.
 */
class Order {
  readonly #names: Read[] = new Array(LATEST).fill(NO_NAME);
  #end = 0;
  #expected = 0;

  get expected(): Read {
    return this.#names[this.#expected]!;
  }

  /** The expected name was read. */
  met(name: Read): void {
    this.#expected = (this.#expected + 1) & (LATEST - 1);
    this.#add(name);
  }

  /** Another one was read. */
  missed(name: Read): void {
    this.#expected = (name.seen + 1) & (LATEST - 1);
    // One that is not kept would keep its message.
    this.#add(name.bytes === NONE ? NO_NAME : name);
  }

  #add(name: Read): void {
    this.#names[this.#end] = name;
    name.seen = this.#end;
    this.#end = (this.#end + 1) & (LATEST - 1);
  }
}

export const order = new Order();

/** Slot of a name: any number that depends on its bytes alone; these few tell the protocol's own names apart. */
const slotOf = (bytes: Uint8Array, from: number, to: number): number => {
  const length = to - from;
  let mixed = length * 31 + bytes[from]!;
  mixed = mixed * 31 + bytes[from + (length >> 2)]!;
  mixed = mixed * 31 + bytes[from + (length >> 1)]!;
  mixed = mixed * 31 + bytes[from + ((length * 3) >> 2)]!;
  return Math.imul(mixed * 31 + bytes[to - 1]!, 0x9e3779b1) >>> (32 - SLOT_BITS);
};

/** Byte for byte, as `startsWith` costs three times that. */
function standsAt(known: Read, bytes: Uint8Array, from: number): boolean {
  const expected = known.bytes;
  const { length } = expected;
  for (let i = 0; i < length; i++) if (expected[i] !== bytes[from + i]) return false;
  return true;
}

/** The name at `[from, to)`, when it was kept: a well-formed one. */
export function knownName(bytes: Uint8Array, from: number, to: number): Read | undefined {
  const known = names[slotOf(bytes, from, to)];
  if (known === undefined || known.bytes.length !== to - from || !standsAt(known, bytes, from)) return undefined;
  if (known.pattern === NOWHERE && to - from <= LONGEST_PATTERN) known.pattern = patternOf(known.bytes);
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
): Read {
  const name = source.slice(from, to);
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const local = colon < 0 ? name : name.slice(colon + 1);
  if (before >= MOST_NEW || name.length > LONGEST) return readName(name, prefix, local, NONE);
  // A copy: a slice of a Buffer would share the memory of its message.
  const copy = Uint8Array.from(bytes.subarray(from, to));
  const slot = slotOf(bytes, from, to);
  const interned = readName(single(name), single(prefix), single(local), copy);
  names[slot] = interned;
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
