import { defineCommand } from './command.ts';

export const accountAdd = defineCommand({
  name: 'account add',
  summary: 'Make an account of a person',
  usage: 'NAME --role ROLE [--password-file FILE]',
  description: `Makes an account in the configured store. Without a file, a password is made and shown once.`,
  operands: [{ name: 'NAME', description: 'Name of the account', example: 'anna' }],
  options: {
    role: {
      type: 'string',
      value: 'ROLE',
      description: 'OT, AJ, LM, auditor or reader',
      required: true,
      choices: ['OT', 'AJ', 'LM', 'auditor', 'reader'],
      example: 'OT',
    },
    'password-file': { type: 'string', value: 'FILE', description: 'File that holds the password', example: 'pw.txt' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['account add anna --role OT'],
  async run({ values, operands: [name] }, io) {
    const { withAccess, OPERATOR } = await import('./access/open.ts');
    const { newSecret } = await import('../access/index.ts');
    const { read } = await import('./files.ts');
    const given = values['password-file'];
    const password = given === undefined ? newSecret('clau') : read(given).toString('utf8').trimEnd();
    await withAccess(values.config, io.clock, (access) => access.addAccount(name!, values.role, password, OPERATOR));
    io.stdout.write(given === undefined ? `${password}\n` : `The account ${name} is made.\n`);
    return 0;
  },
});
