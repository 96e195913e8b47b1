import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { answering } from '../child.ts';
import { FILES } from '../material.ts';
import { post } from './post.ts';

export interface Flood {
  readonly origin: string;
  readonly count: number;
}

/**
 * A crowd has machines of its own: what it costs to be one must not take the cores from the gateway and its clients. On
 * Linux a priority is a thread's, and the collector's threads are there already.
 */
const TASKS = '/proc/self/task';
for (const task of existsSync(TASKS) ? readdirSync(TASKS) : [process.pid]) {
  setPriority(Number(task), constants.priority.PRIORITY_LOW);
}

const [dir] = process.argv.slice(2) as [string];
const message = readFileSync(join(dir, FILES.message), 'utf8');
const forged = Buffer.from(message.replace('12344321Z', '12345678Z'));
const huge = Buffer.from(
  message.replace('<wsse:Security', `<h:b xmlns:h="urn:h">${'x'.repeat(1 << 17)}</h:b><wsse:Security`),
);

/** Of twenty bad requests: most are cheap to make, as those of a crowd are; one is large, one is slow. */
const KINDS: readonly (readonly [body: Buffer, slowMs: number])[] = [
  ...Array.from({ length: 9 }, () => [forged, 0] as const),
  ...Array.from({ length: 5 }, () => [Buffer.from('GET / not XML at all'), 0] as const),
  ...Array.from({ length: 4 }, () => [Buffer.from(message.slice(0, -20)), 0] as const),
  [Buffer.from(huge.subarray(0, -20)), 0],
  [forged, 2_000],
];

/** All at once, each over a connection of its own. @returns how many got which answer */
async function pour({ origin, count }: Flood): Promise<Record<string, number>> {
  const agent = new Agent({ keepAlive: false });
  const answers: Record<string, number> = {};
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const answer = await post(origin, agent, ...KINDS[i % KINDS.length]!);
      answers[answer] = (answers[answer] ?? 0) + 1;
    }),
  );
  return answers;
}

answering(KINDS.length, pour);
