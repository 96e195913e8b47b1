import { defineCommand } from './command.ts';

const OPERANDS = [
  { name: 'WHAT', description: 'consumer, municipality, endpoint or modalitat', example: 'consumer' },
  { name: 'ID', description: 'Its ens, INE code, endpoint or modalitat', example: '9821920002' },
] as const;
const OPTIONS = {
  why: { type: 'string', value: 'TEXT', description: 'Why, for the history', example: 'incident 42', required: true },
  config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
} as const;

export const stop = defineCommand({
  name: 'stop',
  summary: 'Stop a consumer, a municipality, an endpoint or a modalitat',
  usage: 'WHAT ID --why TEXT [--config FILE]',
  description: 'In force within a second on a gateway that runs with the same store. `start` lifts it.',
  operands: OPERANDS,
  options: OPTIONS,
  examples: ['stop consumer 9821920002 --why "certificate stolen"', 'stop municipality 17023 --why "wrong data"'],
  async run({ operands, values }, io) {
    const { throwSwitch } = await import('./stop/switch.ts');
    const id = await throwSwitch(operands, values, io.clock, true);
    io.stdout.write(`${id} is stopped.\n`);
    return 0;
  },
});

export const start = defineCommand({
  name: 'start',
  summary: 'Start again what was stopped',
  usage: 'WHAT ID --why TEXT [--config FILE]',
  operands: OPERANDS,
  options: OPTIONS,
  examples: ['start consumer 9821920002 --why "new certificate registered"'],
  async run({ operands, values }, io) {
    const { throwSwitch } = await import('./stop/switch.ts');
    const id = await throwSwitch(operands, values, io.clock, false);
    io.stdout.write(`${id} is started.\n`);
    return 0;
  },
});
