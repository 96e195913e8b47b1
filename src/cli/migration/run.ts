import { Guard } from '../../base/outbound/guard.ts';
import { asText, Migrations } from '../../check/index.ts';
import { loadConfig } from '../../config/index.ts';
import type { Migration } from '../../registry/index.ts';
import { judgeOf, signerOf } from '../check/signer.ts';
import { UsageError } from '../failure.ts';
import type { Io } from '../io.ts';
import { operator, withRegistry } from '../registry/open.ts';

export interface MigrationValues {
  readonly why?: string | undefined;
  readonly threshold: number;
  readonly window: number;
  readonly language: 'ca' | 'es' | 'en';
  readonly json: boolean;
  readonly config?: string | undefined;
}

interface Doing {
  readonly migrations: Migrations;
  readonly id: string;
  readonly rest: readonly string[];
  readonly values: MigrationValues;
  readonly why: string;
  readonly who: string;
}

/** What a step gives: its result as JSON, the same for people, and whether it is good. */
interface Done {
  readonly result: unknown;
  readonly text: string;
  readonly good?: boolean;
}

interface Step {
  /** Arguments after the step, as they are told when one is missing. */
  readonly takes: readonly string[];
  /** A reason has to be given. */
  readonly why?: true;
  readonly act: (doing: Doing) => Promise<Done>;
}

const line = ({ id, from, to, state, share, reason }: Migration): string =>
  `${id}  ${from} → ${to}  ${state}  ${share} %${reason ? `  ${reason}` : ''}\n`;
const changed = (result: Migration): Done => ({ result, text: line(result) });

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
      const differences = result.differences.map(({ modalitat, path, what }) => `${modalitat}  ${path}: ${what}\n`);
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
  all: {
    takes: ['ID'],
    why: true,
    act: async ({ migrations, id, who, why }) => changed(await migrations.all(id, who, why)),
  },
  return: {
    takes: ['ID'],
    why: true,
    act: async ({ migrations, id, who, why }) => changed(await migrations.giveBack(id, who, why)),
  },
  retire: {
    takes: ['ID'],
    why: true,
    act: async ({ migrations, id, who, why }) => changed(await migrations.retire(id, who, why)),
  },
  again: {
    takes: ['ID'],
    why: true,
    act: async ({ migrations, id, who, why }) => changed(await migrations.again(id, who, why)),
  },
};

/** `padro-gateway migration`: returns the exit status. */
export async function runMigration(operands: readonly string[], values: MigrationValues, io: Io): Promise<0 | 1> {
  const [name = '', ...given] = operands;
  const step = stepOf(name, given, values);
  const config = loadConfig({ file: values.config });
  return withRegistry(config, io.clock, async ({ registry, store }) => {
    if (!step) return print(io, values, listed(registry.list('migration').map(({ doc }) => doc)));
    const migrations = new Migrations({
      registry,
      store,
      clock: io.clock,
      signal: io.signal,
      guard: new Guard(config.forward.allowPrivate),
      judgeSigned: judgeOf(config, io.clock),
      sign: async (payload) => (await signerOf({}, config, io.clock))(payload),
      alarm: () => {},
      trouble: () => {},
    });
    const [id = '', ...rest] = given;
    const done = await step.act({ migrations, id, rest, values, why: values.why ?? '', who: operator() });
    return print(io, values, done);
  });
}

/** @returns undefined for `list` @throws UsageError */
function stepOf(name: string, given: readonly string[], { why }: MigrationValues): Step | undefined {
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  const takes = step?.takes ?? [];
  if (!step && name !== 'list') throw new UsageError(`${name} is none of: list, ${Object.keys(STEPS).join(', ')}`);
  if (given.length !== takes.length) throw new UsageError(`write: migration ${[name, ...takes].join(' ')}`);
  if (step?.why && !why) throw new UsageError(`--why is missing, for example --why "servidor nou"`);
  return step;
}

const listed = (all: readonly Migration[]): Done => ({
  result: all,
  text: all.length === 0 ? 'No migrations.\n' : all.map(line).join(''),
});

function print({ stdout }: Io, { json }: MigrationValues, { result, text, good = true }: Done): 0 | 1 {
  stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : text);
  return good ? 0 : 1;
}
