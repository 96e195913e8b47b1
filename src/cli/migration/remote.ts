import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Comparison, Report } from '../../check/index.ts';
import { KINDS, type Migration } from '../../registry/index.ts';
import { Failure } from '../failure.ts';
import { type Api, at } from '../remote/api.ts';
import type { Moves } from './steps.ts';

const SHOWN = z.object({ version: z.number(), doc: KINDS.migration });
const LIKE_REPORT = z.looseObject({ accepted: z.boolean(), findings: z.array(z.looseObject({})) });
/** As it came: its fields in their order. */
const REPORT = z.custom<Report>((body) => LIKE_REPORT.safeParse(body).success);
const COMPARISON = z.object({
  queries: z.number(),
  results: z.number(),
  differences: z.array(z.object({ modalitat: z.string(), path: z.string(), what: z.string() })),
});
const TASK = z.object({
  id: z.string(),
  state: z.string(),
  outcome: z
    .object({ report: z.string().optional(), comparison: COMPARISON.optional(), problem: z.string().optional() })
    .nullable(),
});

/** How often a task is looked at, milliseconds: as often as the API asks for. */
const EVERY_MS = 1000;

export const allMigrations = async (api: Api): Promise<Migration[]> =>
  (await api.list('/migrations', SHOWN)).map(({ doc }) => doc);

/** Steps of migrations by a gateway that runs, each on the version that is there now. Who does it is whose the token is. */
export function remoteMoves(api: Api, signal: AbortSignal): Moves {
  const step = async (id: string, name: string, json: object): Promise<Migration> => {
    const path = at`/migrations/${id}`;
    const { version } = await api.get(path, SHOWN);
    return (await api.send('POST', `${path}/${name}`, { version, json }, SHOWN)).doc;
  };
  const task = async (id: string, name: 'check' | 'compare') => {
    let one = await api.send('POST', at`/migrations/${id}/${name}`, {}, TASK);
    while (one.state === 'running') {
      await setTimeout(EVERY_MS, undefined, { signal });
      one = await api.get(at`/tasks/${one.id}`, TASK);
    }
    const { state, outcome } = one;
    if (state === 'done' && outcome) return outcome;
    throw new Failure(`the ${name} could not be done: ${outcome?.problem ?? 'its process ended before it'}`);
  };
  return {
    open: async (migration, _, why) =>
      (await api.send('POST', '/migrations', { json: { ...migration, why } }, SHOWN)).doc,
    async check(id) {
      const { report = '' } = await task(id, 'check');
      return api.get(at`/reports/${report}`, REPORT);
    },
    async compare(id) {
      const { comparison } = await task(id, 'compare');
      return comparison as Comparison;
    },
    share: (id, share, _, why) => step(id, 'share', { share, why }),
    all: (id, _, why) => step(id, 'all', { why }),
    giveBack: (id, _, why) => step(id, 'return', { why }),
    retire: (id, _, why) => step(id, 'retire', { why }),
    again: (id, _, why) => step(id, 'again', { why }),
  };
}
