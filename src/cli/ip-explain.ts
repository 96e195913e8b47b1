import { defineCommand } from './command.ts';
import { Failure, UsageError } from './failure.ts';

export const ipExplain = defineCommand({
  name: 'ip explain',
  summary: 'Which rule admits an address, to what, and why',
  usage: 'ADDRESS [--config FILE] [--json]',
  description: `Uses the groups of the registry in the store where there is one, else the shipped ones. The longest prefix wins.
Exit status 0 when the address is admitted to something, 1 when no rule holds it.`,
  operands: [{ name: 'ADDRESS', description: 'IPv4 or IPv6 address', example: '157.97.65.88' }],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['ip explain 157.97.65.88', 'ip explain ::ffff:213.27.191.126'],
  async run({ operands, values }, io) {
    const [asked = ''] = operands;
    const { normaliseAddress } = await import('../base/addresses.ts');
    if (normaliseAddress(asked.trim()) === undefined) throw new UsageError(`${asked} is not an IPv4 or IPv6 address`);
    const { explainAddress } = await import('../admit/index.ts');
    const { groupsInForce } = await import('./ip/groups.ts');
    const { groups, source } = await groupsInForce(values.config);
    const { address, rules } = explainAddress(groups, asked);
    const [winner, ...others] = rules;
    if (values.json) {
      const shown = rules.map(({ rule, group }) => ({
        rule,
        group: group.name,
        environment: group.environment,
        may: group.may,
      }));
      io.stdout.write(`${JSON.stringify({ address, admitted: winner !== undefined, source, rules: shown })}\n`);
      return winner ? 0 : 1;
    }
    if (!winner) throw new Failure(`${address}: no rule of ${source} holds it, so it is refused with HTTP 403`);
    const { group, rule } = winner;
    io.stdout.write(
      `${address} is admitted by the rule ${rule} of the group ${group.name} (${source}).\n` +
        `  environment: ${group.environment}\n  may: ${meanings(group.may)}\n` +
        others.map((other) => `  wins over ${other.rule} of ${other.group.name}, as its prefix is longer\n`).join(''),
    );
    return 0;
  },
});

const TEXTS: Readonly<Record<string, string>> = {
  query: 'query municipalities of that environment',
  health: 'see health and metrics; never padró data',
  read: 'read console and registry',
  write: 'write console and registry, check endpoints',
  psis: 'PSIS traffic only; no queries',
};
const meanings = (may: readonly string[]): string =>
  may.map((permission) => TEXTS[permission] ?? permission).join('; ');
