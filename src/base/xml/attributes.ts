import type { Attribute } from './tree.ts';

/** Two attributes with one name, however many there are: the prefix may differ. */
export function hasRepeated(attributes: readonly Attribute[]): boolean {
  const namespaces = new Map<string, number>();
  const names = new Set<string>();
  for (const { binding, local } of attributes) {
    const uri = binding?.uri ?? '';
    const number = namespaces.get(uri) ?? namespaces.size;
    namespaces.set(uri, number);
    names.add(`${number} ${local}`);
  }
  return names.size < attributes.length;
}

/** Attributes stand in canonical order, none twice: namespace URI, then local name. */
export function inOrder(attributes: readonly Attribute[]): boolean {
  for (let i = 1; i < attributes.length; i++) {
    const [a, b] = [attributes[i - 1]!, attributes[i]!];
    const [ua, ub] = [a.binding?.uri ?? '', b.binding?.uri ?? ''];
    if (ua > ub || (ua === ub && a.local >= b.local)) return false;
  }
  return true;
}
