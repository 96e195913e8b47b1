import { defineCommand } from './command.ts';

export const accountLock = defineCommand({
  name: 'account lock',
  summary: 'Lock an account, or unlock it',
  usage: 'NAME [--unlock]',
  description: `Ends its sessions too; in force at once in a gateway that runs on the same store.`,
  operands: [{ name: 'NAME', description: 'Name of the account', example: 'anna' }],
  options: {
    unlock: { type: 'boolean', description: 'Let it in again' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['account lock anna', 'account lock anna --unlock'],
  async run({ values, operands: [name] }, io) {
    const { withAccess, OPERATOR } = await import('./access/open.ts');
    await withAccess(values.config, io.clock, (access) => access.setLocked(name!, !values.unlock, OPERATOR));
    io.stdout.write(`The account ${name} is ${values.unlock ? 'unlocked' : 'locked'}.\n`);
    return 0;
  },
});
