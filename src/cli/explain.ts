import { defineCommand } from './command.ts';
import { Failure } from './failure.ts';

export const explain = defineCommand({
  name: 'explain',
  summary: 'Which stations a petition passed, and why it stopped',
  usage: 'INCIDENT [--config FILE] [--json]',
  description: `Reads the journal of the configured store, and nothing of the persons asked about. The incident is in the answer's
fault, and in the log. Where PSIS judged the certificate, "psis" is the incident of its answer, which this command prints. Refusals of callers whose certificate was not trusted yet are in the log only.`,
  operands: [
    {
      name: 'INCIDENT',
      description: 'Identifier of the incident, 32 hexadecimal digits',
      example: '019dafe0c41e8f0b6a2c4d1e9b7f3a55',
    },
  ],
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['explain 019dafe0c41e8f0b6a2c4d1e9b7f3a55', 'explain 019dafe0c41e8f0b6a2c4d1e9b7f3a55 --json'],
  async run({ operands, values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { fromStore } = await import('./explain/store.ts');
    const { storyOf } = await import('./explain/incident.ts');
    const { reasonLines } = await import('./explain/reason.ts');
    const incident = (operands[0] ?? '').trim().toLowerCase();
    const { evidenceLine, evidenceOf } = await import('./explain/evidence.ts');
    const { lines, own, cited } = fromStore(loadConfig({ file: values.config }), (reader) => {
      const lines = reader.linesOf(incident);
      const psis = lines.map((line) => line.psis).find((name) => typeof name === 'string');
      return { lines, own: evidenceOf(reader, incident), cited: psis ? evidenceOf(reader, psis) : undefined };
    });
    if (own) {
      io.stdout.write(
        values.json ? `${JSON.stringify(own, null, 2)}\n` : `${evidenceLine(own)}${own.answer ?? '(purged)'}\n`,
      );
      return 0;
    }
    if (lines.length === 0) {
      throw new Failure(
        `the journal has no incident ${incident}; refusals before the certificate is trusted are only in the log`,
      );
    }
    const story = storyOf(lines, io.clock.now());
    if (values.json) {
      io.stdout.write(`${JSON.stringify({ ...story, evidence: cited ?? null }, null, 2)}\n`);
      return 0;
    }
    const { facts, passed, stopped, reason, outcome, ms } = story;
    io.stdout.write(
      `incident ${story.incident}, ${story.at ?? 'at an unknown time'}\n` +
        Object.entries(facts)
          .map(([name, value]) => `  ${name}: ${value}\n`)
          .join('') +
        (cited ? evidenceLine(cited) : '') +
        `passed: ${passed.join(' → ')}\n` +
        `${stopped ? `stopped at: ${stopped}\n` : ''}` +
        `outcome: ${outcome}${ms === null ? '' : `, ${ms} ms`}\n` +
        `${reason ? reasonLines(reason) : ''}`,
    );
    return 0;
  },
});
