import { type Child, startChild } from '../child.ts';
import type { PathRow } from '../report.ts';
import { median, percentile, summarise } from '../statistics.ts';
import type { Burst, Load } from './load.ts';

export interface PathPlan {
  readonly rounds: number;
  /** Requests of each round. */
  readonly requests: number;
  readonly warmUp: number;
}

/** Messages that the plan needs: a gateway answers each once. */
export const messagesOf = ({ rounds, requests, warmUp }: PathPlan): number => warmUp + rounds * requests;

type Contender = Child & { readonly name: string; readonly ready: string };

/** CPU time, throughput and latency of the whole gateway and of a bare http-proxy before the same municipality, in turns. */
export async function pathRows(dir: string, plan: PathPlan): Promise<PathRow[]> {
  const started: Child[] = [];
  const start = async (script: string, ...args: string[]) => {
    const child = await startChild<string>(`path/${script}.ts`, ...args);
    started.push(child);
    return child;
  };
  try {
    const { ready: upstream } = await start('municipality', dir);
    const load = await start('load', dir);
    const contenders: Contender[] = [
      { name: 'http-proxy', ...(await start('http-proxy', upstream)) },
      { name: 'padro-gateway', ...(await start('gateway', dir, upstream, 'none')) },
      { name: 'padro-gateway+rsa-seal', ...(await start('gateway', dir, upstream, 'rsa')) },
      { name: 'padro-gateway+ec-seal', ...(await start('gateway', dir, upstream, 'ec')) },
    ];
    const samples = new Map(contenders.map(({ name }) => [name, [] as Sample[]]));
    for (const contender of contenders) await measure(contender, load, 0, plan.warmUp);
    for (let from = plan.warmUp; from < messagesOf(plan); from += plan.requests) {
      for (const contender of contenders) {
        samples.get(contender.name)!.push(await measure(contender, load, from, from + plan.requests));
      }
    }
    return [...samples].map(([name, all]) => toRow(`path/${name}`, all));
  } finally {
    for (const child of started.reverse()) await child.stop();
  }
}

interface Sample {
  readonly cpu: number;
  readonly perSecond: number;
  readonly latencies: readonly number[];
}

async function measure(contender: Contender, load: Child, from: number, to: number): Promise<Sample> {
  const before = await contender.ask<NodeJS.CpuUsage>();
  const burst: Burst = { origin: contender.ready, from, to };
  const { wallMs, latencies } = await load.ask<Load>(burst);
  const after = await contender.ask<NodeJS.CpuUsage>();
  const cpu = after.user + after.system - before.user - before.system;
  return { cpu: cpu / (to - from), perSecond: ((to - from) / wallMs) * 1000, latencies };
}

function toRow(name: string, samples: readonly Sample[]): PathRow {
  const latencies = samples.flatMap((sample) => sample.latencies);
  return {
    ...summarise(
      name,
      'cpu-us/request',
      samples.map(({ cpu }) => cpu),
    ),
    perSecond: median(samples.map(({ perSecond }) => perSecond)),
    p50: median(latencies),
    p99: percentile(latencies, 0.99),
  };
}
