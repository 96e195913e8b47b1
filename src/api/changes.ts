import { z } from 'zod';
import type { Registry } from '../registry/index.ts';
import { PAGE } from './page.ts';
import { change, publicChanges } from './public-change.ts';
import { type Route, route } from './route.ts';
import type { Streams } from './streams.ts';

const seq = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export function changeRoutes(registry: Registry, streams: Streams): Route[] {
  return [
    route({
      method: 'get',
      path: '/changes',
      summary: 'Changes of integrations since a number',
      query: z.strictObject({
        since: seq.default(0).describe('Changes with a higher number: `next` of the page before, or 0.'),
        limit: PAGE.limit,
      }),
      answer: z.object({
        items: z.array(change).describe('Changes in their order; a page may be empty and not the last.'),
        next: z.number().nullable().describe('`since` of the next page; null when there is no more now.'),
        last: z.number().describe('Number up to which was looked: `since` of a later call.'),
      }),
      async handle({ query }) {
        const changes = await registry.changesSince(query.since, query.limit);
        const last = changes.at(-1)?.seq ?? Math.min(query.since, await registry.lastSeq());
        return { body: { items: publicChanges(changes), next: changes.length === query.limit ? last : null, last } };
      },
    }),
    route({
      method: 'get',
      path: '/changes/stream',
      summary: 'The same as server-sent events; resumes behind Last-Event-ID',
      query: z.strictObject({ since: seq.optional().describe('Changes with a higher number; else from now on.') }),
      streams: 'text/event-stream',
      async handle({ query, request, response }) {
        const last = request.get('last-event-id');
        await streams.open(request, response, last && /^\d{1,15}$/.test(last) ? Number(last) : query.since);
        return undefined;
      },
    }),
  ];
}
