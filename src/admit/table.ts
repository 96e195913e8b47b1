import { isIPv4 } from 'node:net';
import { parseRule, type Rule } from '../base/addresses.ts';
import type { AddressGroup, AddressRule } from '../base/domain.ts';

/** Address rules of all groups, compiled once: a look-up costs a map access for an address seen before. */
export interface AddressTable {
  /** The rule with the longest prefix that holds the (normalised) address. */
  find(address: string): AddressRule | undefined;
  /** Every rule that holds it, longest prefix first. */
  all(address: string): readonly (AddressRule & { readonly prefix: number })[];
}

const REMEMBERED = 4096;

/** @throws Error naming the group and the rule that is wrong */
export function compileAddresses(groups: readonly AddressGroup[]): AddressTable {
  const seen = new Map<string, string>();
  const rules: { group: AddressGroup; rule: Rule }[] = [];
  for (const group of groups) {
    for (const text of group.addresses) {
      const rule = compileRule(group.name, text);
      const other = seen.get(text);
      if (other !== undefined) throw new Error(`group ${group.name}: "${text}" is already in the group ${other}`);
      seen.set(text, group.name);
      rules.push({ group, rule });
    }
  }
  rules.sort((a, b) => b.rule.prefix - a.rule.prefix);
  const matching = (address: string) => {
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    return rules.filter(({ rule }) => rule.family === family && rule.list.check(address, family));
  };
  const memory = new Map<string, AddressRule | undefined>();
  return {
    find(address) {
      if (memory.has(address)) return memory.get(address);
      const first = matching(address)[0];
      const found = first && { group: first.group, rule: first.rule.text };
      if (memory.size >= REMEMBERED) memory.clear();
      memory.set(address, found);
      return found;
    },
    all: (address) => matching(address).map(({ group, rule }) => ({ group, rule: rule.text, prefix: rule.prefix })),
  };
}

function compileRule(group: string, text: string): Rule {
  try {
    return parseRule(text);
  } catch (error) {
    throw new Error(`group ${group}: ${(error as Error).message}`);
  }
}
