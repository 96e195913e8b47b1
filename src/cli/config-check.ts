import { defineCommand } from './command.ts';

export const configCheck = defineCommand({
  name: 'config check',
  summary: 'Say what is wrong with the configuration, before "serve" does',
  usage: '[--config FILE]',
  description:
    'Checks every option, the files that they name, the trust anchors, the seal and the store. Exit status 1 when something is wrong.',
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: '/etc/padro-gateway.yaml' },
  },
  examples: ['config check', 'config check --config /etc/padro-gateway.yaml'],
  async run({ values }, io) {
    const { checkConfig } = await import('./config/check.ts');
    const findings = await checkConfig(values.config);
    for (const { ok, what } of findings) io.stdout.write(`${ok ? 'ok   ' : 'WRONG'} ${what}\n`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
});
