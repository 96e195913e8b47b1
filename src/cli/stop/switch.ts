import type { Clock } from '../../base/clock.ts';
import { MODALITATS } from '../../base/modalitats.ts';
import { loadConfig } from '../../config/index.ts';
import { put, type Registry, STOPPABLE, type Stoppable } from '../../registry/index.ts';
import { Failure, UsageError } from '../failure.ts';
import { operator, withRegistry } from '../registry/open.ts';

/**
 * Throws a stop switch, or lifts it.
 *
 * @returns what was stopped or started, `consumer 9821920002`
 * @throws UsageError, Failure when there is no such thing, or nothing to change
 */
export function throwSwitch(
  [what, id = '']: readonly string[],
  { why, config }: { readonly why: string; readonly config: string | undefined },
  clock: Clock,
  on: boolean,
): Promise<string> {
  if (!isStoppable(what)) throw new UsageError(`WHAT must be one of ${STOPPABLE.join(', ')}`);
  if (what === 'modalitat' && !MODALITATS.has(id)) {
    throw new UsageError(`ID must be one of ${[...MODALITATS.keys()].join(', ')}`);
  }
  const change = async ({ registry }: { readonly registry: Registry }): Promise<string> => {
    if (on && !isKnown(registry, what, id)) throw new Failure(`there is no ${what} ${id}`);
    const written = put('stop', { what, id, reason: why });
    const found = registry.get('stop', written.id);
    if (on === (found !== undefined)) throw new Failure(`${what} ${id} is ${on ? 'stopped already' : 'not stopped'}`);
    await registry.change(
      [{ ...written, ...(on ? {} : { doc: null }), expected: found?.version ?? 0 }],
      operator(),
      why,
    );
    return `${what} ${id}`;
  };
  return withRegistry(loadConfig({ file: config }), clock, change);
}

const isStoppable = (what: string | undefined): what is Stoppable => STOPPABLE.some((each) => each === what);

const isKnown = (registry: Registry, what: Stoppable, id: string): boolean =>
  what === 'modalitat' || registry.get(what, id) !== undefined;
