import { startChild } from '../child.ts';
import type { Row } from '../report.ts';
import { summarise } from '../statistics.ts';
import { buildLibxmlsec1 } from './libxmlsec1.ts';
import { startWss4j } from './wss4j.ts';

const CONTENDERS = ['padro-gateway', 'xml-crypto', 'libxml2-wasm', 'floor'] as const;

/** Messages before WSS4J is measured: its virtual machine needs that many; the quick plan makes do with fewer. */
const wss4jWarmUp = ({ warmUpMs }: VerifyPlan): number => (warmUpMs < 1000 ? 5000 : 60_000);

export interface VerifyPlan {
  readonly rounds: number;
  /** Of each contender in each round. */
  readonly ms: number;
  readonly warmUpMs: number;
}

/** What one verification of the message costs each contender, in turns, each in a process of its own. */
export async function verifyRows(dir: string, plan: VerifyPlan): Promise<Row[]> {
  const { rounds, ms, warmUpMs } = plan;
  const children = await Promise.all(CONTENDERS.map((name) => startChild('verify/contender.ts', name, dir)));
  const contenders = new Map<string, (ms: number) => number | Promise<number>>();
  for (const [i, name] of CONTENDERS.entries()) contenders.set(name, (time) => children[i]!.ask<number>(time));
  const libxmlsec1 = buildLibxmlsec1(dir);
  if (libxmlsec1) {
    contenders.set('libxmlsec1', (time) => libxmlsec1(time));
    contenders.set('libxmlsec1-key-kept', (time) => libxmlsec1(time, 'kept'));
  }
  const wss4j = await startWss4j(dir, wss4jWarmUp(plan));
  if (wss4j) contenders.set('wss4j', wss4j.measure);

  try {
    const samples = new Map([...contenders.keys()].map((name) => [name, [] as number[]]));
    for (const run of contenders.values()) await run(warmUpMs);
    for (let round = 0; round < rounds; round++) {
      for (const [name, run] of contenders) samples.get(name)!.push(await run(ms));
    }
    return [...samples].map(([name, values]) => summarise(`verify/${name}`, 'us/message', values));
  } finally {
    for (const child of children) await child.stop();
    await wss4j?.stop();
  }
}
