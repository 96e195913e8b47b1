import type { z } from 'zod';
import { letter, shownLetter } from '../../api/index.ts';
import { withCircuit } from '../integration/open.ts';
import type { Io } from '../io.ts';
import { actOn } from '../remote/act-on.ts';
import type { Where } from '../remote/options.ts';

const STATES = ['queued', 'sending', 'failed', 'unknown'] as const;

export type ListedLetter = z.infer<typeof letter>;

/** Letters that did not leave, or may not have, in the order of their ids. @throws UsageError, Failure */
export async function lettersLeft(where: Where, io: Io): Promise<ListedLetter[]> {
  const found = await actOn(where, io, {
    store: (config) => withCircuit(config, io.clock, async (_, outbox) => (await outbox.list(STATES)).map(shownLetter)),
    gateway: async (api) => (await Promise.all(STATES.map((state) => api.list('/letters', letter, { state })))).flat(),
  });
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}
