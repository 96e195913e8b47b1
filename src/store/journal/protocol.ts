import type { Keys, Line } from '../../record/index.ts';

/** What goes between the event loop and the writer's thread. */
export interface Command {
  readonly line: Line;
  readonly keys?: Keys;
}

export type Written = 'recorded' | 'replayed' | 'repeated';

/** One result for each command of a batch, in order; an error is the whole batch's. */
export type Answer = { readonly results: readonly Written[] } | { readonly error: string };
