import { z } from 'zod';
import { WARNED } from '../../base/expiry.ts';
import { type Ending, endingOf } from '../../registry/index.ts';
import type { Io } from '../io.ts';
import { withRegistry } from '../registry/open.ts';
import { actOn } from '../remote/act-on.ts';
import type { Where } from '../remote/options.ts';

const DAYS = Math.max(...WARNED);

const ENDING = z
  .object({
    ens: z.string(),
    endpoint: z.string().nullable(),
    label: z.string(),
    fingerprint: z.string(),
    ends: z.string(),
    daysLeft: z.number(),
    renewed: z.boolean(),
  })
  .transform(({ endpoint, ...one }): Ending => ({ ...one, endpoint: endpoint ?? undefined }));

/** The registered certificates that end soon, or have ended. @throws UsageError, Failure */
export const listEnding = (where: Where, io: Io): Promise<Ending[]> =>
  actOn(where, io, {
    store: (config) => withRegistry(config, io.clock, ({ registry }) => endingOf(registry, io.clock.now(), DAYS)),
    gateway: (api) => api.list('/certificates', ENDING, { within: DAYS }),
  });

export const endingLine = ({ ens, endpoint, label, ends, daysLeft, renewed }: Ending): string =>
  [
    `${ens}${endpoint === undefined ? '' : `, endpoint ${endpoint}`}  ${label}`,
    daysLeft < 0 ? `ended ${ends.slice(0, 10)}` : `ends ${ends.slice(0, 10)}, in ${daysLeft} day(s)`,
    renewed ? 'another one follows' : 'NO OTHER ONE FOLLOWS',
  ].join('; ');
