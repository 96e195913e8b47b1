import { defineCommand } from './command.ts';

export const tokenRevoke = defineCommand({
  name: 'token revoke',
  summary: 'End a token',
  usage: 'NAME',
  description: `In force at once in a gateway that runs on the same store.`,
  operands: [{ name: 'NAME', description: 'Name of the token', example: 'anna' }],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['token revoke inventari'],
  async run({ values, operands: [name] }, io) {
    const { withAccess, OPERATOR } = await import('./access/open.ts');
    await withAccess(values.config, io.clock, (access) => access.revokeToken(name!, OPERATOR));
    io.stdout.write(`The token ${name} is ended.\n`);
    return 0;
  },
});
