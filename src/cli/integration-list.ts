import { defineCommand } from './command.ts';
import { WHERE } from './remote/options.ts';

export const integrationList = defineCommand({
  name: 'integration list',
  summary: 'List the integrations, or what is overdue in them',
  usage: '[--due] [--config FILE | --url URL --token TOKEN] [--json]',
  description: `One line for each expedient, by its id: its step, and whose turn it is. With --url the token needs read:integration.`,
  options: {
    due: { type: 'boolean', description: 'Only what is overdue, the latest first' },
    ...WHERE,
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['integration list', 'integration list --due --json'],
  async run({ values }, io) {
    const { listIntegrations } = await import('./integration/list.ts');
    await listIntegrations(values, io);
    return 0;
  },
});
