import { z } from 'zod';
import { ACTORS, DOCUMENT_KINDS, expedient, STEP_NAMES } from '../../registry/index.ts';
import { PAGE, page, pageOf } from '../page.ts';
import { type Route, route } from '../route.ts';
import { expectedOf, told } from '../versions.ts';
import { type ActPorts, params } from './acts.ts';
import { asOffice, doerOf, EVERY_OFFICE, operationsFor } from './office.ts';
import { summary, summaryOf, whole, wholeOf } from './shown.ts';

/** Listing and showing expedients, their documents, and writing to the ens again. */
export const expedientRoutes = ({ circuit, clock }: ActPorts): Route[] => [
  route({
    method: 'get',
    path: '/integrations',
    summary: 'Integrations: where each stands, whose turn it is, until when',
    operation: 'read:integration',
    query: z.strictObject({
      ...PAGE,
      step: z.enum(STEP_NAMES).optional().describe('Only those at this step.'),
      turn: z.enum(ACTORS).optional().describe('Only those that wait for this office, or the ens.'),
      municipi: expedient.shape.municipi.optional().describe('Only those of this municipality.'),
      due: z.stringbool().default(false).describe('Only those that are overdue.'),
    }),
    answer: pageOf(summary),
    handle({ query }) {
      const at = clock.now();
      const found = circuit
        .list()
        .map((doc) => summaryOf(doc, at))
        .filter(
          ({ step, turn, municipi, deadline }) =>
            (query.step ?? step) === step &&
            (query.turn ?? turn) === turn &&
            (query.municipi ?? municipi) === municipi &&
            (!query.due || (deadline !== null && Date.parse(deadline) <= at)),
        )
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      return { body: page(found, ({ id }) => id, query) };
    },
  }),
  route({
    method: 'get',
    path: '/integrations/{id}',
    summary: 'One expedient, with its history and what can be done now',
    operation: 'read:integration',
    params,
    answer: whole,
    handle: ({ params }) => wholeOf(circuit, params.id, clock.now()),
  }),
  route({
    method: 'get',
    path: '/integrations/{id}/documents/{kind}',
    summary: 'A document of an expedient',
    operation: 'read:integration',
    params: params.extend({ kind: z.enum(DOCUMENT_KINDS).describe('Which document.') }),
    streams: 'application/pdf',
    async handle({ params, response }) {
      const bytes = await circuit.document(params.id, params.kind);
      response.set('cache-control', 'no-store').attachment(`${params.id}-${params.kind}.pdf`).send(bytes);
      return undefined;
    },
  }),
  route({
    method: 'post',
    path: '/integrations/{id}/reminders',
    summary: 'Writes to the ens what it is waited for, with a new link where it can act by one',
    operation: operationsFor(EVERY_OFFICE),
    conditional: true,
    params,
    query: z.strictObject({ as: asOffice(EVERY_OFFICE) }),
    answer: whole,
    async handle({ params, query, who, scopes, request }) {
      const by = doerOf(who, scopes, EVERY_OFFICE, query.as);
      await told(circuit.remind(params.id, by, { version: expectedOf(request) }));
      return wholeOf(circuit, params.id, clock.now());
    },
  }),
];
