import { defineCommand } from './command.ts';
import { WHERE } from './remote/options.ts';

export const letterList = defineCommand({
  name: 'letter list',
  summary: 'Letters that did not leave, or may not have',
  usage: '[--config FILE | --url URL --token TOKEN] [--json]',
  description: `Those of state unknown may have left: look in the mail server for their Message-ID before you queue them again.
With --url the token needs read:letter.`,
  options: {
    ...WHERE,
    json: { type: 'boolean', description: 'Print JSON, as the API shows letters' },
  },
  examples: ['letter list', 'letter list --json'],
  async run({ values: { json, ...where } }, io) {
    const { oneLine } = await import('../base/errors/refusal.ts');
    const { lettersLeft } = await import('./letter/list.ts');
    const found = await lettersLeft(where, io);
    if (json) io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else if (found.length === 0) io.stdout.write('Every letter left.\n');
    for (const { id, state, to, subject, attempts, error } of json ? [] : found) {
      const line = `${id}  ${state}  ${to}  ${subject}  ${attempts} attempt(s)${error ? `: ${error}` : ''}`;
      io.stdout.write(`${oneLine(line)}\n`);
    }
    return 0;
  },
});
