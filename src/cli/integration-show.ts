import { defineCommand } from './command.ts';

export const integrationShow = defineCommand({
  name: 'integration show',
  summary: 'Show an expedient: its data, its history, what can be done now',
  usage: 'ID [--config FILE]',
  description: 'Prints JSON. Of links only the SHA-256 of their tokens is known.',
  operands: [{ name: 'ID', description: 'Expedient', example: 'i-17023' }],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['integration show i-17023'],
  async run({ operands, values }, io) {
    const { turnOf } = await import('../registry/index.ts');
    const { withCircuit } = await import('./integration/open.ts');
    const shown = await withCircuit(values.config, io.clock, (circuit) => {
      const { expedient, version } = circuit.get(operands[0]!);
      return { version, turn: turnOf(expedient, io.clock.now()) ?? null, may: circuit.may(expedient.id), ...expedient };
    });
    io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  },
});
