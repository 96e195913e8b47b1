import { defineCommand } from './command.ts';
import { ended } from './io.ts';

export const serve = defineCommand({
  name: 'serve',
  summary: 'Run the gateway',
  usage: '[--config FILE]',
  description: `Reads padro-gateway.yaml (or FILE) and PADRO_* variables, opens the store, and listens until SIGTERM or Ctrl-C; then it
finishes the requests in flight. Try "config check" first.`,
  options: {
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: '/etc/padro-gateway.yaml' },
  },
  examples: ['serve', 'serve --config /etc/padro-gateway.yaml'],
  async run({ values }, io) {
    const { loadConfig } = await import('../config/index.ts');
    const { compose } = await import('../compose.ts');
    const gateway = await compose(loadConfig({ file: values.config }), { clock: io.clock });
    gateway.logger.info(gateway.origins, 'listening');
    await ended(io.signal);
    gateway.logger.info('stopping');
    await gateway.close();
    return 0;
  },
});
