import { defineCommand } from './command.ts';
import { Failure } from './failure.ts';
import { ended } from './io.ts';

export const simulate = defineCommand({
  name: 'simulate',
  summary: 'Run a simulated municipality, or IDESCAT, to try a gateway or a client against',
  usage:
    '[--municipi INE …] [--idescat] [--port N] [--tls-port N --tls-key PEM --tls-cert PEM] [--sign-key PEM --sign-cert PEM]',
  description: `Answers all modalitats for the public test people and for generated ones that cannot be real. Whatever --fail names,
it does instead: "--fail list" says what there is.`,
  options: {
    municipi: {
      type: 'string',
      value: 'INE',
      description: 'Municipality that it plays, 17023 unless told; several for a diputació',
      multiple: true,
      pattern: /^[0-9]{5}$/,
      expected: 'five digits, such as 17023',
      example: '17023',
    },
    idescat: { type: 'boolean', description: 'Play IDESCAT instead, which knows the people of these municipalities' },
    host: {
      type: 'string',
      value: 'ADDRESS',
      description: 'Address to listen on',
      default: '127.0.0.1',
      example: '127.0.0.1',
    },
    port: { type: 'integer', value: 'N', description: 'HTTP port', default: 8090, min: 0, max: 65535, example: '8090' },
    'tls-port': { type: 'integer', value: 'N', description: 'HTTPS port', min: 0, max: 65535, example: '8493' },
    'tls-key': { type: 'string', value: 'PEM', description: 'Key of the HTTPS server', example: 'server.key' },
    'tls-cert': { type: 'string', value: 'PEM', description: 'Certificate of the HTTPS server', example: 'server.pem' },
    'sign-key': { type: 'string', value: 'PEM', description: 'Key that signs its answers', example: 'padro.key' },
    'sign-cert': { type: 'string', value: 'PEM', description: 'Certificate of that key', example: 'padro.pem' },
    people: {
      type: 'integer',
      value: 'N',
      description: 'Generated people',
      default: 50,
      min: 0,
      max: 100000,
      example: '50',
    },
    'latency-ms': {
      type: 'integer',
      value: 'MS',
      description: 'Time before every answer',
      default: 0,
      min: 0,
      example: '200',
    },
    fail: { type: 'string', value: 'HOW', description: 'How it fails instead of answering', example: 'slow' },
  },
  examples: [
    'simulate',
    'simulate --municipi 17023 --municipi 17152 --port 8090',
    'simulate --idescat --municipi 17023 --municipi 08001',
    'simulate --fail truncated',
  ],
  async run({ values }, io) {
    const { listFailures, runSimulator } = await import('./simulate/run.ts');
    if (values.fail === 'list') {
      io.stdout.write(listFailures());
      return 0;
    }
    for (const what of ['tls', 'sign'] as const) {
      if ((values[`${what}-key`] === undefined) !== (values[`${what}-cert`] === undefined)) {
        throw new Failure(`give --${what}-key and --${what}-cert together`);
      }
    }
    const simulator = await runSimulator(values, io);
    await ended(io.signal);
    await simulator.close();
    return 0;
  },
});
