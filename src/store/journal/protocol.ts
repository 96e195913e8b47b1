import type { Keys, Line } from '../../record/index.ts';

/** One statement of SQL that the writer's thread runs: it is the only one that writes. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (string | number | null)[];
}

/** What goes between the event loop and the writer's thread: a line, statements, or both together. */
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

type Spent = readonly [key: string, until: number];
type Encoded = Omit<Command, 'keys'> & { readonly spent?: readonly [replay: Spent | null, petition: Spent | null] };
type Key = NonNullable<Keys['replay']>;

const spent = (key: Key | undefined): Spent | null => (key ? [key.key.toString('hex'), key.until] : null);
const unspent = (spent: Spent | null): Key | undefined =>
  spent ? { key: Buffer.from(spent[0], 'hex'), until: spent[1] } : undefined;

/** A batch as one text: passing that to a thread costs a third of passing the objects. */
export const encode = (batch: readonly Command[]): string =>
  JSON.stringify(
    batch.map(
      ({ keys, ...rest }): Encoded => (keys ? { ...rest, spent: [spent(keys.replay), spent(keys.petition)] } : rest),
    ),
  );

export const decode = (text: string): Command[] =>
  (JSON.parse(text) as Encoded[]).map(({ spent, ...rest }) =>
    spent ? { ...rest, keys: { replay: unspent(spent[0]), petition: unspent(spent[1]) } } : rest,
  );
