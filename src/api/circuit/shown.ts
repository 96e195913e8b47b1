import { z } from 'zod';
import {
  ACTORS,
  ACTS,
  type Act,
  type ActName,
  type Circuit,
  deadlineOf,
  type Expedient,
  expedient,
  lateBy,
  STEP_NAMES,
  turnOf,
} from '../../registry/index.ts';

const waiting = {
  turn: z.enum(ACTORS).nullable().describe('Whose turn it is; null: nobody’s.'),
  deadline: z.string().nullable().describe('When the step is overdue, ISO 8601; null: it waits for nobody.'),
  late: z.number().describe('Whole days behind the deadline.'),
};

/** An expedient in a list. */
export const summary = z.object({
  id: z.string().describe('Identifier of the expedient.'),
  name: z.string().describe('Name of the municipality.'),
  municipi: z.string().describe('INE code of the municipality.'),
  environment: z.string().describe('Environment that it opens.'),
  step: z.enum(STEP_NAMES).describe('Where it stands.'),
  since: z.string().describe('When it came to that step, ISO 8601.'),
  ...waiting,
});

export function summaryOf(doc: Expedient, now: number): z.infer<typeof summary> {
  const { id, name, municipi, environment, step, since } = doc;
  return { id, name, municipi, environment, step, since, ...waitingOf(doc, now) };
}

function waitingOf(doc: Expedient, now: number) {
  const deadline = deadlineOf(doc);
  return {
    turn: turnOf(doc, now) ?? null,
    deadline: deadline ?? null,
    late: deadline === undefined ? 0 : lateBy(deadline, now),
  };
}

/** A whole expedient, and what can be done to it. */
export const whole = z.object({
  id: z.string().describe('Identifier of the expedient.'),
  version: z.number().describe('Version; grows by one with each change.'),
  ...waiting,
  acts: z
    .array(
      z.object({
        act: z.string().describe('Act that is possible now.'),
        by: z.array(z.enum(ACTORS)).describe('Who does it.'),
        fields: z.array(z.string()).describe('Fields that must be given.'),
        optional: z.array(z.string()).describe('Fields that may be given.'),
        document: z.string().nullable().describe('Document that must be sent, a PDF; null: none.'),
      }),
    )
    .describe('What can be done now.'),
  doc: expedient.describe('The expedient, with its history.'),
});

export function wholeOf(circuit: Circuit, id: string, now: number): { version: number; body: z.infer<typeof whole> } {
  const { expedient: doc, version } = circuit.get(id);
  return { version, body: { id, version, ...waitingOf(doc, now), acts: circuit.may(id).map(actOf), doc } };
}

function actOf(act: ActName) {
  const { by, fields = [], optional = [], document }: Act = ACTS[act];
  return { act, by: [...by], fields: [...fields], optional: [...optional, 'ticket'], document: document ?? null };
}
