import { defineCommand } from './command.ts';

export const demo = defineCommand({
  name: 'demo',
  summary: 'See it work: a whole gateway on this machine, and one volant through it',
  usage: '[--once] [--dir DIR]',
  description: `Makes keys, a store, a registry with two consumers, two simulated municipalities and a simulated IDESCAT, starts the gateway, sends one
signed petition and shows the volant. Then it keeps running, with all that a client needs to know in DIR/demo.json.
A port that is taken gives way to a free one.`,
  options: {
    once: { type: 'boolean', description: 'End after the first volant' },
    dir: {
      type: 'string',
      value: 'DIR',
      description: 'Where everything is kept',
      default: 'var/demo',
      example: 'var/demo',
    },
    port: { type: 'integer', value: 'N', description: 'HTTP port', default: 8080, min: 0, max: 65535, example: '8080' },
    'tls-port': {
      type: 'integer',
      value: 'N',
      description: 'HTTPS port',
      default: 8443,
      min: 0,
      max: 65535,
      example: '8443',
    },
    'management-port': {
      type: 'integer',
      value: 'N',
      description: 'Port of the management plane',
      default: 8081,
      min: 0,
      max: 65535,
      example: '8081',
    },
    'public-port': {
      type: 'integer',
      value: 'N',
      description: 'Port of the public plane',
      default: 8082,
      min: 0,
      max: 65535,
      example: '8082',
    },
  },
  examples: ['demo', 'demo --once', 'demo --dir /tmp/padro --port 0'],
  async run({ values }, io) {
    const { runDemo } = await import('./demo/run.ts');
    const ports = {
      http: values.port,
      https: values['tls-port'],
      management: values['management-port'],
      public: values['public-port'],
    };
    return runDemo({ dir: values.dir, once: values.once === true, ports }, io);
  },
});
