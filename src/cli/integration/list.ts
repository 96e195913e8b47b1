import { z } from 'zod';
import { oneLine } from '../../base/errors/refusal.ts';
import { due, type Expedient, expedient, turnOf } from '../../registry/index.ts';
import type { Io } from '../io.ts';
import { actOn } from '../remote/act-on.ts';
import type { Where } from '../remote/options.ts';
import { withCircuit } from './open.ts';

/** Every expedient, in the order of their ids. @throws UsageError, Failure */
async function allExpedients(where: Where, io: Io): Promise<Expedient[]> {
  const found = await actOn(where, io, {
    store: (config) => withCircuit(config, io.clock, (circuit) => circuit.list()),
    gateway: async (api) =>
      (await api.list('/records/integration', z.object({ doc: expedient }))).map(({ doc }) => doc),
  });
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** `integration list`: what is overdue, or where each stands. @throws UsageError, Failure */
export async function listIntegrations(
  { due: overdue, json, ...where }: Where & { readonly due: boolean; readonly json: boolean },
  io: Io,
): Promise<void> {
  const now = io.clock.now();
  const all = await allExpedients(where, io);
  const found = overdue ? due(all, now) : all.map((one) => standing(one, now));
  if (json) io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else if (found.length === 0) io.stdout.write(overdue ? 'Nothing is overdue.\n' : 'No integrations.\n');
  for (const one of json ? [] : found) {
    const when = 'late' in one ? `${one.late} day(s) late` : `since ${one.since.slice(0, 10)}`;
    io.stdout.write(`${oneLine(`${one.id}  ${one.name}  ${one.step}  turn: ${one.turn ?? '—'}  ${when}`)}\n`);
  }
}

function standing(one: Expedient, now: number) {
  const { id, name, step, since } = one;
  return { id, name, step, turn: turnOf(one, now) ?? null, since };
}
