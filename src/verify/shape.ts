import { Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import { type Attribute, ELEMENT, type Element, isBlank, type XmlDocument } from '../base/xml/tree.ts';

/** What an element of the Security header may hold. */
export interface Shape {
  /** Names of attributes without namespace; `wsu:Id` and `wsse11:TokenType` stand for those attributes. */
  readonly attributes: readonly string[];
  /** Child elements in order. None: text only. */
  readonly children?: readonly Child[];
}

interface Child {
  readonly ns: string;
  readonly local: string;
  /** How often, at least and at most. */
  readonly least: number;
  readonly most: number;
}

export const one = (ns: string, local: string): Child => ({ ns, local, least: 1, most: 1 });

export function misshapen(what: string): never {
  throw new Refusal('verify.skeleton', {}, { detail: what });
}

/**
 * The child elements of an element that has exactly the given shape.
 *
 * @throws Refusal `verify.skeleton`
 */
export function childrenOf(doc: XmlDocument, element: Element, shape: Shape): Element[] {
  checkAttributes(element, shape.attributes);
  const found: Element[] = [];
  for (let child = element.first; child !== null; child = child.next) {
    if (child.kind === ELEMENT) found.push(child);
    else if (shape.children && !isBlank(doc, child)) misshapen(`text in ${element.local}`);
  }
  let next = 0;
  for (const { ns, local, least, most } of shape.children ?? []) {
    const from = next;
    while (next < found.length && next - from < most && found[next]!.is(ns, local)) next++;
    if (next - from < least) misshapen(`${element.local} without ${local}`);
  }
  if (next < found.length) misshapen(`${found[next]!.local.slice(0, 40)} in ${element.local}`);
  return found;
}

function checkAttributes(element: Element, allowed: readonly string[]): void {
  for (const attribute of element.attributes) {
    if (!allowed.includes(nameOf(attribute))) {
      misshapen(`attribute ${attribute.local.slice(0, 40)} on ${element.local}`);
    }
  }
}

/** Empty for a qualified one that no shape has. */
function nameOf({ binding, local }: Attribute): string {
  if (binding === null) return local;
  if (binding.uri === NS.wsu && local === 'Id') return 'wsu:Id';
  return binding.uri === NS.wsse11 && local === 'TokenType' ? 'wsse11:TokenType' : '';
}

const PLAIN_ID = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** The `wsu:Id` of an element, written plainly; undefined when it has none. */
export function wsuId(element: Element): string | undefined {
  for (const { local, binding, value, canonical } of element.attributes) {
    if (local !== 'Id' || binding?.uri !== NS.wsu) continue;
    if (canonical !== value || !PLAIN_ID.test(value)) misshapen(`the wsu:Id of ${element.local} is not a plain name`);
    return value;
  }
  return undefined;
}
