import { z } from 'zod';
import { Refusal } from '../../base/errors/refusal.ts';
import {
  type CircuitRequest,
  expedient,
  MUNICIPIS,
  type Opening,
  shapeOf,
  VersionConflict,
} from '../../registry/index.ts';
import { type Asked, type Route, route } from '../route.ts';
import { told } from '../versions.ts';
import type { ActPorts } from './acts.ts';
import { lettersOf, previewed } from './letters.ts';
import { asOffice, doerOf, type Office, officesOf, operationsFor } from './office.ts';
import { whole, wholeOf } from './shown.ts';

const { id, municipi, environment, language } = expedient.shape;

const opening = <A extends 'invite' | 'open'>(act: A) =>
  z.strictObject({
    act: z.literal(act).describe('Act that it begins with.'),
    id,
    municipi,
    environment: environment.default('produccio'),
    language: language.default('ca'),
    ...shapeOf(act),
  });

const body = z.discriminatedUnion('act', [opening('invite'), opening('open')]).describe('What it is about.');
const offices = [...officesOf('invite'), ...officesOf('open')];
const query = z.strictObject({ as: asOffice(offices) });

const sent = { method: 'post', operation: operationsFor(offices), query, body } as const;

/** Opening an expedient, and the letter that this would send. */
export const openingRoutes = ({ circuit, clock }: ActPorts): Route[] => [
  route({
    ...sent,
    path: '/integrations',
    summary: 'Opens an expedient with its first act: the invitation of LM, or what reached the OT',
    answer: whole,
    status: 201,
    async handle(asked) {
      const { opening, request, by } = begun(asked);
      const { id } = opening;
      await told(circuit.open(opening, request, by).catch(existing(id)));
      return { ...wholeOf(circuit, id, clock.now()), location: `/integrations/${id}` };
    },
  }),
  route({
    ...sent,
    path: '/letters/preview',
    summary: 'The letters that opening an expedient would send; nothing is done',
    answer: previewed,
    handle(asked) {
      const { opening, request, by } = begun(asked);
      return { body: lettersOf(circuit.previewOpening(opening, request, by)) };
    },
  }),
];

type Opens = Pick<
  Asked<unknown, { as?: Office | undefined }, z.infer<typeof body>>,
  'body' | 'query' | 'who' | 'scopes'
>;

/** @throws Refusal `api.invalid`, and as `doerOf` */
function begun({ body: { act, id, municipi, environment, language, ...fields }, query, who, scopes }: Opens) {
  const name = MUNICIPIS.get(municipi);
  if (!name) throw new Refusal('api.invalid', { path: 'municipi', expected: 'a municipality of Catalonia' });
  const opening: Opening = { id, municipi, name, environment, language };
  const request: CircuitRequest = { act, fields };
  return { opening, request, by: doerOf(who, scopes, officesOf(act), query.as) };
}

/** Nobody was first by chance: the name is taken. */
const existing = (id: string) => (error: unknown) => {
  throw error instanceof VersionConflict ? new Refusal('api.exists', { id }) : error;
};
