import inRange from 'ip-range-check';
import { normaliseAddress } from '../base/addresses.ts';
import type { AddressGroup } from '../base/domain.ts';
import { compileAddresses } from './table.ts';

export interface Explanation {
  readonly address: string;
  /** The rule that decides, first; then the shorter prefixes that it wins over. */
  readonly rules: readonly { readonly rule: string; readonly group: AddressGroup; readonly prefix: number }[];
}

/**
 * Which rule admits an address, and which others it wins over, for people.
 *
 * @throws Error when the text is no address, or when the compiled table and the range check disagree
 */
export function explainAddress(groups: readonly AddressGroup[], text: string): Explanation {
  const address = normaliseAddress(text.trim());
  if (address === undefined) throw new Error(`"${text}" is not an IP address`);
  const rules = compileAddresses(groups).all(address);
  const second = groups.flatMap((group) => group.addresses.filter((rule) => inRange(address, rule)));
  if (second.length !== rules.length) throw new Error(`${address}: two ways of matching disagree; report this`);
  return { address, rules };
}
