import { existsSync } from 'node:fs';
import { defineCommand } from './command.ts';
import { Failure } from './failure.ts';

export const restore = defineCommand({
  name: 'restore',
  summary: 'Make the store what a backup holds, and check its journal',
  usage: 'FILE [--replace] [--config FILE]',
  description: `Stop the gateways first. Before anything changes the copy must be whole, of this version's schema or an older one, and (SQLite) every
link of its journal must hold; PostgreSQL's is checked once it is there. With --replace a store that is there is kept beside.`,
  operands: [{ name: 'FILE', description: 'What "backup" wrote', example: 'padro-2026-11-27.backup' }],
  options: {
    replace: { type: 'boolean', description: 'Put it in the place of a store that is there' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['restore padro-2026-11-27.backup', 'restore padro-2026-11-27.backup --replace'],
  async run({ operands, values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { restoreStore } = await import('../store/index.ts');
    const { keysOf } = await import('./backup/keys.ts');
    const [file = ''] = operands;
    const config = loadConfig({ file: values.config });
    if (!existsSync(file)) throw new Failure(`${file}: there is no such file`);
    const stamp = new Date(io.clock.now()).toISOString().replace(/\D/g, '').slice(0, 14);
    const aside = values.replace ? `replaced_${stamp}` : undefined;
    const { records, chains, replaced } = await restoreStore(config.store, file, aside);
    io.stdout.write(`${records} records of the registry.\n`);
    for (const { node, links, purged, last } of chains) {
      io.stdout.write(
        `journal${node ? ` of ${node}` : ''}: ${links} links hold, ${purged} parts purged; last hash ${last}\n`,
      );
    }
    if (replaced) io.stdout.write(`The store that was there is kept as ${replaced}.\n`);
    for (const key of keysOf(config).filter((path) => !existsSync(path))) {
      io.stdout.write(`${key} is not there: put the key back that was kept apart, before a gateway makes a new one.\n`);
    }
    return 0;
  },
});
