import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from '../child.ts';
import { median } from '../statistics.ts';
import type { Cost, Question } from './cost.ts';
import { honest, type Write, writer } from './message.ts';
import { SHAPES, type Shape } from './shapes.ts';

export interface GrowthPlan {
  readonly rounds: number;
  /** Least time that one message is judged for, each round, milliseconds. */
  readonly ms: number;
  readonly sizes: readonly number[];
}

export interface GrowthRow {
  readonly name: string;
  readonly verdict: string;
  /** Bytes and microseconds of CPU, from the smallest size to the largest. */
  readonly costs: readonly { readonly bytes: number; readonly us: number }[];
  /** Slope of the logarithm of the CPU time over that of the size: 1 is linear. */
  readonly exponent: number;
}

export interface WorstRow {
  readonly name: string;
  readonly us: number;
  /** CPU and peak memory beside those of the honest message of the same size. */
  readonly times: number;
  readonly peakMb: number;
}

const HONEST: Shape = {
  name: 'honest',
  frontal: 'asincron',
  make: (bytes, write) => write({ payload: honest(bytes - 6_500) }),
};

interface Case {
  readonly shape: Shape;
  readonly files: readonly string[];
  readonly samples: number[][];
  verdict: string;
}

/** CPU of each shape at each size, in turns; the honest message is among them. */
export async function growthRows(dir: string, plan: GrowthPlan): Promise<GrowthRow[]> {
  const write = writer(dir);
  const cases = [HONEST, ...SHAPES].map((shape, i) => prepare(dir, write, shape, i, plan.sizes));
  const child = await startChild<null>('abuse/cost.ts', dir);
  try {
    for (const each of [cases[0]!, ...cases]) await round(child, each, plan.ms);
    for (const each of cases) for (const samples of each.samples) samples.length = 0;
    for (let i = 0; i < plan.rounds; i++) for (const each of cases) await round(child, each, plan.ms);
    return cases.map(rowOf);
  } finally {
    await child.stop();
  }
}

function prepare(dir: string, write: Write, shape: Shape, index: number, sizes: readonly number[]): Case {
  const files = sizes.map((bytes) => {
    const file = join(dir, `shape-${index}-${bytes}`);
    writeFileSync(file, shape.make(bytes, write));
    return file;
  });
  return { shape, files, samples: files.map(() => []), verdict: '' };
}

async function round(child: Child, each: Case, ms: number): Promise<void> {
  for (const [i, file] of each.files.entries()) {
    const { us, verdict } = await child.ask<Cost>({ file, frontal: each.shape.frontal, ms } satisfies Question);
    each.samples[i]!.push(us);
    each.verdict = verdict;
  }
}

function rowOf({ shape, files, samples, verdict }: Case): GrowthRow {
  const costs = files.map((file, i) => ({ bytes: statSync(file).size, us: median(samples[i]!) }));
  return {
    name: shape.name,
    verdict,
    costs,
    exponent: slope(costs.map(({ bytes, us }) => [Math.log(bytes), Math.log(us)])),
  };
}

/** Least squares. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** Each shape at the largest size beside the honest message, the worst first; memory is that of a process of its own. */
export async function worstRows(dir: string, rows: readonly GrowthRow[], most: number): Promise<WorstRow[]> {
  const [base] = rows;
  const usOf = (row: GrowthRow): number => row.costs.at(-1)!.us;
  const worst = rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => usOf(b.row) - usOf(a.row))
    .filter(({ index }, place) => place < most || index === 0);
  const found: WorstRow[] = [];
  for (const { row, index } of worst) {
    const peakMb = await peakOf(dir, [HONEST, ...SHAPES][index]!, index);
    found.push({ name: row.name, us: usOf(row), times: usOf(row) / usOf(base!), peakMb });
  }
  return found;
}

async function peakOf(dir: string, { frontal }: Shape, index: number): Promise<number> {
  const child = await startChild<null>('abuse/cost.ts', dir);
  try {
    const file = join(dir, `shape-${index}-${LIMIT}`);
    return (await child.ask<Cost>({ file, frontal, ms: 0 } satisfies Question)).peakMb;
  } finally {
    await child.stop();
  }
}

/** Bytes of the largest body that the gateway takes, as shipped. */
export const LIMIT = 2_097_152;
