import { z } from 'zod';
import { MODALITATS } from '../base/modalitats.ts';

/** What a stop switch can stop. */
export const STOPPABLE = ['consumer', 'municipality', 'endpoint', 'modalitat'] as const;
export type Stoppable = (typeof STOPPABLE)[number];

/** A stop switch that is thrown; lifting it takes the record away. Who threw it, when and why is in its history. */
export const stopSwitch = z.strictObject({
  what: z.enum(STOPPABLE).describe('What is stopped.'),
  id: z.string().min(1).max(60).describe('Its ens, INE code, endpoint or modalitat.'),
  reason: z.string().min(1).max(500).describe('Why, for operators.'),
});

/** The id of a stop switch's record. */
export const stopId = ({ what, id }: { readonly what: Stoppable; readonly id: string }): string => `${what}/${id}`;

/** Whether something is stopped. One look-up. */
export type Stopped = (what: Stoppable, id: string) => boolean;

/** @throws Error naming a modalitat that there is not; whatever else is stopped may come and go */
export function compileStops(stops: readonly z.infer<typeof stopSwitch>[]): Stopped {
  const stopped = new Map(STOPPABLE.map((what) => [what, new Set<string>()]));
  for (const { what, id } of stops) {
    if (what === 'modalitat' && !MODALITATS.has(id)) throw new Error(`stop: there is no modalitat ${id}`);
    stopped.get(what)!.add(id);
  }
  return (what, id) => stopped.get(what)!.has(id);
}
