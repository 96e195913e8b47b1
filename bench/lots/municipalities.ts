import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answering } from '../child.ts';
import { FILES } from '../material.ts';
import { shipped } from '../shipped.ts';

/** Many municipal servers, each on a port of its own; each signs a volant once, and gives the same one after that. */
const [dir, codes] = process.argv.slice(2) as [string, string];
const { startSimulator } = await shipped<typeof import('../../src/simulator/index.ts')>('simulator/index');
const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
const volant = { key: read(FILES.volant.key), cert: read(FILES.volant.cert) };
const simulators = await Promise.all(
  codes.split(',').map((municipi) => startSimulator({ municipis: [municipi], port: 0, volant })),
);
answering(
  simulators.map(({ urls }) => urls.http!),
  () => null,
  () => Promise.all(simulators.map((one) => one.close())),
);
