import { collapse } from '../../base/xml/names.ts';
import { ELEMENT, type Element, elements, isBlank, textOf, type XmlDocument } from '../../base/xml/tree.ts';
import { Unusable } from './unusable.ts';

/** The children that an element may have, in any order: namespace, least and most, by local name. */
export type Shape = Readonly<Record<string, readonly [ns: string, least: number, most: number]>>;

export function unreadable(what: string): never {
  throw new Unusable('unreadable', { cause: what });
}

/**
 * The child elements by local name: those of the shape, no other, and no text.
 *
 * @throws Unusable `unreadable`
 */
export function partsOf<S extends Shape>(doc: XmlDocument, element: Element, shape: S): Record<keyof S, Element[]> {
  const parts = Object.fromEntries(Object.keys(shape).map((name) => [name, []])) as unknown as Record<
    string,
    Element[]
  >;
  for (let child = element.first; child !== null; child = child.next) {
    if (child.kind !== ELEMENT) {
      if (!isBlank(doc, child)) unreadable(`text in ${element.local}`);
      continue;
    }
    const known = Object.hasOwn(shape, child.local) && child.is(shape[child.local]![0], child.local);
    if (!known) unreadable(`${child.local.slice(0, 40)} in ${element.local}`);
    parts[child.local]!.push(child);
  }
  for (const [name, [, least, most]] of Object.entries(shape)) {
    const { length } = parts[name]!;
    if (length < least || length > most) unreadable(`${length} ${name} in ${element.local}`);
  }
  return parts as Record<keyof S, Element[]>;
}

/** The text of an element without children, blanks around it left out as in an xs:anyURI. @throws Unusable */
export function leaf(doc: XmlDocument, element: Element): string {
  for (const child of elements(element)) unreadable(`${child.local.slice(0, 40)} in ${element.local}`);
  return collapse(textOf(doc, element));
}
