import { defineCommand } from './command.ts';

export const letterAgain = defineCommand({
  name: 'letter again',
  summary: 'Queue a letter again that failed, or may not have left',
  usage: 'ID [--config FILE]',
  description: 'It may then arrive twice, if it had left: look in the mail server for its Message-ID first.',
  operands: [{ name: 'ID', description: 'Letter, of letter list', example: 'i-17023-1' }],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['letter again i-17023-1'],
  async run({ operands, values }, io) {
    const { withCircuit } = await import('./integration/open.ts');
    const { operator } = await import('./registry/open.ts');
    const id = operands[0]!;
    await withCircuit(values.config, io.clock, (circuit) => circuit.again(id, operator()));
    io.stdout.write(`${id}: queued\n`);
    return 0;
  },
});
