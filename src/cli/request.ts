import { MODALITATS } from '../base/modalitats.ts';
import { defineCommand } from './command.ts';
import { OPTIONS } from './request/options.ts';

export const request = defineCommand({
  name: 'request',
  summary: 'Ask for a volant: build a petition, sign it, send it, show the answer',
  usage:
    'MODALITAT --url URL (--key PEM --cert PEM | --p12 FILE) --ens CODE --municipi INE --document DOC --finalitat CODE',
  description: `Modalitats: ${[...MODALITATS.keys()].join(', ')}.
Those that name no municipality leave --municipi and --idescat out of the petition. Exit status 0 when there is an
answer, NO CONSTA and MUNICIPI NO ADHERIT included; 1 for a fault or a source that failed.`,
  operands: [{ name: 'MODALITAT', description: 'Which query', example: 'TITULAR' }],
  options: OPTIONS,
  examples: [
    'request TITULAR --url http://localhost:8080 --p12 consumer.p12 --password demo --ens 9821920002 --municipi 17023 --document 12344321Z --finalitat PROVES',
    'request COMPROVACIO_CONVIVENTS --convivents 4 --json ...',
    'request TITULAR_CERCA --poll --id 5c1d... ...',
    'request VALIDACIO_CONVIVENTS --document 12345678Z --convivent 2:RA12345678 ...',
  ],
  async run(args, io) {
    const { runRequest } = await import('./request/run.ts');
    return runRequest(args.operands[0] ?? '', args.values, io);
  },
});
