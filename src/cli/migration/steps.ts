import { oneLine } from '../../base/errors/refusal.ts';
import { asText, type Migrations } from '../../check/index.ts';
import type { Migration } from '../../registry/index.ts';
import { UsageError } from '../failure.ts';

export interface StepValues {
  readonly why?: string | undefined;
  readonly threshold: number;
  readonly window: number;
  readonly language: 'ca' | 'es' | 'en';
}

/** What is done to migrations: on a store, or by a gateway that runs. */
export type Moves = Pick<Migrations, 'open' | 'check' | 'compare' | 'share' | 'all' | 'giveBack' | 'retire' | 'again'>;

interface Doing {
  readonly migrations: Moves;
  readonly id: string;
  readonly rest: readonly string[];
  readonly values: StepValues;
  readonly why: string;
  readonly who: string;
}

/** What a step gives: its result as JSON, the same for people, and whether it is good. */
export interface Done {
  readonly result: unknown;
  readonly text: string;
  readonly good?: boolean;
}

export interface Step {
  /** Arguments after the step, as they are told when one is missing. */
  readonly takes: readonly string[];
  /** A reason has to be given. */
  readonly why?: true;
  readonly act: (doing: Doing) => Promise<Done>;
}

const line = ({ id, from, to, state, share, reason }: Migration): string =>
  `${oneLine(`${id}  ${from} → ${to}  ${state}  ${share} %${reason ? `  ${reason}` : ''}`)}\n`;
const changed = (result: Migration): Done => ({ result, text: line(result) });

const change = (move: 'all' | 'giveBack' | 'retire' | 'again'): Step => ({
  takes: ['ID'],
  why: true,
  act: async ({ migrations, id, who, why }) => changed(await migrations[move](id, who, why)),
});

const STEPS: Readonly<Record<string, Step>> = {
  open: {
    takes: ['ID', 'FROM', 'TO'],
    why: true,
    act: async ({ migrations, id, rest: [from = '', to = ''], values: { threshold, window }, who, why }) =>
      changed(await migrations.open({ id, from, to, threshold, window }, who, why)),
  },
  check: {
    takes: ['ID'],
    act: async ({ migrations, id, who, values }) => {
      const report = await migrations.check(id, who);
      return { result: report, text: asText(report, values.language), good: report.accepted };
    },
  },
  compare: {
    takes: ['ID'],
    act: async ({ migrations, id, who }) => {
      const result = await migrations.compare(id, who);
      const differences = result.differences.map(
        ({ modalitat, path, what }) => `${oneLine(`${modalitat}  ${path}: ${what}`)}\n`,
      );
      const text = `${differences.join('')}${result.queries} queries, ${differences.length} differences, ${result.results} other results\n`;
      return { result, text, good: result.results === 0 };
    },
  },
  share: {
    takes: ['ID', 'PERCENT'],
    why: true,
    act: async ({ migrations, id, rest: [percent], who, why }) =>
      changed(await migrations.share(id, Number(percent), who, why)),
  },
  all: change('all'),
  return: change('giveBack'),
  retire: change('retire'),
  again: change('again'),
};

/** @returns undefined for `list` @throws UsageError */
export function stepOf(name: string, given: readonly string[], { why }: StepValues): Step | undefined {
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  const takes = step?.takes ?? [];
  if (!step && name !== 'list') throw new UsageError(`${name} is none of: list, ${Object.keys(STEPS).join(', ')}`);
  if (given.length !== takes.length) throw new UsageError(`write: migration ${[name, ...takes].join(' ')}`);
  if (step?.why && !why) throw new UsageError(`--why is missing, for example --why "servidor nou"`);
  return step;
}

/** Migrations in the order of their ids. */
export function listed(migrations: readonly Migration[]): Done {
  const all = [...migrations].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { result: all, text: all.length === 0 ? 'No migrations.\n' : all.map(line).join('') };
}
