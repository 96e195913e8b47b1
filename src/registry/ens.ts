import { z } from 'zod';
import { ens as code } from './values.ts';

/** A public body: what it is, and both of its codes, as neither can be computed from the other (protocol section 9). */
export const ens = z.strictObject({
  ens: code,
  nif: z
    .string()
    .regex(/^[A-Z][0-9]{7}[0-9A-Z]$/, 'expected a NIF, such as P1702300A')
    .optional()
    .describe('NIF of the body.'),
  name: z.string().min(1).max(200).describe('Name of the body.'),
  kind: z
    .enum(['municipality', 'supramunicipal', 'consumer', 'AOC'])
    .describe(
      'A town council; a consell comarcal or a diputació that answers for municipalities; one that only asks; the Consorci AOC.',
    ),
});
