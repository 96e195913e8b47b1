import { defineCommand } from './command.ts';

export const registryImport = defineCommand({
  name: 'registry import',
  summary: 'Make the registry what a YAML says, all of it or nothing',
  usage: 'FILE|- [--dry-run] [--why TEXT] [--config FILE]',
  description: `What "registry export" wrote, or a part of it: kinds that are left out stay as they are; of a kind that is there, records that are
left out are taken away. The whole is checked before anything changes. Records that somebody changed since the export are not
overwritten. A gateway that runs on the store takes it over within a second.`,
  operands: [{ name: 'FILE', description: 'What to read; - is the standard input', example: 'registre.yaml' }],
  options: {
    'dry-run': { type: 'boolean', description: 'Show what would change, record by record, and change nothing' },
    why: { type: 'string', value: 'TEXT', description: 'Why, for the history (else the name of the file)' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['registry import registre.yaml --dry-run', 'registry import registre.yaml --why "new consumers of 2027"'],
  async run({ operands, values }, io) {
    const { importFrom } = await import('./registry/import.ts');
    return importFrom(operands[0]!, { dryRun: values['dry-run'], why: values.why, config: values.config }, io);
  },
});
