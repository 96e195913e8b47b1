import { defineCommand } from './command.ts';
import { WHERE } from './remote/options.ts';

export const letterAgain = defineCommand({
  name: 'letter again',
  summary: 'Queue a letter again that failed, or may not have left',
  usage: 'ID [--config FILE | --url URL --token TOKEN]',
  description: `It may then arrive twice, if it had left: look in the mail server for its Message-ID first. With --url the token needs
write:letter.`,
  operands: [{ name: 'ID', description: 'Letter, of letter list', example: 'i-17023-1' }],
  options: WHERE,
  examples: ['letter again i-17023-1'],
  async run({ operands, values }, io) {
    const { z } = await import('zod');
    const { withCircuit } = await import('./integration/open.ts');
    const { operator } = await import('./registry/open.ts');
    const { actOn } = await import('./remote/act-on.ts');
    const { at } = await import('./remote/api.ts');
    const id = operands[0]!;
    await actOn(values, io, {
      store: (config) => withCircuit(config, io.clock, (circuit) => circuit.again(id, operator())),
      gateway: (api) => api.send('POST', at`/letters/${id}/again`, {}, z.undefined()),
    });
    io.stdout.write(`${id}: queued\n`);
    return 0;
  },
});
