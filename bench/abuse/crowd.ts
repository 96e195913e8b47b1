import { type Child, startChild } from '../child.ts';
import { median, percentile } from '../statistics.ts';
import type { Flood } from './flood.ts';
import type { Delay } from './loop.ts';
import type { Pace } from './steady.ts';

export interface CrowdPlan {
  readonly rounds: number;
  /** Good petitions of each part of a round, and how often one is sent. */
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

/** The good petitions: alone, while a crowd is at a bare server next door, and while it is at the gateway. */
const PARTS = ['alone', 'nextDoor', 'crowded'] as const;
type Part = (typeof PARTS)[number];
type Round = Readonly<Record<Part, Latency>>;

/** Of the rounds. */
interface Times {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Crowd extends Round {
  /** p99 in the crowd over p99 alone, and over p99 with the crowd next door: the second leaves out what the machine's cores owe. */
  readonly times: Times;
  readonly timesNextDoor: Times;
  /** How many bad requests got which status, or which error of the connection, in all rounds. */
  readonly answers: Readonly<Record<string, number>>;
  /** From the first bad request to the last answer, milliseconds, of the last round. */
  readonly floodMs: number;
}

const WARM_UP = 600;
export const messagesOf = ({ good, rounds }: CrowdPlan): number => WARM_UP + PARTS.length * good * rounds;

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
    const answers: Record<string, number> = {};
    let floodMs = 0;
    let from = 0;
    const walk = async (count: number, everyMs: number): Promise<Latency> => {
      const pace: Pace = { origin, from, to: from + count, everyMs };
      from += count;
      await gateway.ask('delay');
      const all = await steady.ask<number[]>(pace);
      return { p50: percentile(all, 0.5), p99: percentile(all, 0.99), delay: await gateway.ask<Delay>('delay') };
    };
    const pour = async (at: string): Promise<void> => {
      const begun = performance.now();
      const got = await flood.ask<Record<string, number>>({ origin: at, count: plan.bad } satisfies Flood);
      floodMs = performance.now() - begun;
      if (at !== origin) return;
      for (const [answer, count] of Object.entries(got)) answers[answer] = (answers[answer] ?? 0) + count;
    };
    const beside = async (at: string): Promise<Latency> => {
      const poured = pour(at);
      const latency = await walk(plan.good, plan.everyMs);
      await poured;
      return latency;
    };
    await walk(WARM_UP, 2);
    const rounds: Round[] = [];
    while (rounds.length < plan.rounds) {
      const alone = await walk(plan.good, plan.everyMs);
      rounds.push({ alone, nextDoor: await beside(other), crowded: await beside(origin) });
    }
    return { ...summary(rounds), answers, floodMs };
  } finally {
    for (const child of started.reverse()) await child.stop();
  }
}

function summary(rounds: readonly Round[]): Round & Pick<Crowd, 'times' | 'timesNextDoor'> {
  const mid = (value: (latency: Latency) => number, part: Part): number =>
    median(rounds.map((round) => value(round[part])));
  const latency = (part: Part): Latency => ({
    p50: mid(({ p50 }) => p50, part),
    p99: mid(({ p99 }) => p99, part),
    delay: { p50: mid(({ delay }) => delay.p50, part), p99: mid(({ delay }) => delay.p99, part) },
  });
  const timesOf = (part: Part): Times => {
    const times = rounds.map((round) => round.crowded.p99 / round[part].p99);
    return { median: median(times), min: Math.min(...times), max: Math.max(...times) };
  };
  return {
    alone: latency('alone'),
    nextDoor: latency('nextDoor'),
    crowded: latency('crowded'),
    times: timesOf('alone'),
    timesNextDoor: timesOf('nextDoor'),
  };
}
