import { createHash } from 'node:crypto';
import type { Inside } from '../base/request.ts';
import { exclusiveContent } from '../base/xml/c14n.ts';
import { readXml } from '../base/xml/reader.ts';
import { type Element, only, type XmlDocument } from '../base/xml/tree.ts';

/** Bytes of elements that are read at once; then others get their turn. */
const AT_ONCE = 1 << 16;

/**
 * SHA-256 of the canonical form of a Body whose content is too large for one tree: a few elements are read at a time, in
 * the place where they will stand.
 *
 * @param open start tag of the Body, canonical
 * @param close its end tag
 * @returns base64
 */
export async function digestWith(
  doc: XmlDocument,
  body: Element,
  { into, elements }: Inside,
  open: string,
  close: string,
): Promise<string> {
  const content = exclusiveContent(doc, body);
  const at = content.lastIndexOf(`</${into.name}>`);
  const after = content.slice(at);
  const digest = createHash('sha256').update(open).update(content.slice(0, at), 'latin1');
  const [before, behind] = [doc.bytes.subarray(0, into.contentStart), doc.bytes.subarray(into.contentEnd)];
  for (const group of groupsOf(elements)) {
    const placed = readXml(Buffer.concat([before, ...group, behind]), 'message');
    const canonical = exclusiveContent(placed, only(placed.root, body.ns, body.local)!);
    digest.update(canonical.slice(at, canonical.length - after.length), 'latin1');
    await new Promise((resolve) => setImmediate(resolve));
  }
  return digest.update(after, 'latin1').update(close).digest('base64');
}

function* groupsOf(elements: readonly Buffer[]): Generator<Buffer[]> {
  let group: Buffer[] = [];
  let bytes = 0;
  for (const element of elements) {
    if (bytes > 0 && bytes + element.length > AT_ONCE) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(element);
    bytes += element.length;
  }
  if (group.length > 0) yield group;
}

/** The bytes from `start` to `end` of a document, the elements in their place. */
export const filledWith = ({ bytes }: XmlDocument, { into, elements }: Inside, start = 0, end = bytes.length): Buffer =>
  Buffer.concat([bytes.subarray(start, into.contentStart), ...elements, bytes.subarray(into.contentEnd, end)]);
