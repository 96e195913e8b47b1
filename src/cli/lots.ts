import { defineCommand } from './command.ts';

export const lots = defineCommand({
  name: 'lots',
  summary: 'List asynchronous petitions, and how far each is',
  usage: '[INCIDENT] [--config FILE] [--json]',
  description: `Reads the configured store, and nothing of the persons asked about. With INCIDENT the solicituds of that petition: whose turn each
waits for, how often it was claimed, and when it is due. What became of each attempt is in the journal: explain INCIDENT.`,
  operands: [
    {
      name: 'INCIDENT',
      description: 'Identifier of one petition, 32 hexadecimal digits',
      example: '019dafe0c41e8f0b6a2c4d1e9b7f3a55',
      optional: true,
    },
  ],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['lots', 'lots 019dafe0c41e8f0b6a2c4d1e9b7f3a55 --json'],
  async run({ operands: [id], values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { fromStore } = await import('./explain/store.ts');
    const { listLots, listSolicituds } = await import('./lots/list.ts');
    const found = fromStore(loadConfig({ file: values.config }), (reader) =>
      id === undefined ? listLots(reader) : listSolicituds(reader, id.trim().toLowerCase()),
    );
    if (values.json) io.stdout.write(`${JSON.stringify(found.rows, null, 2)}\n`);
    else io.stdout.write(found.rows.length === 0 ? 'Nothing is kept.\n' : `${found.lines.join('\n')}\n`);
    return id !== undefined && found.rows.length === 0 ? 1 : 0;
  },
});
