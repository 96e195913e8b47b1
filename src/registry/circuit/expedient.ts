import { z } from 'zod';
import { LETTER_KINDS } from '../../notices/index.ts';
import { data } from './fields.ts';
import { ACTORS, DOCUMENT_KINDS, STEP_NAMES } from './words.ts';

const at = z.iso.datetime().describe('When.');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower-case hexadecimal');

const document = z.strictObject({
  sha256: sha256.describe('Of its bytes, which the store keeps under it.'),
  size: z.number().int().positive().describe('Bytes.'),
  type: z.literal('application/pdf').describe('Its type.'),
  at,
  who: z.string().describe('Who gave it.'),
});

const letter = z.strictObject({
  id: z.string().describe('Identifies it in the outbox, where it is queued once.'),
  letter: z.enum(LETTER_KINDS).describe('Which letter.'),
  at,
  to: z.email().describe('Who it went to.'),
  link: z.string().optional().describe('Act that the link in it allows.'),
  attach: sha256.optional().describe('Document that goes with it.'),
});

const link = z.strictObject({
  letter: z.string().describe('Letter that it went out with; a new one for the same letter replaces it.'),
  act: z.string().describe('Act that it allows.'),
  hash: sha256.describe('Of its token, which is kept nowhere.'),
  expires: at.describe('Until when.'),
  spent: at.optional().describe('When it was used.'),
});

const entry = z.strictObject({
  at,
  who: z.string().describe('Account, or link, that did it.'),
  actor: z.enum(ACTORS).describe('In which part.'),
  act: z.string().describe('What was done.'),
  step: z.enum(STEP_NAMES).describe('Where it led.'),
  why: z.string().optional().describe('Why.'),
});

/** One integration of one municipality, from the first letter on: a kind of the registry. */
export const expedient = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, 'expected a-z, 0-9 and hyphens')
    .describe('Identifier of the expedient.'),
  municipi: z
    .string()
    .regex(/^[0-9]{5}$/, 'expected the five digits of an INE code')
    .describe('INE code of the municipality.'),
  name: z.string().min(1).max(200).describe('Name of the municipality.'),
  environment: z.enum(['produccio', 'proves', 'desenvolupament']).describe('Environment that it opens.'),
  language: z.enum(['ca', 'es', 'en']).describe('Language of its letters.'),
  step: entry.shape.step,
  since: at.describe('When it came to that step.'),
  reminded: at.optional().describe('When a reminder last went out in that step.'),
  tickets: z.array(z.string()).describe('References of outside tickets, as FP#258025.'),
  data: data.describe('What was filled in.'),
  documents: z.partialRecord(z.enum(DOCUMENT_KINDS), document).describe('Documents by kind.'),
  letters: z.array(letter).describe('Letters that went out.'),
  links: z.array(link).describe('Links that went out.'),
  history: z.array(entry).describe('Everything that was done.'),
});

export type Expedient = z.infer<typeof expedient>;
export type Document = z.infer<typeof document>;
export type Letter = z.infer<typeof letter>;
export type Link = z.infer<typeof link>;

/** What an expedient is about; the rest begins with its first act. */
export type Opening = Pick<Expedient, 'id' | 'municipi' | 'name' | 'environment' | 'language'>;
