import { defineCommand } from './command.ts';
import { WHERE } from './remote/options.ts';

export const integrationShow = defineCommand({
  name: 'integration show',
  summary: 'Show an expedient: its data, its history, what can be done now',
  usage: 'ID [--config FILE | --url URL --token TOKEN]',
  description:
    'Prints JSON. Of links only the SHA-256 of their tokens is known. With --url the token needs read:integration.',
  operands: [{ name: 'ID', description: 'Expedient', example: 'i-17023' }],
  options: WHERE,
  examples: ['integration show i-17023'],
  async run({ operands, values }, io) {
    const { showIntegration } = await import('./integration/show.ts');
    const shown = await showIntegration(operands[0]!, values, io);
    io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  },
});
