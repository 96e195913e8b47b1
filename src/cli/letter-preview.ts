import { defineCommand } from './command.ts';
import { REMOTE } from './remote/options.ts';

export const letterPreview = defineCommand({
  name: 'letter preview',
  summary: 'Show a letter as it is written, with its placeholders',
  usage: 'KIND [--language ca|es|en] [--url URL --token TOKEN]',
  description: `The letters of one expedient, filled in: integration act ID ACT --preview. With --url it is as that gateway has it, and the
token needs read:letter.`,
  operands: [{ name: 'KIND', description: 'Letter; docs/circuit.md lists them', example: 'invitation' }],
  options: {
    language: { type: 'string', choices: ['ca', 'es', 'en'], description: 'Language', default: 'ca' },
    ...REMOTE,
  },
  examples: ['letter preview invitation', 'letter preview migration --language en'],
  async run({ operands, values: { language, ...where } }, io) {
    const { templateText } = await import('./letter/template.ts');
    io.stdout.write(await templateText(operands[0]!, language, where, io));
    return 0;
  },
});
