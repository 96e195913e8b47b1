import { defineCommand } from './command.ts';

export const backup = defineCommand({
  name: 'backup',
  summary: 'Copy the whole store into a file, while the gateway runs',
  usage: 'FILE [--config FILE]',
  description: `Registry, journal, spent keys, petitions, letters, documents, accounts, as they are at one moment. SQLite: one SQLite file;
PostgreSQL: what pg_dump writes, which must be installed. Keys are not in it: the command says which to keep apart.`,
  operands: [{ name: 'FILE', description: 'The copy; it must not be there', example: 'padro-2026-11-27.backup' }],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['backup padro-2026-11-27.backup'],
  async run({ operands, values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { backupStore } = await import('../store/index.ts');
    const { keysOf } = await import('./backup/keys.ts');
    const [file = ''] = operands;
    const config = loadConfig({ file: values.config });
    await backupStore(config.store, file);
    io.stdout.write(`${file} is a copy of the store. Keep its keys apart: ${keysOf(config).join(', ')}\n`);
    return 0;
  },
});
