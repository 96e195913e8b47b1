import { defineCommand } from './command.ts';
import type { Listed } from './consumers/list.ts';
import { UsageError } from './failure.ts';
import { WHERE } from './remote/options.ts';

export const consumers = defineCommand({
  name: 'consumers',
  summary: 'List the consumers of the registry, who still uses SHA-1, and whose certificate ends',
  usage: '[--sha1 | --expiring] [--config FILE | --url URL --token TOKEN] [--json]',
  description: `With --sha1 only consumers with a dated exception, with the number of its uses and the
last one, from the journal: those that nobody uses can be ended. With --expiring the registered certificates that have 60 days left
at most, of endpoints too, and whether another one follows. With --url the token needs read:consumer and read:certificate; --sha1 is for the
store alone, as the API does not show the journal.`,
  options: {
    sha1: { type: 'boolean', description: 'Only consumers with a SHA-1 exception, and its use' },
    expiring: { type: 'boolean', description: 'Certificates that end within 60 days, or have ended' },
    ...WHERE,
    json: { type: 'boolean', description: 'Print JSON' },
  },
  examples: ['consumers', 'consumers --sha1 --json', 'consumers --expiring'],
  async run({ values: { sha1, expiring, json, ...where } }, io) {
    if (sha1 && expiring) throw new UsageError('give --sha1 or --expiring, not both');
    const { oneLine } = await import('../base/errors/refusal.ts');
    const print = <T>(found: readonly T[], none: string, line: (one: T) => string): 0 => {
      if (json) io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
      else if (found.length === 0) io.stdout.write(none);
      else for (const one of found) io.stdout.write(`${oneLine(line(one))}\n`);
      return 0;
    };
    if (expiring) {
      const { endingLine, listEnding } = await import('./consumers/ending.ts');
      return print(await listEnding(where, io), 'No certificate ends within 60 days.\n', endingLine);
    }
    const { consumersAt, sha1At } = await import('./consumers/registered.ts');
    if (sha1) return print(sha1At(where, io), 'No SHA-1 exceptions.\n', lineOf);
    return print(await consumersAt(where, io), 'No consumers.\n', lineOf);
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
