/**
 * Names and namespace names that occur in every message, kept once: comparing two of them is comparing two pointers, and
 * a name that was seen before costs no new string. Both tables are bounded: other names only push these out.
 */

export interface QName {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
}

const SLOTS = 1 << 14;
const LONGEST = 128;

/** The engine keeps one copy of every property key. */
const single = (text: string): string => Object.keys({ [text]: 0 })[0]!;

const names: (QName | undefined)[] = new Array(SLOTS).fill(undefined);

/**
 * The name at `source[from, to)`.
 *
 * @param hash any number that depends on its bytes alone: it picks the one slot where the name may be
 * @param colon index in the name, or -1
 */
export function internName(source: string, from: number, to: number, hash: number, colon: number): QName {
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  const known = names[slot];
  if (known !== undefined && known.name.length === to - from && source.startsWith(known.name, from)) return known;
  const name = source.slice(from, to);
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const local = colon < 0 ? name : name.slice(colon + 1);
  if (name.length > LONGEST) return { name, prefix, local };
  const interned = { name: single(name), prefix: single(prefix), local: single(local) };
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
