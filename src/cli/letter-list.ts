import { defineCommand } from './command.ts';

export const letterList = defineCommand({
  name: 'letter list',
  summary: 'Letters that did not leave, or may not have',
  usage: '[--config FILE] [--json]',
  description:
    'Those of state unknown may have left: look in the mail server for their Message-ID before you queue them again.',
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['letter list', 'letter list --json'],
  async run({ values }, io) {
    const { oneLine } = await import('../base/errors/refusal.ts');
    const { withCircuit } = await import('./integration/open.ts');
    const found = await withCircuit(values.config, io.clock, (_, outbox) =>
      outbox.list(['queued', 'sending', 'failed', 'unknown']),
    );
    if (values.json) io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else if (found.length === 0) io.stdout.write('Every letter left.\n');
    for (const { id, state, to, subject, attempts, error } of values.json ? [] : found) {
      const line = `${id}  ${state}  ${to}  ${subject}  ${attempts} attempt(s)${error ? `: ${error}` : ''}`;
      io.stdout.write(`${oneLine(line)}\n`);
    }
    return 0;
  },
});
