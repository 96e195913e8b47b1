import type { FirewallRule } from './rules.ts';

/** Ready commands. They may be run again: what they made before is taken back first. */

const OURS = 'padro-gateway';
const named = ({ direction, group, family }: FirewallRule): string => `${OURS} ${direction} ${group} ${family}`;

/** Windows, in a console of an administrator. */
export function netsh(rules: readonly FirewallRule[]): string[] {
  return rules.flatMap((rule) => {
    const name = `name="${named(rule)}"`;
    const side = rule.direction === 'in' ? 'localport' : 'remoteport';
    return [
      `netsh advfirewall firewall delete rule ${name}`,
      `netsh advfirewall firewall add rule ${name} dir=${rule.direction} action=allow protocol=TCP ${side}=${rule.ports.join(',')} remoteip=${rule.addresses.join(',')}`,
    ];
  });
}

const TOOLS = { ipv4: 'iptables', ipv6: 'ip6tables' } as const;
const CHAINS = { in: ['PADRO-IN', 'INPUT', '-s'], out: ['PADRO-OUT', 'OUTPUT', '-d'] } as const;

/** Linux with iptables, as root: chains of their own, asked before what is there. */
export function iptables(rules: readonly FirewallRule[]): string[] {
  const chains = new Map<string, FirewallRule[]>();
  for (const rule of rules) {
    const key = `${TOOLS[rule.family]} ${rule.direction}`;
    chains.set(key, [...(chains.get(key) ?? []), rule]);
  }
  return [...chains.values()].flatMap((own) => {
    const { family, direction } = own[0]!;
    const tool = TOOLS[family];
    const [chain, hook, side] = CHAINS[direction];
    return [
      `${tool} -N ${chain} 2>/dev/null || ${tool} -F ${chain}`,
      ...own.map(
        ({ addresses, ports, group }) =>
          `${tool} -A ${chain} -p tcp ${side} ${addresses.join(',')} -m multiport --dports ${ports.join(',')} -m comment --comment ${OURS}-${group} -j ACCEPT`,
      ),
      `${tool} -C ${hook} -j ${chain} 2>/dev/null || ${tool} -I ${hook} -j ${chain}`,
    ];
  });
}

const HOOKS = { in: ['padro_in', 'input', 'saddr'], out: ['padro_out', 'output', 'daddr'] } as const;
const FAMILIES = { ipv4: 'ip', ipv6: 'ip6' } as const;

/**
 * Linux with nftables, as root. An accept of one table does not undo a drop of another: the rules go to chains of the
 * table that Debian and others filter with.
 */
export function nft(rules: readonly FirewallRule[]): string[] {
  const directions = (['in', 'out'] as const).filter((one) => rules.some(({ direction }) => direction === one));
  return [
    "nft 'add table inet filter'",
    ...directions.flatMap((direction) => {
      const [chain, hook, side] = HOOKS[direction];
      return [
        `nft 'add chain inet filter ${hook} { type filter hook ${hook} priority 0; }'`,
        `nft 'add chain inet filter ${chain}'`,
        `nft 'flush chain inet filter ${chain}'`,
        ...rules
          .filter((rule) => rule.direction === direction)
          .map(
            ({ family, addresses, ports, group }) =>
              `nft 'add rule inet filter ${chain} ${FAMILIES[family]} ${side} { ${addresses.join(', ')} } tcp dport { ${ports.join(', ')} } accept comment "${OURS} ${group}"'`,
          ),
        `nft list chain inet filter ${hook} | grep -q 'jump ${chain}' || nft 'insert rule inet filter ${hook} jump ${chain}'`,
      ];
    }),
  ];
}

/** RFC 4180, one address a line. */
export function csv(rules: readonly FirewallRule[]): string[] {
  const rows = rules.flatMap(({ direction, group, environment, addresses, ports }) =>
    addresses.flatMap((address) =>
      ports.map((port) => [direction, address, 'tcp', port, group, environment].join(',')),
    ),
  );
  return ['direction,address,protocol,port,group,environment', ...rows];
}
