import { defineCommand } from './command.ts';

export const integrationList = defineCommand({
  name: 'integration list',
  summary: 'List the integrations, or what is overdue in them',
  usage: '[--due] [--config FILE] [--json]',
  description: 'One line for each expedient of the configured store: its step, and whose turn it is.',
  options: {
    due: { type: 'boolean', description: 'Only what is overdue, the latest first' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['integration list', 'integration list --due --json'],
  async run({ values }, io) {
    const { oneLine } = await import('../base/errors/refusal.ts');
    const { turnOf } = await import('../registry/index.ts');
    const { withCircuit } = await import('./integration/open.ts');
    const found = await withCircuit(values.config, io.clock, (circuit) =>
      values.due
        ? circuit.due()
        : circuit.list().map((expedient) => {
            const { id, name, step, since } = expedient;
            return { id, name, step, turn: turnOf(expedient, io.clock.now()) ?? null, since };
          }),
    );
    if (values.json) io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else if (found.length === 0) io.stdout.write(values.due ? 'Nothing is overdue.\n' : 'No integrations.\n');
    for (const one of values.json ? [] : found) {
      const when = 'late' in one ? `${one.late} day(s) late` : `since ${one.since.slice(0, 10)}`;
      io.stdout.write(`${oneLine(`${one.id}  ${one.name}  ${one.step}  turn: ${one.turn ?? '—'}  ${when}`)}\n`);
    }
    return 0;
  },
});
