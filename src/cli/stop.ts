import { defineCommand } from './command.ts';
import { WHERE } from './remote/options.ts';

const OPERANDS = [
  { name: 'WHAT', description: 'consumer, municipality, endpoint or modalitat', example: 'consumer' },
  { name: 'ID', description: 'Its ens, INE code, endpoint or modalitat', example: '9821920002' },
] as const;
const OPTIONS = {
  why: {
    type: 'string',
    value: 'TEXT',
    description: 'Why, for the history',
    required: true,
    pattern: /^(?=.*\S).{1,500}$/,
    expected: 'a reason of at most 500 characters',
    example: 'incident 42',
  },
  ...WHERE,
} as const;
const USAGE = 'WHAT ID --why TEXT [--config FILE | --url URL --token TOKEN]';
const SCOPES = 'With --url the token needs write:stop, read:stop and, to stop, read: of WHAT.';

export const stop = defineCommand({
  name: 'stop',
  summary: 'Stop a consumer, a municipality, an endpoint or a modalitat',
  usage: USAGE,
  description: `In force within a second on a gateway that runs with the same store. \`start\` lifts it.\n${SCOPES}`,
  operands: OPERANDS,
  options: OPTIONS,
  examples: [
    'stop consumer 9821920002 --why "certificate stolen"',
    'stop municipality 17023 --why "wrong data" --url https://registre.example.cat',
  ],
  async run({ operands, values }, io) {
    const { throwSwitch } = await import('./stop/switch.ts');
    const id = await throwSwitch(operands, values, io, true);
    io.stdout.write(`${id} is stopped.\n`);
    return 0;
  },
});

export const start = defineCommand({
  name: 'start',
  summary: 'Start again what was stopped',
  usage: USAGE,
  description: SCOPES,
  operands: OPERANDS,
  options: OPTIONS,
  examples: ['start consumer 9821920002 --why "new certificate registered"'],
  async run({ operands, values }, io) {
    const { throwSwitch } = await import('./stop/switch.ts');
    const id = await throwSwitch(operands, values, io, false);
    io.stdout.write(`${id} is started.\n`);
    return 0;
  },
});
