import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answering } from '../child.ts';
import { FILES, MUNICIPI } from '../material.ts';
import { shipped } from '../shipped.ts';

/** The municipal server behind all contenders. */
const [dir] = process.argv.slice(2) as [string];
const { startSimulator } = await shipped<typeof import('../../src/simulator/index.ts')>('simulator/index');
const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
const volant = { key: read(FILES.volant.key), cert: read(FILES.volant.cert) };
const simulator = await startSimulator({ municipis: [MUNICIPI], port: 0, volant });
answering(simulator.urls.http, () => simulator.answered, simulator.close);
