import { defineCommand } from './command.ts';

export const configPrint = defineCommand({
  name: 'config print',
  summary: 'Print every option with the value in force',
  usage: '[--config FILE] [--json]',
  description:
    'The output is a complete configuration file. Keys are named by their files, so nothing secret is printed.',
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: '/etc/padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['config print', 'config print > padro-gateway.yaml'],
  async run({ values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { renderConfig } = await import('./config/render.ts');
    const config = loadConfig({ file: values.config });
    io.stdout.write(values.json ? `${JSON.stringify(config, null, 2)}\n` : renderConfig(config));
    return 0;
  },
});
