import { userInfo } from 'node:os';
import { z } from 'zod';
import { ACTS, type Act, type Circuit } from '../../registry/index.ts';
import { type Api, at, type Sent } from '../remote/api.ts';
import type { Acting } from './act.ts';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Where acts are done. */
export interface Acts {
  /** Resolves to the step that it led to. */
  act(acting: Acting): Promise<string>;
  /** The letters that it would send; nothing is done. */
  preview(acting: Acting): Promise<readonly Letter[]>;
}

/** By the circuit of a store. */
export function storedActs(circuit: Circuit): Acts {
  const { username: who } = userInfo();
  return {
    async act({ id, actor, request, opening }) {
      const by = { who, actor };
      const { step } = await (opening ? circuit.open(opening, request, by) : circuit.act(id, request, by));
      return step;
    },
    async preview({ id, actor, request, opening }) {
      const by = { who, actor };
      return opening ? circuit.previewOpening(opening, request, by) : circuit.preview(id, request, by);
    },
  };
}

const VERSION = z.object({ version: z.number() });
const STEP = z.object({ doc: z.object({ step: z.string() }) });
const LETTERS = z.object({
  letters: z.array(z.object({ to: z.string(), subject: z.string(), body: z.string() })),
});

/** By a gateway that runs; an act is done to the version that is there now. */
export const remoteActs = (api: Api): Acts => ({
  async act(acting) {
    if (acting.opening) return (await api.send('POST', '/integrations', sentOf(acting), STEP)).doc.step;
    const { version } = await api.get(at`/integrations/${acting.id}`, VERSION);
    return (await api.send('POST', pathOf(acting), { ...sentOf(acting), version }, STEP)).doc.step;
  },
  async preview(acting) {
    const path = acting.opening ? '/letters/preview' : `${pathOf(acting)}/preview`;
    return (await api.send('POST', path, sentOf(acting), LETTERS)).letters;
  },
});

const pathOf = ({ id, request: { act } }: Acting): string => at`/integrations/${id}/acts/${act}`;

/** The document of an act is its body, and the fields go into the address. */
function sentOf({ actor, request: { act, fields, document }, opening }: Acting): Sent {
  const takes = (ACTS[act] as Act).document !== undefined;
  if (takes) return { query: { ...fields, as: actor }, pdf: document ?? Buffer.alloc(0) };
  if (!opening) return { query: { as: actor }, json: fields };
  const { name: _, ...about } = opening;
  return { query: { as: actor }, json: { ...fields, ...about, act } };
}
