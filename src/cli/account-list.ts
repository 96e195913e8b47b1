import { defineCommand } from './command.ts';

export const accountList = defineCommand({
  name: 'account list',
  summary: 'List the accounts',
  usage: '[--config FILE]',
  description: `Names, roles, and which are locked.`,
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['account list'],
  async run({ values }, io) {
    const { withAccess } = await import('./access/open.ts');
    const accounts = await withAccess(values.config, io.clock, (access) => access.accounts());
    for (const { name, role, locked } of accounts) io.stdout.write(`${name}  ${role}${locked ? '  locked' : ''}\n`);
    return 0;
  },
});
