import { escapeAttribute } from './escape.ts';
import type { Element, Scope, XmlDocument } from './tree.ts';

/** Bytes `start`–`end` of a document give way to a text; equal offsets insert. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A document's bytes with some of them replaced, every other byte as it came. Edits are in order and do not overlap. */
export function splice({ bytes }: XmlDocument, edits: readonly Edit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    parts.push(bytes.subarray(at, start), Buffer.from(text, 'utf8'));
    at = end;
  }
  parts.push(bytes.subarray(at));
  return Buffer.concat(parts);
}

export const replaced = ({ start, end }: Element, text = ''): Edit => ({ start, end, text });

/** @param text already escaped; the element has an end tag */
export const filled = ({ contentStart, contentEnd }: Element, text: string): Edit => ({
  start: contentStart,
  end: contentEnd,
  text,
});

/** Another local name in the start tag and in the end tag; the element has an end tag. */
export function renamed({ name, local, start, contentEnd }: Element, to: string): readonly [Edit, Edit] {
  const prefix = name.length - local.length;
  const at = (tag: number): Edit => ({ start: tag + prefix, end: tag + name.length, text: to });
  return [at(start + 1), at(contentEnd + 2)];
}

/** A name in the namespace of the element, by the element's own prefix. */
export const alike = ({ binding }: Element, local: string): string =>
  binding.prefix === '' ? local : `${binding.prefix}:${local}`;

/** An element with the namespaces in force there declared on it: its own bytes, that mean the same anywhere. */
export function standalone({ bytes }: XmlDocument, { name, start, end, scope, parent }: Element): Buffer {
  const inForce = new Map<string, string>();
  for (let s: Scope | null = scope; s !== null; s = s.outer) {
    const { prefix, uri } = s.binding;
    if (!inForce.has(prefix)) inForce.set(prefix, uri);
  }
  for (let s: Scope | null = scope; s !== null && s !== parent?.scope; s = s.outer) inForce.delete(s.binding.prefix);
  inForce.delete('xml');
  const declared = [...inForce].map(([prefix, uri]) => ` xmlns${prefix && `:${prefix}`}="${escapeAttribute(uri)}"`);
  const afterName = start + 1 + name.length;
  return Buffer.concat([
    bytes.subarray(start, afterName),
    Buffer.from(declared.join(''), 'latin1'),
    bytes.subarray(afterName, end),
  ]);
}
