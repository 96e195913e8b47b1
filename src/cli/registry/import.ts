import { basename } from 'node:path';
import { oneLine } from '../../base/errors/refusal.ts';
import { loadConfig } from '../../config/index.ts';
import {
  checkConflicts,
  type Difference,
  differencesOf,
  FileError,
  readRegistry,
  type Tables,
  WARNINGS,
  warningsOf,
} from '../../registry/index.ts';
import { Failure } from '../failure.ts';
import { read } from '../files.ts';
import type { Io } from '../io.ts';
import { operator, withRegistry } from './open.ts';

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly why: string | undefined;
  readonly config: string | undefined;
}

const SIGNS = { added: '+', changed: '~', 'taken away': '-' } as const;
const SHOWN = 100;

/** @returns exit status; what is wrong with the file is told a line each. @throws Failure */
export async function importFrom(file: string, { dryRun, why, config }: ImportOptions, io: Io): Promise<number> {
  const name = file === '-' ? 'standard input' : file;
  try {
    const wanted = readRegistry(read(file === '-' ? 0 : file).toString('utf8'));
    return await withRegistry(loadConfig({ file: config }), io.clock, async ({ registry }) => {
      const differences = differencesOf(registry, wanted);
      await checkConflicts(registry, wanted, differences);
      const changes = differences.map(({ change }) => change);
      const tables = await registry.check(changes).catch((error: Error) => {
        throw new FileError([`the records do not fit together: ${error.message}`]);
      });
      for (const difference of differences) io.stdout.write(lines(difference, tables));
      if (!dryRun && changes.length > 0) {
        await registry.change(changes, operator(), why ?? `import of ${basename(name)}`);
      }
      io.stdout.write(summary(differences, dryRun));
      return 0;
    });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    for (const problem of error.problems) io.stderr.write(`${name}: ${oneLine(problem)}\n`);
    throw new Failure(`${name}: ${error.problems.length} problem(s); nothing was changed`);
  }
}

function lines({ what, kind, id, fields, change }: Difference, tables: Tables): string {
  const shown = (value: unknown): string => {
    const text = value === undefined ? '(none)' : JSON.stringify(value);
    return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  };
  const changed = fields.map(({ name, before, after }) => `    ${name}: ${shown(before)} → ${shown(after)}`);
  const odd = change.doc === null ? [] : warningsOf(change.doc, tables);
  const warnings = odd.map((warning) => `    warning: ${WARNINGS[warning]}`);
  return [`${SIGNS[what]} ${kind} ${id}`, ...changed, ...warnings].map((line) => `${oneLine(line)}\n`).join('');
}

function summary(differences: readonly Difference[], dryRun: boolean): string {
  if (differences.length === 0) return 'Nothing differs.\n';
  const counts = Object.keys(SIGNS).map((what) => `${differences.filter((one) => one.what === what).length} ${what}`);
  return `${counts.join(', ')}${dryRun ? '; nothing was changed' : ''}.\n`;
}
