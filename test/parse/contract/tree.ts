import { NS } from '../../../src/base/namespaces.ts';

/** A message to be, which tests build, bend and break before they write it. */
export interface TestElement {
  ns: string;
  name: string;
  /** Written as they are, with their declarations. */
  attributes: string;
  children: (TestElement | string)[];
}

export type Child = TestElement | string | undefined;

/** `el(ns)(name, …children)`; undefined children are left out. */
export const el =
  (ns: string) =>
  (name: string, ...children: Child[]): TestElement => ({
    ns,
    name,
    attributes: '',
    children: children.filter((child) => child !== undefined),
  });

export const isElement = (child: TestElement | string): child is TestElement => typeof child !== 'string';
export const elementsOf = (element: TestElement): TestElement[] => element.children.filter(isElement);

export function* descendants(element: TestElement): Generator<TestElement> {
  yield element;
  for (const child of elementsOf(element)) yield* descendants(child);
}

export const find = (element: TestElement, name: string): TestElement => {
  for (const candidate of descendants(element)) if (candidate.name === name) return candidate;
  throw new Error(`no ${name}`);
};

export type Style = 'prefixes' | 'defaults' | 'rebound';

const PREFIX: Record<string, string> = {
  [NS.openuri]: 'open',
  [NS.peticion]: 'pet',
  [NS.padro]: 'padro',
  [NS.extensions]: 'ext',
};
const DECLARATIONS = Object.entries(PREFIX)
  .map(([ns, prefix]) => ` xmlns:${prefix}="${ns}"`)
  .join('');

/** The text of an element: prefixes declared at the top, default namespaces, or one prefix bound again further in. */
export function serialise(element: TestElement, style: Style = 'prefixes', inForce?: string): string {
  const prefix = prefixOf(element.ns, style);
  let declarations = '';
  if (style === 'prefixes') {
    if (inForce === undefined) declarations = DECLARATIONS;
    if (prefix === 'other:') declarations += ` xmlns:other="${element.ns}"`;
  } else if (inForce !== element.ns && (element.ns !== '' || style === 'defaults')) {
    declarations = style === 'defaults' ? ` xmlns="${element.ns}"` : ` xmlns:x="${element.ns}"`;
  }
  const name = prefix + element.name;
  const content = element.children
    .map((child) => (isElement(child) ? serialise(child, style, element.ns) : escaped(child)))
    .join('');
  return `<${name}${declarations}${element.attributes}>${content}</${name}>`;
}

function prefixOf(ns: string, style: Style): string {
  if (ns === '' || style === 'defaults') return '';
  return style === 'rebound' ? 'x:' : `${PREFIX[ns] ?? 'other'}:`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>\r]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' })[c]!);
