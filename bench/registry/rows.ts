import { join } from 'node:path';
import { startChild } from '../child.ts';
import type { Row } from '../report.ts';
import { summarise } from '../statistics.ts';

export interface RegistryPlan {
  /** Processes that open the registry, one after the other. */
  readonly rounds: number;
  /** Of look-ups in each table in each round. */
  readonly ms: number;
}

const MUNICIPIS_AND_ENDPOINTS = 300;
const TABLES = [2, 10_000] as const;

/**
 * The registry of all Catalonia, read from its store, checked and compiled: by a process that just started, and again by one
 * that runs. And what it costs to route a petition, by tables of few endpoints and of many, in turns.
 */
export async function registryRows(dir: string, { rounds, ms }: RegistryPlan): Promise<Row[]> {
  const path = join(dir, 'registry.sqlite');
  const writer = await startChild('registry/write.ts', path, String(MUNICIPIS_AND_ENDPOINTS));
  await writer.stop();
  const opened: { readonly first: number; readonly again: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const child = await startChild('registry/open.ts', path);
    opened.push(await child.ask());
    await child.stop();
  }
  const router = await startChild('registry/route.ts', TABLES.join(','));
  try {
    const samples = TABLES.map((): number[] => []);
    for (const i of TABLES.keys()) await router.ask({ table: i, ms });
    for (let round = 0; round < rounds; round++) {
      for (const [i, values] of samples.entries()) values.push(await router.ask<number>({ table: i, ms }));
    }
    return [
      summarise(
        'registry/compile',
        'ms',
        opened.map(({ first }) => first),
      ),
      summarise(
        'registry/compile-again',
        'ms',
        opened.map(({ again }) => again),
      ),
      ...TABLES.map((endpoints, i) => summarise(`route/${endpoints}`, 'ns/lookup', samples[i]!)),
    ];
  } finally {
    await router.stop();
  }
}
