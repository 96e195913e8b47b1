import { NS } from '../namespaces.ts';
import { type Element, elements, textOf, type XmlDocument } from './tree.ts';

/** An element without its namespaces and signatures: its text, or its children by local name, repeated ones as a list. */
export type Fields = string | number | { readonly [name: string]: Fields | readonly Fields[] };
export type Branch = Exclude<Fields, string | number>;

/** Local names whose text is a number, and those that are a list even where there is one of them. */
export interface Kinds {
  readonly numbers: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
}

const PLAIN: Kinds = { numbers: new Set(), lists: new Set() };

/** @param kinds default: texts, and lists where something is repeated */
export function fieldsOf(doc: XmlDocument, element: Element, kinds: Kinds = PLAIN): Fields {
  const children = new Map<string, Fields | Fields[]>();
  for (const child of elements(element)) {
    if (child.is(NS.ds, 'Signature')) continue;
    const { local } = child;
    const [fields, before] = [fieldsOf(doc, child, kinds), children.get(local)];
    if (Array.isArray(before)) before.push(fields);
    else if (before !== undefined) children.set(local, [before, fields]);
    else children.set(local, kinds.lists.has(local) ? [fields] : fields);
  }
  if (children.size > 0) return Object.fromEntries(children);
  const text = textOf(doc, element).trim();
  return kinds.numbers.has(element.local) && /^\d{1,9}$/.test(text) ? Number(text) : text;
}
