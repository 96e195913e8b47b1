import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import type { Config } from '../../config/index.ts';
import type { Change, Stoppable } from '../../registry/index.ts';
import { operator, withRegistry } from '../registry/open.ts';
import { type Api, at, RECORD } from '../remote/api.ts';

/** Where switches are, and what they may stop. */
export interface Switches {
  /** Version of a record; undefined: there is none. */
  version(kind: Stoppable | 'stop', id: string): Promise<number | undefined>;
  write(change: Change & { readonly expected: number }, why: string): Promise<void>;
}

/** Uses the switches of the configured store. @throws Failure when there is no store */
export const storedSwitches = <T>(config: Config, clock: Clock, use: (switches: Switches) => Promise<T>): Promise<T> =>
  withRegistry(config, clock, ({ registry }) =>
    use({
      version: async (kind, id) => registry.get(kind as 'stop', id)?.version,
      write: (change, why) => registry.change([change], operator(), why),
    }),
  );

/** Those of a gateway that runs. */
export const remoteSwitches = (api: Api): Switches => ({
  version: async (kind, id) => (await api.find(at`/records/${kind}/${id}`, RECORD))?.version,
  async write({ kind, id, doc, expected: version }, why) {
    const path = at`/records/${kind}/${id}`;
    if (doc === null) await api.send('DELETE', path, { version, why }, z.undefined());
    else await api.send('PUT', path, { version, json: { doc, why } }, RECORD);
  },
});
