import type { Edit } from './forge.ts';

/** Replaces what occurs exactly once. @throws Error when it does not: the attack would not be the one that its name says */
export const swap =
  (from: string | RegExp, to: string): Edit =>
  (xml) => {
    const found = typeof from === 'string' ? xml.split(from).length - 1 : [...xml.matchAll(global(from))].length;
    if (found !== 1) throw new Error(`${String(from).slice(0, 60)} occurs ${found} times`);
    return xml.replace(from, () => to);
  };

/** Replaces every occurrence, of which there is at least one. */
export const swapAll =
  (from: string, to: string): Edit =>
  (xml) => {
    if (!xml.includes(from)) throw new Error(`${from.slice(0, 60)} does not occur`);
    return xml.replaceAll(from, () => to);
  };

const global = (pattern: RegExp): RegExp => new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);

export const all =
  (...edits: readonly Edit[]): Edit =>
  (xml) =>
    edits.reduce((text, edit) => edit(text), xml);

/** The first element written with that tag, whole. */
export function cut(xml: string, tag: string): string {
  const found = new RegExp(`<${tag}[ >][\\s\\S]*?</${tag}>`).exec(xml);
  if (!found) throw new Error(`${tag} does not occur`);
  return found[0];
}

/** Puts something that is made of the element in its place. */
export const remake =
  (tag: string, make: (element: string) => string): Edit =>
  (xml) => {
    const element = cut(xml, tag);
    return xml.replace(element, () => make(element));
  };

export const before = (tag: string, text: string): Edit => remake(tag, (element) => text + element);
export const behind = (tag: string, text: string): Edit => remake(tag, (element) => element + text);
export const without = (tag: string): Edit => remake(tag, () => '');
export const doubled = (tag: string): Edit => remake(tag, (element) => element + element);
/** At the start of an element's content. */
export const into = (tag: string, text: string): Edit =>
  remake(tag, (element) => element.replace(/^(<[^>]*>)/, (_, open: string) => open + text));
/** A block at the end of the Header. */
export const inHeader = (block: string): Edit => swap('</soapenv:Header>', `${block}</soapenv:Header>`);
