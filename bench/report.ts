import { cpus } from 'node:os';
import { percentile } from './statistics.ts';

/** How many of a unit are a second. */
const SECOND = { 'us/message': 1e6, 'cpu-us/request': 1e6, 'us/solicitud': 1e6, ms: 1e3, 'ns/lookup': 1e9 } as const;

/** One line of the table; lower is better in all units. */
export interface Row {
  readonly name: string;
  readonly unit: keyof typeof SECOND;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** The value of each round, in their order. */
  readonly rounds: readonly number[];
}

export interface PathRow extends Row {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface LotRow extends Row {
  readonly perSecond: number;
  /** After these lots: resident memory, and heap with buffers, once garbage was collected. */
  readonly rssMb: number;
  readonly heapMb: number;
}

/** What the process needs after so many lots. */
export const memory = (rows: readonly Row[]): string[] =>
  rows
    .filter((row): row is LotRow => 'heapMb' in row)
    .map(
      ({ name, heapMb, rssMb }) =>
        `memory after ${name}: heap and buffers ${heapMb.toFixed(0)} MB, resident ${rssMb.toFixed(0)} MB`,
    );

const HEAD = ['', 'median', 'min', 'max', 'unit', 'per second', 'p50 ms', 'p99 ms', 'CPU s / 10,000'];

const cells = (row: Row | PathRow): string[] => [
  row.name,
  ...[row.median, row.min, row.max].map((value) => value.toFixed(1)),
  row.unit,
  ...('p50' in row
    ? [row.perSecond.toFixed(0), row.p50.toFixed(1), row.p99.toFixed(1), (row.median / 100).toFixed(1)]
    : [(SECOND[row.unit] / row.median).toFixed(0), '', '', '']),
];

/** The rows for a terminal. */
export function table(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const pad = (text: string, column: number): string =>
    column === 0 || column === 4 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!);
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** The rows for a README. */
export function markdown(rows: readonly Row[]): string {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  const rule = HEAD.map((_, column) => (column === 0 || column === 4 ? '---' : '---:'));
  return [HEAD, rule, ...rows.map(cells)].map(line).join('\n');
}

const RATIOS = [
  ['xml-crypto / padro-gateway', 'verify/xml-crypto', 'verify/padro-gateway', 'at least 80'],
  ['libxmlsec1 / padro-gateway', 'verify/libxmlsec1', 'verify/padro-gateway', 'at least 2'],
  ['libxmlsec1 with its key kept / padro-gateway', 'verify/libxmlsec1-key-kept', 'verify/padro-gateway', 'above 1'],
  ['WSS4J / padro-gateway', 'verify/wss4j', 'verify/padro-gateway', 'at least 1.3'],
  ['padro-gateway / floor', 'verify/padro-gateway', 'verify/floor', 'at most 4'],
  ['whole path / http-proxy', 'path/padro-gateway', 'path/http-proxy', 'at most 4'],
  ['routing by 10,000 endpoints / by 2', 'route/10000', 'route/2', 'at most 1.05'],
] as const;

/**
 * How rows compare, and what is aimed at: the median of each round's own ratio, and the range in which half of them lie. The
 * two contenders of a round ran within seconds, where a machine's speed differs less than between rounds.
 */
export function ratios(rows: readonly Row[]): string[] {
  const roundsOf = new Map(rows.map(({ name, rounds }) => [name, rounds]));
  return RATIOS.flatMap(([text, over, under, aim]) => {
    const [a, b] = [roundsOf.get(over), roundsOf.get(under)];
    if (!a || !b) return [];
    const each = a.map((value, round) => value / b[round]!);
    const [low, half, high] = [0.25, 0.5, 0.75].map((part) => percentile(each, part).toFixed(2));
    return [`${text}: ${half}, half of the rounds ${low} to ${high} (aim: ${aim})`];
  });
}

const LIMITS = [['947 municipalities on 300 endpoints, loaded and compiled', 'registry/compile', 100]] as const;

/** What must take less than so many milliseconds. */
export function limits(rows: readonly Row[]): string[] {
  return LIMITS.flatMap(([text, name, aim]) =>
    rows.filter((row) => row.name === name).map(({ median }) => `${text}: ${median} ms (aim: under ${aim})`),
  );
}

export const machine = (): string => `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}`;
