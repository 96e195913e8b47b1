import { z } from 'zod';
import { expedient, turnOf } from '../../registry/index.ts';
import type { Io } from '../io.ts';
import { actOn } from '../remote/act-on.ts';
import { at } from '../remote/api.ts';
import type { Where } from '../remote/options.ts';
import { withCircuit } from './open.ts';

const WHOLE = z.object({
  version: z.number(),
  turn: z.string().nullable(),
  acts: z.array(z.object({ act: z.string() })),
  doc: expedient,
});

/** An expedient with its version, whose turn it is, and what may be done. @throws UsageError, Failure, Refusal `circuit.unknown` */
export const showIntegration = (id: string, where: Where, io: Io): Promise<object> =>
  actOn<object>(where, io, {
    store: (config) =>
      withCircuit(config, io.clock, (circuit) => {
        const { expedient: doc, version } = circuit.get(id);
        return { version, turn: turnOf(doc, io.clock.now()) ?? null, may: circuit.may(id), ...doc };
      }),
    async gateway(api) {
      const { version, turn, acts, doc } = await api.get(at`/integrations/${id}`, WHOLE);
      return { version, turn, may: acts.map(({ act }) => act), ...doc };
    },
  });
