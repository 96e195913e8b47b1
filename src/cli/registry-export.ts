import { defineCommand } from './command.ts';

export const registryExport = defineCommand({
  name: 'registry export',
  summary: 'Write the whole registry as one readable YAML',
  usage: 'FILE|- [--config FILE]',
  description: `Every record of the configured store, by kind. There is no secret in it; there are contacts of officials: the file is readable by
its owner alone. Accounts, tokens, the journal and the documents of expedients are not part of the registry: "backup" keeps those.`,
  operands: [{ name: 'FILE', description: 'Where to; - is the standard output', example: 'registre.yaml' }],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['registry export registre.yaml', 'registry export -'],
  async run({ operands, values }, io) {
    const { exportTo } = await import('./registry/export.ts');
    await exportTo(operands[0]!, values.config, io);
    return 0;
  },
});
