import { defineCommand } from './command.ts';

export const tokenList = defineCommand({
  name: 'token list',
  summary: 'List the tokens',
  usage: '[--config FILE]',
  description: `Names, scopes and ends; never the tokens.`,
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['token list'],
  async run({ values }, io) {
    const { withAccess } = await import('./access/open.ts');
    for (const { name, scopes, until } of await withAccess(values.config, io.clock, (access) => access.tokens())) {
      io.stdout.write(`${name}  ${scopes.join(' ')}  until ${new Date(until).toISOString()}\n`);
    }
    return 0;
  },
});
