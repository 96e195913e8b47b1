import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';

export interface Rule {
  readonly text: string;
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly prefix: number;
  readonly list: BlockList;
}

/**
 * One address or CIDR range, strictly: no host names, no leading zeros, no host bits, never the whole Internet.
 *
 * @throws Error with a text for people
 */
export function parseRule(text: string): Rule {
  const [address, bits, ...rest] = text.split('/') as [string, string | undefined, ...string[]];
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined;
  if (!family || rest.length > 0) throw new Error(`"${text}" is not an IP address or CIDR range`);
  const width = family === 'ipv4' ? 32 : 128;
  const prefix = bits === undefined ? width : /^(0|[1-9][0-9]{0,2})$/.test(bits) ? Number(bits) : -1;
  if (prefix < 0 || prefix > width) throw new Error(`"${text}": the prefix length must be 1 to ${width}`);
  if (prefix === 0) throw new Error(`"${text}" would admit every address`);
  if (family === 'ipv6' && prefix >= 96 && normaliseAddress(address)?.includes('.')) {
    throw new Error(`"${text}": write IPv4-mapped addresses as IPv4`);
  }
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  if (hasHostBits(address, prefix, family)) throw new Error(`"${text}": bits are set behind the prefix /${prefix}`);
  return { text, address, family, prefix, list };
}

function hasHostBits(address: string, prefix: number, family: 'ipv4' | 'ipv6'): boolean {
  const bytes = family === 'ipv4' ? address.split('.').map(Number) : ipv6Bytes(address);
  return bytes.some((byte, i) => {
    const kept = Math.min(8, Math.max(0, prefix - i * 8));
    return (byte & (0xff >> kept)) !== 0;
  });
}

function ipv6Bytes(address: string): number[] {
  const dotted = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map((n) => n.toString(16)).join(':'),
  );
  const [head = '', tail] = dotted.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [left, right] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(zeros).fill('0'), ...right].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** An address in one form; an IPv4-mapped IPv6 address is the IPv4 address. Undefined when it is none. */
export function normaliseAddress(text: string): string | undefined {
  if (isIPv4(text)) return text;
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const address = new SocketAddress({ address: text, family: 'ipv6' }).address;
  return address.startsWith('::ffff:') && isIPv4(address.slice(7)) ? address.slice(7) : address;
}
