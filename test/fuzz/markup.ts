/** Offsets of an element in a text: of its start tag, its content and its end. */
export interface Span {
  readonly name: string;
  readonly start: number;
  readonly inner: number;
  readonly innerEnd: number;
  readonly end: number;
}

const TAG = /<(\/?)([A-Za-z_][\w:.-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;

/** The elements of a text as far as their tags pair up: what is broken is passed over. */
export function spans(xml: string): Span[] {
  const found: Span[] = [];
  const open: { name: string; start: number; inner: number }[] = [];
  for (const { 0: tag, 1: slash, 2: name, index } of xml.matchAll(TAG)) {
    const after = index + tag.length;
    if (tag.endsWith('/>')) found.push({ name: name!, start: index, inner: after, innerEnd: after, end: after });
    else if (!slash) open.push({ name: name!, start: index, inner: after });
    else if (open.at(-1)?.name === name) found.push({ ...open.pop()!, innerEnd: index, end: after });
  }
  return found;
}

export const startTags = (xml: string): { at: number; tag: string }[] =>
  [...xml.matchAll(TAG)].filter(({ 1: slash }) => !slash).map(({ 0: tag, index }) => ({ at: index, tag }));

export const splice = (xml: string, from: number, to: number, by: string): string =>
  xml.slice(0, from) + by + xml.slice(to);
