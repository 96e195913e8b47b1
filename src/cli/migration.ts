import { defineCommand } from './command.ts';
import { WHERE } from './remote/options.ts';

export const migration = defineCommand({
  name: 'migration',
  summary: 'Move the municipalities of an endpoint to a new server, step by step',
  usage: 'STEP [ID] [FROM TO | PERCENT] [--why TEXT] [--url URL --token TOKEN]',
  description: `STEP is one of:
  list                   all migrations
  open ID FROM TO        the new endpoint TO beside the old one FROM
  check ID               acceptance check of the new one
  compare ID             the same test queries to both; what differs is shown
  share ID PERCENT       so much of the traffic goes to the new one, 1 to 99
  all ID                 all of it
  return ID              all of it goes to the old one again
  retire ID              the municipalities are at the new one from now on
  again ID               a new attempt after a return
A running gateway follows within a second, and returns the traffic by itself when too many answers of the new server fail.
With --url the token needs read:migration and write:migration; read:check too for check and compare, which that gateway does, under its seal.`,
  operands: [
    { name: 'STEP', description: 'What to do', example: 'list' },
    { name: 'ARGUMENT', description: 'As the step asks for', example: 'blanes', optional: true, multiple: true },
  ],
  options: {
    why: { type: 'string', value: 'TEXT', description: 'Why, for the record', example: 'servidor nou' },
    threshold: {
      type: 'integer',
      value: 'N',
      description: 'open: failures that return it, per cent of the window',
      default: 10,
      min: 1,
      max: 100,
    },
    window: {
      type: 'integer',
      value: 'N',
      description: 'open: last answers of the new server that are looked at',
      default: 50,
      min: 10,
      max: 10_000,
    },
    language: {
      type: 'string',
      value: 'LANG',
      description: 'Language of reports',
      choices: ['ca', 'es', 'en'],
      default: 'ca',
    },
    json: { type: 'boolean', description: 'Print JSON' },
    ...WHERE,
  },
  examples: [
    'migration open blanes simulador-17023 blanes-nou --why "servidor nou"',
    'migration share blanes 10 --why "una part primer"',
    'migration list --json',
  ],
  async run({ operands, values }, io) {
    const { runMigration } = await import('./migration/run.ts');
    return runMigration(operands, values, io);
  },
});
