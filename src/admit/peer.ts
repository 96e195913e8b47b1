import { BlockList } from 'node:net';
import { normaliseAddress, parseRule } from '../base/addresses.ts';
import type { Received } from '../base/request.ts';

/** True for the (normalised) addresses of proxies whose word on the caller's address is taken. */
export type Proxies = (address: string) => boolean;

const REMEMBERED = 1024;

/** @throws Error naming the rule that is wrong */
export function compileProxies(texts: readonly string[]): Proxies {
  if (texts.length === 0) return () => false;
  const list = new BlockList();
  for (const text of texts) {
    const { address, family, prefix } = parseRule(text);
    list.addSubnet(address, prefix, family);
  }
  const memory = new Map<string, boolean>();
  return (address) => {
    let held = memory.get(address);
    if (held === undefined) {
      held = list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
      if (memory.size >= REMEMBERED) memory.clear();
      memory.set(address, held);
    }
    return held;
  };
}

/** True for the direct peer when it is a configured proxy. */
export function isTrustedProxy(proxies: Proxies, peer: string): boolean {
  const address = normaliseAddress(peer);
  return address !== undefined && proxies(address);
}

const MOST_HOPS = 20;

/**
 * The address that the call comes from: the direct peer, or, where that is a trusted proxy, what the proxies said, read
 * from the right until the first hop that is not one of them. Undefined when they said something unreadable, or when
 * X-Forwarded-For and Forwarded disagree: one of the two may be the caller's own.
 */
export function callerAddress(
  peer: Pick<Received['peer'], 'address' | 'forwardedFor' | 'forwarded'>,
  proxies: Proxies,
): string | undefined {
  const direct = normaliseAddress(peer.address);
  if (direct === undefined || !proxies(direct)) return direct;
  const said = [peer.forwardedFor?.split(','), peer.forwarded && forwardedHops(peer.forwarded)].filter(
    (hops) => hops !== undefined,
  );
  if (said.length === 0) return direct;
  const found = new Set(said.map((hops) => walk(hops || [], direct, proxies)));
  return found.size === 1 ? [...found][0] : undefined;
}

function walk(hops: readonly string[], direct: string, proxies: Proxies): string | undefined {
  let address: string | undefined = direct;
  for (let i = hops.length - 1; i >= 0 && hops.length - i <= MOST_HOPS; i--) {
    if (address === undefined || !proxies(address)) return address;
    address = hopAddress(hops[i]!);
  }
  return address;
}

/** `192.0.2.1`, `192.0.2.1:80`, `[2001:db8::1]`, `[2001:db8::1]:80` or `2001:db8::1`. */
function hopAddress(text: string): string | undefined {
  const hop = text.trim();
  const bracketed = /^\[([0-9A-Fa-f:.]+)\](?::\d{1,5})?$/.exec(hop);
  if (bracketed) return normaliseAddress(bracketed[1]!);
  const withPort = /^([0-9.]+):\d{1,5}$/.exec(hop);
  return normaliseAddress(withPort ? withPort[1]! : hop);
}

/** The `for` of each element of a Forwarded header (RFC 7239); an element without one is a hop that cannot be read. */
function forwardedHops(header: string): string[] {
  return header.split(',').map((element) => {
    const found = [...element.matchAll(/(?:^|;)\s*for\s*=\s*(?:"([^"\\]*)"|([^\s;"]*))/gi)];
    return found.length === 1 ? (found[0]![1] ?? found[0]![2] ?? '') : 'unknown';
  });
}
