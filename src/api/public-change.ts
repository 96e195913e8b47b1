import { z } from 'zod';
import type { Changed } from '../registry/index.ts';
import { environmentsOf } from './integrations.ts';

/** What everybody may know of a change. */
export const change = z.object({
  seq: z.number().describe('Number of the change; it grows, with gaps.'),
  at: z.string().describe('When, ISO 8601.'),
  ine: z.string().describe('INE code of the municipality.'),
  environments: z
    .array(z.string())
    .describe('Environments in which its record names a server from then on; whether it answers is in `/municipis`.'),
});

/** Changes that are public: those of municipalities, without who, why and what else their records hold. */
export const publicChanges = (changes: readonly Changed[]): z.infer<typeof change>[] =>
  changes
    .filter(({ kind }) => kind === 'municipality')
    .map(({ seq, at, id, after }) => ({
      seq,
      at: new Date(Number(at)).toISOString(),
      ine: id,
      environments: environmentsOf(after),
    }));
