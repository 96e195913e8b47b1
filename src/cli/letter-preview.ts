import { defineCommand } from './command.ts';

export const letterPreview = defineCommand({
  name: 'letter preview',
  summary: 'Show a letter as it is written, with its placeholders',
  usage: 'KIND [--language ca|es|en]',
  description: 'The letters of one expedient, filled in: integration act ID ACT --preview.',
  operands: [{ name: 'KIND', description: 'Letter; docs/circuit.md lists them', example: 'invitation' }],
  options: {
    language: { type: 'string', choices: ['ca', 'es', 'en'], description: 'Language', default: 'ca' },
  },
  examples: ['letter preview invitation', 'letter preview migration --language en'],
  async run({ operands, values }, io) {
    const { isLetter, LETTER_KINDS, templateOf } = await import('../notices/index.ts');
    const { UsageError } = await import('./failure.ts');
    const kind = operands[0]!;
    if (!isLetter(kind)) throw new UsageError(`there is no letter ${kind}: ${LETTER_KINDS.join(', ')}`);
    const { subject, body } = templateOf(kind, values.language);
    io.stdout.write(`Subject: ${subject}\n\n${body}`);
    return 0;
  },
});
