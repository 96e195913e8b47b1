import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { endingKey, endingOf, type Registry } from '../registry/index.ts';
import { PAGE, page, pageOf } from './page.ts';
import { type Route, route } from './route.ts';

const ending = z.object({
  ens: z.string().describe('INE10 code of the body that signs with it.'),
  endpoint: z.string().nullable().describe('Endpoint whose answers it signs; null: it signs petitions.'),
  label: z.string().describe('What operators call it.'),
  fingerprint: z.string().describe('SHA-256 of the certificate.'),
  ends: z.string().describe('When it ends, or is no longer to count; ISO 8601.'),
  daysLeft: z.number().describe('Whole days that are left; negative once it has ended.'),
  renewed: z
    .boolean()
    .describe(
      'Another one of the same holder goes on without a gap; of an endpoint: one that its `signature` names, if it has one.',
    ),
});

/** Which registered certificates end, and when. */
export const certificateRoutes = ({
  registry,
  clock,
}: {
  readonly registry: Registry;
  readonly clock: Clock;
}): Route[] => [
  route({
    method: 'get',
    path: '/certificates',
    summary: 'Registered certificates whose end is known, the soonest first',
    operation: 'read:certificate',
    query: z.strictObject({
      ...PAGE,
      within: z.coerce
        .number()
        .int()
        .min(0)
        .max(36_500)
        .optional()
        .describe('Only those with so many days left at most.'),
    }),
    answer: pageOf(ending),
    handle({ query }) {
      const found = endingOf(registry, clock.now(), query.within);
      const shown = found.map((one) => ({ ...one, endpoint: one.endpoint ?? null }));
      return { body: page(shown, endingKey, query) };
    },
  }),
];
