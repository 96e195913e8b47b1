import type { Clock } from '../../base/clock.ts';
import { WARNED } from '../../base/expiry.ts';
import type { Config } from '../../config/index.ts';
import { type Ending, endingOf } from '../../registry/index.ts';
import { withRegistry } from '../registry/open.ts';

/** The registered certificates that end soon, or have ended, on either store. @throws Failure */
export const listEnding = (config: Config, clock: Clock): Promise<Ending[]> =>
  withRegistry(config, clock, ({ registry }) => endingOf(registry, clock.now(), Math.max(...WARNED)));

export const endingLine = ({ ens, endpoint, label, ends, daysLeft, renewed }: Ending): string =>
  [
    `${ens}${endpoint === undefined ? '' : `, endpoint ${endpoint}`}  ${label}`,
    daysLeft < 0 ? `ended ${ends.slice(0, 10)}` : `ends ${ends.slice(0, 10)}, in ${daysLeft} day(s)`,
    renewed ? 'another one follows' : 'NO OTHER ONE FOLLOWS',
  ].join('; ');
