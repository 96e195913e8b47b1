import type { Crowd } from './crowd.ts';
import type { GrowthRow, WorstRow } from './growth.ts';

const columns = (lines: readonly (readonly string[])[]): string => {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const pad = (text: string, column: number): string =>
    column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!);
  return lines.map((line) => line.map(pad).join('  ')).join('\n');
};

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
const ms = (us: number): string => (us / 1000).toFixed(1);

/** Milliseconds of CPU at each size, and the exponent. */
export const growthTable = (rows: readonly GrowthRow[]): string =>
  columns([
    ['growth (ms of CPU)', ...rows[0]!.costs.map(({ bytes }) => kib(bytes)), 'exponent', 'answer'],
    ...rows.map(({ name, costs, exponent, verdict }) => [
      name,
      ...costs.map(({ us }) => ms(us)),
      exponent.toFixed(2),
      verdict,
    ]),
  ]);

export const worstTable = (rows: readonly WorstRow[]): string =>
  columns([
    ['worst at 2 MiB', 'CPU ms', 'times honest', 'peak MB'],
    ...rows.map(({ name, us, times, peakMb }) => [name, ms(us), times.toFixed(1), peakMb.toFixed(0)]),
  ]);

export function crowdTable({ alone, nextDoor, crowded, times, timesNextDoor, answers, floodMs }: Crowd): string {
  const latencies = Object.entries({ alone, 'crowd next door': nextDoor, crowded }).map(
    ([name, { p50, p99, delay }]) => [name, ...[p50, p99, delay.p50, delay.p99].map((value) => value.toFixed(1))],
  );
  const span = ({ median, min, max }: Crowd['times']): string[] => [median, min, max].map((value) => value.toFixed(1));
  return [
    columns([['crowd (ms)', 'good: p50', 'p99', 'event loop: p50', 'p99'], ...latencies]),
    columns([
      ['p99 of the rounds', 'median', 'min', 'max'],
      ['crowded / alone (aim: at most 2)', ...span(times)],
      ['crowded / crowd next door', ...span(timesNextDoor)],
    ]),
    `The crowd took ${(floodMs / 1000).toFixed(1)} s and got ${JSON.stringify(answers)}.`,
  ].join('\n\n');
}
