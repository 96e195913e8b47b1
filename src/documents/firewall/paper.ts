import type { Language } from '../../base/errors/refusal.ts';
import { type Block, heading, type Paper, text } from '../paper/paper.ts';
import { iptables, netsh, nft } from './commands.ts';
import type { FirewallRule } from './rules.ts';
import { FIREWALL_TEXTS, type FirewallTexts } from './texts.ts';

/** The firewall sheet of an endpoint, for people. */
export function firewallPaper(
  endpoint: string,
  rules: readonly FirewallRule[],
  issuer: string,
  language: Language,
): Paper {
  const texts = FIREWALL_TEXTS[language];
  const of = (direction: FirewallRule['direction']): Block => addressTable(rules, direction, texts);
  return {
    language,
    issuer,
    title: texts.title,
    subtitle: endpoint,
    blocks: [
      text(texts.intro),
      heading(texts.inbound),
      of('in'),
      heading(texts.outbound),
      of('out'),
      heading(texts.commands),
      text(texts.windows),
      { kind: 'code', lines: netsh(rules) },
      text(texts.iptables),
      { kind: 'code', lines: iptables(rules) },
      text(texts.nft),
      { kind: 'code', lines: nft(rules) },
    ],
    footer: texts.footer,
  };
}

function addressTable(
  rules: readonly FirewallRule[],
  direction: FirewallRule['direction'],
  texts: FirewallTexts,
): Block {
  const rows = rules
    .filter((rule) => rule.direction === direction)
    .flatMap(({ addresses, ports, group, why }) =>
      addresses.map((address) => [address, ports.join(', '), group, texts.why[why]]),
    );
  return { kind: 'table', columns: texts.columns, rows, widths: [130, 75, 110, '*'] };
}
