import { NS } from '../../base/namespaces.ts';
import { type Element, elements, textOf, type XmlDocument } from '../../base/xml/tree.ts';

/** The element at the end of a path of local names below another; `*` is the first child. */
export function down(from: Element | undefined, ...path: string[]): Element | undefined {
  let at = from;
  for (const name of path) at = at && elements(at).find(({ local }) => name === '*' || local === name);
  return at;
}

/** Every leaf below an element: its path of local names and its text without blanks around, in the order of the document. */
export function leaves(doc: XmlDocument, element: Element, above = ''): [path: string, text: string][] {
  const path = above === '' ? element.local : `${above}/${element.local}`;
  const inner = elements(element);
  return inner.length === 0
    ? [[path, textOf(doc, element).trim()]]
    : inner.flatMap((child) => leaves(doc, child, path));
}

/** How often elements of these names stand in a document, the volant's own and their signatures left out. */
export function countOf(element: Element, local: string): number {
  let count = element.local === local ? 1 : 0;
  if (element.ns !== NS.volante) for (const child of elements(element)) count += countOf(child, local);
  return count;
}
