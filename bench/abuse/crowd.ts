import { type Child, startChild } from '../child.ts';
import { percentile } from '../statistics.ts';
import type { Flood } from './flood.ts';
import type { Delay } from './loop.ts';
import type { Pace } from './steady.ts';

export interface CrowdPlan {
  /** Good petitions of each part, and how often one is sent. */
  readonly good: number;
  readonly everyMs: number;
  readonly bad: number;
}

interface Latency {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the gateway's event loop meanwhile. */
  readonly delay: Delay;
}

export interface Crowd {
  /** The good petitions: alone, while a crowd is at a bare server next door, and while it is at the gateway. */
  readonly alone: Latency;
  readonly nextDoor: Latency;
  readonly crowded: Latency;
  /** p99 in the crowd over p99 alone, and over p99 with the crowd next door: the second leaves out what the machine's cores owe. */
  readonly times: number;
  readonly timesNextDoor: number;
  /** How many bad requests got which status, or which error of the connection. */
  readonly answers: Readonly<Record<string, number>>;
  /** From the first bad request to the last answer, milliseconds. */
  readonly floodMs: number;
}

const WARM_UP = 600;
export const messagesOf = ({ good }: CrowdPlan): number => WARM_UP + 3 * good;

/** Good petitions at a steady rate through the whole gateway: alone, then while a crowd of bad ones comes at once. */
export async function crowd(dir: string, plan: CrowdPlan): Promise<Crowd> {
  const started: Child[] = [];
  const start = async <T>(script: string, ...args: string[]) => {
    const child = await startChild<T>(script, ...args);
    started.push(child);
    return child;
  };
  try {
    const { ready: upstream } = await start<string>('path/municipality.ts', dir);
    const gateway = await start<string>('path/gateway.ts', dir, upstream, 'rsa');
    const origin = gateway.ready;
    const { ready: other } = await start<string>('abuse/next-door.ts');
    const steady = await start('abuse/steady.ts', dir);
    const flood = await start('abuse/flood.ts', dir);
    let from = 0;
    const walk = async (count: number, everyMs: number): Promise<Latency> => {
      const pace: Pace = { origin, from, to: from + count, everyMs };
      from += count;
      await gateway.ask('delay');
      const all = await steady.ask<number[]>(pace);
      return { p50: percentile(all, 0.5), p99: percentile(all, 0.99), delay: await gateway.ask<Delay>('delay') };
    };
    const beside = async (at: string) => {
      const begun = performance.now();
      const poured = flood
        .ask<Record<string, number>>({ origin: at, count: plan.bad } satisfies Flood)
        .then((answers) => ({ answers, floodMs: performance.now() - begun }));
      const latency = await walk(plan.good, plan.everyMs);
      return { latency, ...(await poured) };
    };
    await walk(WARM_UP, 2);
    const alone = await walk(plan.good, plan.everyMs);
    const { latency: nextDoor } = await beside(other);
    const { latency: crowded, answers, floodMs } = await beside(origin);
    const [times, timesNextDoor] = [alone, nextDoor].map(({ p99 }) => crowded.p99 / p99) as [number, number];
    return { alone, nextDoor, crowded, times, timesNextDoor, answers, floodMs };
  } finally {
    for (const child of started.reverse()) await child.stop();
  }
}
