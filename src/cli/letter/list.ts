import { z } from 'zod';
import type { Config } from '../../config/index.ts';
import type { QueuedNotice } from '../../notices/index.ts';
import { withCircuit } from '../integration/open.ts';
import type { Io } from '../io.ts';
import { actOn } from '../remote/act-on.ts';
import type { Where } from '../remote/options.ts';

const STATES = ['queued', 'sending', 'failed', 'unknown'] as const;

/** A letter as operators look at it: as the API shows it, without its text. */
const LETTER = z.object({
  id: z.string(),
  about: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.string(),
  attempts: z.number(),
  nextAt: z.string(),
  error: z.string().nullable(),
  link: z.string().nullable(),
});
export type ListedLetter = z.infer<typeof LETTER>;

/** Letters that did not leave, or may not have, in the order of their ids. @throws UsageError, Failure */
export async function lettersLeft(where: Where, io: Io): Promise<ListedLetter[]> {
  const found = await actOn(where, io, {
    store: (config) => stored(config, io),
    gateway: async (api) => (await Promise.all(STATES.map((state) => api.list('/letters', LETTER, { state })))).flat(),
  });
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const stored = (config: Config, { clock }: Io): Promise<ListedLetter[]> =>
  withCircuit(config, clock, async (_, outbox) => (await outbox.list(STATES)).map(listed));

const listed = ({ id, about, to, subject, state, attempts, nextAt, error, link }: QueuedNotice): ListedLetter => ({
  ...{ id, about, to, subject, state, attempts, nextAt: new Date(nextAt).toISOString(), error, link: link ?? null },
});
