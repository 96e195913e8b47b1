import { Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import { ELEMENT, type Element, isBlank, type XmlDocument } from '../base/xml/tree.ts';

/** What an element of the Security header may hold. */
export interface Shape {
  /** Names of attributes without namespace; `wsu:Id` and `wsse11:TokenType` stand for those attributes. */
  readonly attributes: readonly string[];
  /** Child elements in order: namespace, local name, least and most. None: text only. */
  readonly children?: readonly (readonly [ns: string, local: string, least: number, most: number])[];
}

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
  for (const [ns, local, least, most] of shape.children ?? []) {
    const from = next;
    while (next < found.length && next - from < most && found[next]!.is(ns, local)) next++;
    if (next - from < least) misshapen(`${element.local} without ${local}`);
  }
  if (next < found.length) misshapen(`${found[next]!.local.slice(0, 40)} in ${element.local}`);
  return found;
}

const QUALIFIED: ReadonlyMap<string, string> = new Map([
  [`${NS.wsu} Id`, 'wsu:Id'],
  [`${NS.wsse11} TokenType`, 'wsse11:TokenType'],
]);

function checkAttributes(element: Element, allowed: readonly string[]): void {
  for (const { local, binding } of element.attributes) {
    const name = binding === null ? local : (QUALIFIED.get(`${binding.uri} ${local}`) ?? '');
    if (!allowed.includes(name)) misshapen(`attribute ${local.slice(0, 40)} on ${element.local}`);
  }
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
