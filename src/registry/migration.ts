import { z } from 'zod';

/** A move of the municipalities of one endpoint to a new one beside it (protocol section 8). */
export const migration = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9.-]{1,60}$/)
    .describe('Name of the migration.'),
  from: z.string().describe('Endpoint that the municipalities are at.'),
  to: z.string().describe('Endpoint that they move to.'),
  state: z
    .enum(['preparing', 'checked', 'shadowing', 'share', 'all', 'returned', 'retired'])
    .default('preparing')
    .describe('How far it is.'),
  share: z.number().int().min(0).max(100).default(0).describe('Per cent of the petitions that go to the new endpoint.'),
  threshold: z
    .number()
    .int()
    .min(1)
    .max(100)
    .default(10)
    .describe('Failures of the new endpoint that end it, per cent of the window.'),
  window: z
    .number()
    .int()
    .min(10)
    .max(10_000)
    .default(50)
    .describe('Last answers of the new endpoint that are looked at.'),
  report: z.string().optional().describe('SHA-256 of the acceptance report of the new endpoint.'),
  comparison: z
    .strictObject({
      at: z.iso.datetime().describe('When.'),
      queries: z.number().int().describe('Test queries that both were asked.'),
      differences: z.number().int().describe('Fields that differ.'),
      results: z.number().int().describe('Queries with another result.'),
    })
    .optional()
    .describe('The last shadow comparison.'),
  reason: z.string().optional().describe('Why it was returned.'),
});

export type Migration = z.infer<typeof migration>;
export type MigrationState = Migration['state'];
