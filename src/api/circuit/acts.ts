import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import {
  ACTS,
  type Act,
  type ActName,
  type Circuit,
  type CircuitRequest,
  PDF_BYTES,
  shapeOf,
} from '../../registry/index.ts';
import { type Asked, type Route, route } from '../route.ts';
import { expectedOf, told } from '../versions.ts';
import { lettersOf, previewed } from './letters.ts';
import { asOffice, doerOf, type Office, officesOf, operationsFor } from './office.ts';
import { whole, wholeOf } from './shown.ts';

export interface ActPorts {
  readonly circuit: Circuit;
  readonly clock: Clock;
}

export const params = z.strictObject({
  id: z.string().min(1).max(60).describe('Identifier of the expedient.'),
});

type Query = { readonly as?: Office | undefined; readonly ticket?: string | undefined };
type Acting = Asked<z.infer<typeof params>, Query, Readonly<Record<string, unknown>> | undefined>;

/** A route for each act on an expedient, and one that shows the letters that it would send. */
export const actRoutes = (ports: ActPorts): Route[] =>
  (Object.keys(ACTS) as ActName[])
    .filter((name) => !(ACTS[name] as Act).from.includes('start'))
    .flatMap((name) => [doing(name, ports), previewing(name, ports)]);

function doing(name: ActName, { circuit, clock }: ActPorts): Route {
  const { offices, ...sent } = sentFor(name);
  return route({
    ...sent,
    method: 'post',
    path: `/integrations/{id}/acts/${name}`,
    summary: `Does ${name} to an expedient, for ${offices.join(' or ')}`,
    operation: operationsFor(offices),
    conditional: true,
    answer: whole,
    async handle(asked: Acting) {
      const { params, query, who, scopes, request } = asked;
      const by = doerOf(who, scopes, offices, query.as);
      await told(circuit.act(params.id, requestOf(name, asked), by, { version: expectedOf(request) }));
      return wholeOf(circuit, params.id, clock.now());
    },
  });
}

function previewing(name: ActName, { circuit }: ActPorts): Route {
  const { offices, ...sent } = sentFor(name);
  return route({
    ...sent,
    method: 'post',
    path: `/integrations/{id}/acts/${name}/preview`,
    summary: `The letters that ${name} would send; nothing is done`,
    operation: operationsFor(offices),
    answer: previewed,
    handle(asked: Acting) {
      const { params, query, who, scopes } = asked;
      const by = doerOf(who, scopes, offices, query.as);
      return { body: lettersOf(circuit.preview(params.id, requestOf(name, asked), by)) };
    },
  });
}

/** What must be sent for an act: its fields as JSON, or its document with the fields in the address. */
function sentFor(name: ActName) {
  const { document }: Act = ACTS[name];
  const offices = officesOf(name);
  const as = asOffice(offices);
  const shape = shapeOf(name);
  return {
    offices,
    params,
    query: z.strictObject(document ? { as, ...shape } : { as }) as unknown as z.ZodType<Query>,
    ...(document
      ? { takes: { type: 'application/pdf', bytes: PDF_BYTES } }
      : { body: z.strictObject(shape).describe('Fields of the act.') }),
  };
}

function requestOf(act: ActName, { query: { as: _, ...fields }, body, file }: Acting): CircuitRequest {
  const { document }: Act = ACTS[act];
  return document ? { act, fields, document: file } : { act, fields: body };
}
