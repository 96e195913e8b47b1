import { parse } from 'yaml';
import { z } from 'zod';
import { put } from '../records.ts';
import { KINDS, type Kind } from '../schema.ts';
import type { Change } from '../store.ts';
import type { Exported } from './write.ts';

/** What a file asks for: every record of the kinds that it names. */
export interface Wanted {
  readonly exported: Exported | undefined;
  readonly kinds: readonly Kind[];
  readonly records: readonly Change[];
}

/** Everything that is wrong with a file, a line for each. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const shape = z.strictObject({
  exported: z.strictObject({ seq: z.number().int().min(1), at: z.iso.datetime() }).optional(),
  ...(Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, z.array(z.unknown()).optional()])) as {
    [K in Kind]: z.ZodOptional<z.ZodArray<z.ZodUnknown>>;
  }),
});

/** Reads a registry in YAML and checks each of its records. @throws FileError */
export function readRegistry(text: string): Wanted {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw new FileError(['there is a private key in it: the registry holds no secrets, and nothing was read']);
  }
  const parsed = shape.safeParse(parsedYaml(text));
  if (!parsed.success) throw new FileError(parsed.error.issues.map(told));
  const { exported, ...byKind } = parsed.data;
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) => byKind[kind] !== undefined);
  if (kinds.length === 0) throw new FileError([`no kind of record is named, such as ${Object.keys(KINDS).join(', ')}`]);
  const problems: string[] = [];
  const records = new Map<string, Change>();
  for (const kind of kinds) {
    for (const [i, doc] of byKind[kind]!.entries()) {
      const change = checked(kind, doc, `${kind} ${i + 1}`, problems);
      const key = change && `${kind} ${change.id}`;
      if (key && records.has(key)) problems.push(`${key} is there twice`);
      if (key) records.set(key, change);
    }
  }
  if (problems.length > 0) throw new FileError(problems);
  return { exported, kinds, records: [...records.values()] };
}

/** No anchors and aliases: a short file would become a long one. */
function parsedYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw new FileError([`not YAML: ${(error as Error).message.split('\n')[0]}`]);
  }
}

function checked(kind: Kind, doc: unknown, place: string, problems: string[]): Change | undefined {
  try {
    return put(kind, doc as never);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    problems.push(...error.issues.map((issue) => `${place}: ${told(issue)}`));
    return undefined;
  }
}

const told = (issue: z.core.$ZodIssue): string => {
  const quotes = issue.code === 'invalid_type' && issue.expected === 'string' ? ' (a code is put in quotes)' : '';
  return `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}${quotes}`;
};
