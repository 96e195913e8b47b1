import type { Row } from './report.ts';

/** The value below which a part of them lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

const round = (value: number): number => Math.round(value * 10) / 10;

export const summarise = (name: string, unit: Row['unit'], values: readonly number[]): Row => ({
  name,
  unit,
  median: round(median(values)),
  min: round(Math.min(...values)),
  max: round(Math.max(...values)),
  rounds: values,
});
