import { defineCommand } from './command.ts';
import type { Listed } from './consumers/list.ts';
import { UsageError } from './failure.ts';

export const consumers = defineCommand({
  name: 'consumers',
  summary: 'List the consumers of the registry, who still uses SHA-1, and whose certificate ends',
  usage: '[--sha1 | --expiring] [--config FILE] [--json]',
  description: `Reads the configured store. With --sha1 only consumers with a dated exception, with the number of its uses and the
last one, from the journal: those that nobody uses can be ended. With --expiring the registered certificates that have 60 days left
at most, of endpoints too, and whether another one follows.`,
  options: {
    sha1: { type: 'boolean', description: 'Only consumers with a SHA-1 exception, and its use' },
    expiring: { type: 'boolean', description: 'Certificates that end within 60 days, or have ended' },
    config: { type: 'string', value: 'FILE', description: 'Configuration file', example: 'padro-gateway.yaml' },
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['consumers', 'consumers --sha1 --json', 'consumers --expiring'],
  async run({ values }, io) {
    if (values.sha1 && values.expiring) throw new UsageError('give --sha1 or --expiring, not both');
    const { loadConfig } = await import('../config/index.ts');
    const { oneLine } = await import('../base/errors/refusal.ts');
    const config = loadConfig({ file: values.config });
    if (values.expiring) {
      const { endingLine, listEnding } = await import('./consumers/ending.ts');
      const ending = await listEnding(config, io.clock);
      if (values.json) io.stdout.write(`${JSON.stringify(ending, null, 2)}\n`);
      else if (ending.length === 0) io.stdout.write('No certificate ends within 60 days.\n');
      else for (const one of ending) io.stdout.write(`${oneLine(endingLine(one))}\n`);
      return 0;
    }
    const { fromStore } = await import('./explain/store.ts');
    const { listConsumers, listSha1 } = await import('./consumers/list.ts');
    const list = values.sha1 ? listSha1 : listConsumers;
    const found = fromStore(config, (reader) => list(reader, io.clock.now()));
    if (values.json) io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else if (found.length === 0) io.stdout.write(values.sha1 ? 'No SHA-1 exceptions.\n' : 'No consumers.\n');
    else for (const consumer of found) io.stdout.write(`${oneLine(lineOf(consumer))}\n`);
    return 0;
  },
});

function lineOf({ ens, name, certificates, acceptNif, ways, sha1, sha1Until, sha1Uses, sha1Last }: Listed): string {
  return [
    `${ens}  ${name}`,
    `${certificates} certificate(s)${acceptNif ? ' or its NIF' : ''}`,
    `by ${ways.join(' or ') || 'no way'}`,
    sha1Until ? `SHA-1 until ${sha1Until}${sha1 ? '' : ' (ended)'}` : 'no SHA-1',
    ...(sha1Uses === undefined ? [] : [`${sha1Uses} use(s)${sha1Last ? `, last ${sha1Last}` : ''}`]),
  ].join('; ');
}
