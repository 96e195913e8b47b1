import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { BlockList, isIPv4, isIPv6, type LookupFunction } from 'node:net';
import { parseRule } from '../addresses.ts';

/**
 * Ranges that no server of others is in, unless the deployment names them: RFC 6890 and its registries. An IPv4-mapped
 * address is judged by the IPv4 rules; a rule for ::ffff:0:0/96 would hold every IPv4 address.
 */
const NEVER: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** A name is not put to Node's expression for IPv6, which costs milliseconds the first time. */
const isLiteral = (host: string): boolean => (host.includes(':') ? isIPv6(host) : isIPv4(host));

export class AddressRefused extends Error {
  readonly code = 'PADRO_ADDRESS';
}

/** Decides to which addresses connections may go. Names are judged by what they resolve to, at every connection. */
export class Guard {
  readonly #never = new BlockList();
  readonly #allowed = new BlockList();

  /** @param allowed CIDR ranges that are allowed although they are private @throws Error when one is not a range */
  constructor(allowed: readonly string[]) {
    for (const [address, prefix, family] of NEVER) this.#never.addSubnet(address, prefix, family);
    for (const text of allowed) {
      const { address, prefix, family } = parseRule(text);
      this.#allowed.addSubnet(address, prefix, family);
    }
  }

  permits(address: string): boolean {
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    return this.#allowed.check(address, family) || !this.#never.check(address, family);
  }

  /** For IP literals, for which Node calls no look-up. @throws AddressRefused */
  checkHost(host: string): void {
    const literal = host.replace(/^\[|\]$/g, '');
    if (isLiteral(literal) && !this.permits(literal))
      throw new AddressRefused('its address is in a range that is not allowed');
  }

  /** A look-up that refuses a name when any of its addresses is not permitted. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => this.permits(address))) {
        return callback(
          new AddressRefused('its address is in a range that is not allowed') as NodeJS.ErrnoException,
          [],
        );
      }
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}
