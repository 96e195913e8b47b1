import { type Child, startChild } from '../child.ts';
import { percentile } from '../statistics.ts';
import type { Flood } from './flood.ts';
import type { Pace } from './steady.ts';

export interface CrowdPlan {
  /** Good petitions of each turn, and how often one is sent. */
  readonly good: number;
  readonly everyMs: number;
  readonly bad: number;
}

export interface Crowd {
  /** Milliseconds of the good petitions, alone and in the crowd. */
  readonly alone: { readonly p50: number; readonly p99: number };
  readonly crowded: { readonly p50: number; readonly p99: number };
  readonly times: number;
  /** How many bad requests got which status, or which error of the connection. */
  readonly answers: Readonly<Record<string, number>>;
  /** From the first bad request to the last answer, milliseconds. */
  readonly floodMs: number;
}

const WARM_UP = 600;
export const messagesOf = ({ good }: CrowdPlan): number => WARM_UP + 2 * good;

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
    const { ready: origin } = await start<string>('path/gateway.ts', dir, upstream, 'rsa');
    const steady = await start('abuse/steady.ts', dir);
    const flood = await start('abuse/flood.ts', dir);
    const walk = (from: number, count: number, everyMs: number): Promise<number[]> =>
      steady.ask<number[]>({ origin, from, to: from + count, everyMs } satisfies Pace);
    await walk(0, WARM_UP, 2);
    const alone = await walk(WARM_UP, plan.good, plan.everyMs);
    const begun = performance.now();
    let floodMs = 0;
    const poured = flood.ask<Record<string, number>>({ origin, count: plan.bad } satisfies Flood).then((answers) => {
      floodMs = performance.now() - begun;
      return answers;
    });
    const crowded = await walk(WARM_UP + plan.good, plan.good, plan.everyMs);
    const answers = await poured;
    const [a, b] = [alone, crowded].map((all) => ({ p50: percentile(all, 0.5), p99: percentile(all, 0.99) }));
    return { alone: a!, crowded: b!, times: b!.p99 / a!.p99, answers, floodMs };
  } finally {
    for (const child of started.reverse()) await child.stop();
  }
}
