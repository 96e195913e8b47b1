import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { answering } from '../child.ts';
import { FILES } from '../material.ts';
import { post } from './post.ts';

/** The messages from one to another, one every so many milliseconds, whether those before were answered or not. */
export interface Pace {
  readonly origin: string;
  readonly from: number;
  readonly to: number;
  readonly everyMs: number;
}

const [dir] = process.argv.slice(2) as [string];
const messages = (JSON.parse(readFileSync(join(dir, FILES.messages), 'utf8')) as string[]).map((text) =>
  Buffer.from(text),
);
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns milliseconds from request to whole answer, of each @throws Error unless every answer is a good one */
async function walk({ origin, from, to, everyMs }: Pace): Promise<number[]> {
  const start = performance.now();
  const sent = messages.slice(from, to).map(async (body, i) => {
    await pause(start + i * everyMs - performance.now());
    const before = performance.now();
    const answer = await post(origin, agent, body);
    if (answer !== 'good') throw new Error(`a good petition was answered ${answer}`);
    return performance.now() - before;
  });
  return await Promise.all(sent);
}

answering(messages.length, walk);
