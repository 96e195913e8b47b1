import { MODALITATS } from '../../base/modalitats.ts';
import { put, STOPPABLE, type Stoppable } from '../../registry/index.ts';
import { Failure, UsageError } from '../failure.ts';
import type { Io } from '../io.ts';
import { actOn } from '../remote/act-on.ts';
import type { Where } from '../remote/options.ts';
import { remoteSwitches, type Switches, storedSwitches } from './switches.ts';

/**
 * Throws a stop switch, or lifts it.
 *
 * @returns what was stopped or started, `consumer 9821920002`
 * @throws UsageError, Failure when there is no such thing, or nothing to change
 */
export function throwSwitch(
  [what, id = '']: readonly string[],
  { why, ...where }: Where & { readonly why: string },
  io: Io,
  on: boolean,
): Promise<string> {
  if (!isStoppable(what)) throw new UsageError(`WHAT must be one of ${STOPPABLE.join(', ')}`);
  if (what === 'modalitat' && !MODALITATS.has(id)) {
    throw new UsageError(`ID must be one of ${[...MODALITATS.keys()].join(', ')}`);
  }
  const change = async (switches: Switches): Promise<string> => {
    if (on && what !== 'modalitat' && (await switches.version(what, id)) === undefined) {
      throw new Failure(`there is no ${what} ${id}`);
    }
    const written = put('stop', { what, id, reason: why });
    const version = await switches.version('stop', written.id);
    if (on === (version !== undefined)) throw new Failure(`${what} ${id} is ${on ? 'stopped already' : 'not stopped'}`);
    await switches.write({ ...written, ...(on ? {} : { doc: null }), expected: version ?? 0 }, why);
    return `${what} ${id}`;
  };
  return actOn(where, io, {
    store: (config) => storedSwitches(config, io.clock, change),
    gateway: (api) => change(remoteSwitches(api)),
  });
}

const isStoppable = (what: string | undefined): what is Stoppable => STOPPABLE.some((each) => each === what);
