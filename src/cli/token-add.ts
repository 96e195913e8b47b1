import { defineCommand } from './command.ts';
import { UsageError } from './failure.ts';

export const tokenAdd = defineCommand({
  name: 'token add',
  summary: 'Make a token of a machine',
  usage: 'NAME --scope SCOPE… [--days N]',
  description: `The token is shown once. A scope is read:KIND, write:KIND or history:KIND, or read:* and so on; act:OT, act:AJ or act:LM acts in the circuit.`,
  operands: [{ name: 'NAME', description: 'Name of the token', example: 'anna' }],
  options: {
    scope: {
      type: 'string',
      value: 'SCOPE',
      description: 'What it may do; can be given more than once',
      required: true,
      multiple: true,
      example: 'read:*',
    },
    days: {
      type: 'integer',
      value: 'N',
      description: 'Days that it lives',
      default: 90,
      min: 1,
      max: 366,
      example: '90',
    },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
  },
  examples: ['token add inventari --scope read:*', 'token add carrega --scope write:endpoint --days 7'],
  async run({ values, operands: [name] }, io) {
    const { withAccess, OPERATOR } = await import('./access/open.ts');
    const { SCOPES } = await import('../api/index.ts');
    const { scope, days } = values;
    const wrong = scope.find((one) => !SCOPES.includes(one));
    if (wrong !== undefined)
      throw new UsageError(`--scope ${wrong} opens nothing: it must be one of ${SCOPES.join(', ')}`);
    const token = await withAccess(values.config, io.clock, (access) => access.addToken(name!, scope, days, OPERATOR));
    io.stdout.write(`${token}\n`);
    return 0;
  },
});
