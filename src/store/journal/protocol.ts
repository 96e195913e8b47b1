import type { Keys, Line } from '../../record/index.ts';
import { linkRest } from './chain.ts';

/** One statement of SQL that the writer's thread runs: it is the only one that writes. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
}

/** What goes to the writer: a line, statements, or both together. */
export interface Command {
  readonly line?: Line | undefined;
  readonly keys?: Keys | undefined;
  /** Run after the line, in the same transaction; not at all where the line's keys were spent. */
  readonly statements?: readonly Statement[] | undefined;
  /** Run before the statements, which are left out where it gives no row. */
  readonly given?: Statement | undefined;
}

/** What became of a line, or where there was none the rows of the last statement. */
export type Written = 'recorded' | 'replayed' | 'repeated' | readonly unknown[];

/** One result for each command of a batch, in order; an error is the whole batch's. */
export type Answer = { readonly results: readonly Written[] } | { readonly error: string };

/** A command as the writer's thread needs it: the link's text but for its place in the chain. */
export interface Work {
  readonly link: Link | undefined;
  readonly replay: Spent | undefined;
  readonly petition: Spent | undefined;
  readonly given: Statement | undefined;
  readonly statements: readonly Statement[];
}

export interface Link {
  readonly kind: Line['kind'];
  readonly incident: string;
  readonly rest: string;
  readonly part: { readonly salt: string; readonly text: string } | undefined;
}

/** A row of the keys that are spent. */
export interface Spent {
  readonly key: Buffer;
  readonly until: number;
  /** Replay key that is spent with a petition's. */
  readonly signed: Buffer | null;
}

const WIDTH = 9;

/**
 * A batch as one text, `WIDTH` lines for each command: passing that to a thread costs a third of passing the objects,
 * and what is JSON already is neither written nor read as JSON a second time.
 */
export function encode(batch: readonly Command[]): string {
  const texts: string[] = [];
  for (const { line, keys, given, statements } of batch) {
    texts.push(
      line?.kind ?? '',
      line?.incident ?? '',
      line ? linkRest(line) : '',
      line?.part?.salt ?? '',
      line?.part?.text ?? '',
      keyText(keys?.replay),
      keyText(keys?.petition),
      given ? JSON.stringify(given) : '',
      statements ? JSON.stringify(statements) : '',
    );
  }
  if (texts.some((text) => text.includes('\n'))) throw new Error('a line break in a line of the journal');
  return texts.join('\n');
}

export function decode(text: string): Work[] {
  const texts = text.split('\n');
  const works: Work[] = [];
  for (let i = 0; i < texts.length; i += WIDTH) {
    const [kind, incident, rest, salt, part, replay, petition, given, statements] = texts.slice(i, i + WIDTH) as Texts;
    works.push({
      link: kind ? { kind, incident, rest, part: salt ? { salt, text: part } : undefined } : undefined,
      replay: keyOf(replay),
      petition: keyOf(petition),
      given: given ? (JSON.parse(given) as Statement) : undefined,
      statements: statements ? (JSON.parse(statements) as Statement[]) : [],
    });
  }
  return works;
}

type Texts = [Line['kind'] | '', string, string, string, string, string, string, string, string];

const keyText = (key: Keys['petition']): string => (key ? `${key.key} ${key.until} ${key.signed ?? ''}` : '');

function keyOf(text: string): Spent | undefined {
  if (text === '') return undefined;
  const [key, until, signed] = text.split(' ') as [string, string, string];
  return { key: Buffer.from(key, 'hex'), until: Number(until), signed: signed ? Buffer.from(signed, 'hex') : null };
}
