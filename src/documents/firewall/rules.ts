import { isIP } from 'node:net';
import type { AddressGroup, Permission } from '../../base/domain.ts';

/** What a municipality opens in its own firewall: the gateway's address groups, turned around (protocol section 2). */
export interface FirewallRule {
  readonly direction: 'in' | 'out';
  readonly group: string;
  readonly environment: AddressGroup['environment'];
  /** The most that the group may. */
  readonly why: Permission;
  readonly family: 'ipv4' | 'ipv6';
  /** Addresses and CIDR ranges of this family. */
  readonly addresses: readonly string[];
  /** TCP ports: the endpoint's own towards it, PSIS's from it. */
  readonly ports: readonly number[];
}

/** PSIS is reached by HTTPS (protocol section 11). */
const PSIS_PORTS = [443];

/**
 * Every group towards the endpoint's ports, and from it towards PSIS.
 *
 * @throws Error naming a group, address or port that no command may be made of
 */
export function firewallRules(groups: readonly AddressGroup[], ports: readonly number[]): FirewallRule[] {
  if (ports.length === 0 || !ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    throw new Error(`not TCP ports: ${ports.join(', ') || 'none'}`);
  }
  for (const group of groups) check(group);
  const own = [...new Set(ports)].sort((a, b) => a - b);
  const psis = groups.filter(({ may }) => may.includes('psis'));
  return [
    ...groups.flatMap((group) => ofGroup(group, 'in', own)),
    ...psis.flatMap((group) => ofGroup(group, 'out', PSIS_PORTS)),
  ];
}

function ofGroup(
  { name, environment, may, addresses }: AddressGroup,
  direction: 'in' | 'out',
  ports: readonly number[],
): FirewallRule[] {
  const why = may.at(-1);
  if (why === undefined) return [];
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    const held = addresses.filter((address) => address.includes(':') === (family === 'ipv6'));
    return held.length === 0 ? [] : [{ direction, group: name, environment, why, family, addresses: held, ports }];
  });
}

/** Whatever stands in a command is one of these forms, so that nothing in it needs quoting. */
function check({ name, addresses }: AddressGroup): void {
  if (!/^[a-z0-9-]{1,40}$/.test(name)) throw new Error(`not a name of a group: ${JSON.stringify(name)}`);
  const wrong = addresses.find((address) => !isAddress(address));
  if (wrong !== undefined) throw new Error(`group ${name}: not an address or range: ${JSON.stringify(wrong)}`);
}

function isAddress(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || more.length > 0) return false;
  return length === undefined || (/^[0-9]{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}
