import { z } from 'zod';
import { Refusal } from '../base/errors/refusal.ts';
import type { Task, Tasks } from '../check/index.ts';
import { PAGE, pageOf } from './page.ts';
import { type Answer, type Route, route } from './route.ts';

const difference = z.object({
  modalitat: z.string().describe('Modalitat that was asked.'),
  path: z.string().describe('Field that differs.'),
  what: z.string().describe('How, without the values.'),
});

const outcome = z.object({
  good: z.boolean().describe('The check accepted, or no result was another one.'),
  report: z.string().optional().describe('SHA-256 of the report: GET /reports/{hash}.'),
  comparison: z
    .object({
      queries: z.number().describe('Test queries that both servers were asked.'),
      results: z.number().describe('Queries with another result.'),
      differences: z.array(difference).describe('Fields that differ.'),
    })
    .optional()
    .describe('What a comparison found.'),
  problem: z.string().optional().describe('Code of the error catalogue: why it could not be done.'),
});

/** Long work that was begun. */
export const task = z.object({
  id: z.string().describe('Identifier of the task.'),
  kind: z.enum(['check', 'migration-check', 'migration-compare']).describe('What is done.'),
  about: z.string().describe('Endpoint or migration.'),
  who: z.string().describe('Who asked for it.'),
  state: z.enum(['running', 'done', 'failed', 'lost']).describe('How far it is; `lost` ended with its process.'),
  started: z.string().describe('When it began, ISO 8601.'),
  ended: z.string().nullable().describe('When it ended; null before.'),
  outcome: outcome.nullable().describe('What came of it; null before.'),
});

const iso = (at: number): string => new Date(at).toISOString();

const shown = (tasks: Tasks, one: Task): z.infer<typeof task> => ({
  id: one.id,
  kind: one.kind,
  about: one.about,
  who: one.who,
  state: tasks.stateOf(one),
  started: iso(one.started),
  ended: one.ended === undefined ? null : iso(one.ended),
  outcome: (one.outcome ?? null) as z.infer<typeof outcome> | null,
});

/** The answer to whoever asked for long work: where to look. */
export const begun = (tasks: Tasks, one: Task): Answer => ({ body: shown(tasks, one), location: `/tasks/${one.id}` });

export const taskRoutes = (tasks: Tasks): Route[] => [
  route({
    method: 'get',
    path: '/tasks',
    summary: 'Checks and comparisons that were asked for, the newest first',
    operation: 'read:check',
    query: z.strictObject({
      ...PAGE,
      about: z.string().max(60).optional().describe('Only those about this endpoint or migration.'),
    }),
    answer: pageOf(task),
    async handle({ query: { limit, ...which } }) {
      const found = await tasks.list({ ...which, limit: limit + 1 });
      const items = found.slice(0, limit).map((one) => shown(tasks, one));
      return { body: { items, next: found.length > limit ? items.at(-1)!.id : null } };
    },
  }),
  route({
    method: 'get',
    path: '/tasks/{id}',
    summary: 'How far a check or comparison is, and what came of it',
    operation: 'read:check',
    params: z.strictObject({
      id: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .describe('Identifier of the task.'),
    }),
    answer: task,
    async handle({ params, response }) {
      const one = await tasks.get(params.id);
      if (!one) throw new Refusal('api.not-found');
      const body = shown(tasks, one);
      if (body.state === 'running') response.set('retry-after', '1');
      return { body };
    },
  }),
];
