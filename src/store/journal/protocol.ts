import type { Keys, Line } from '../../record/index.ts';

/** What goes between the event loop and the writer's thread. */
export interface Command {
  readonly line: Line;
  readonly keys?: Keys;
}

export type Written = 'recorded' | 'replayed' | 'repeated';

/** One result for each command of a batch, in order; an error is the whole batch's. */
export type Answer = { readonly results: readonly Written[] } | { readonly error: string };

type Spent = readonly [key: string, until: number];
type Encoded = readonly [line: Line, replay: Spent | null, petition: Spent | null];

const spent = (key: { readonly key: Buffer; readonly until: number } | undefined): Spent | null =>
  key ? [key.key.toString('hex'), key.until] : null;
const unspent = ([key, until]: Spent): { key: Buffer; until: number } => ({ key: Buffer.from(key, 'hex'), until });

/** A batch as one text: passing that to a thread costs a third of passing the objects. */
export const encode = (batch: readonly Command[]): string =>
  JSON.stringify(batch.map(({ line, keys }): Encoded => [line, spent(keys?.replay), spent(keys?.petition)]));

export const decode = (text: string): Command[] =>
  (JSON.parse(text) as Encoded[]).map(([line, replay, petition]) =>
    petition ? { line, keys: { replay: replay ? unspent(replay) : undefined, petition: unspent(petition) } } : { line },
  );
