import { z } from 'zod';
import {
  LETTER_KINDS,
  type LetterKind,
  type Notice,
  type NoticeState,
  type OutboxStore,
  type QueuedNotice,
  templateOf,
} from '../../notices/index.ts';
import type { Circuit } from '../../registry/index.ts';
import { PAGE, page, pageOf } from '../page.ts';
import { type Route, route } from '../route.ts';
import { told } from '../versions.ts';

const subject = z.string().describe('Its subject.');
const body = z.string().describe('Its text; `{link}` and `{expires}` are filled in when it leaves.');

/** Letters that an act would send. */
export const previewed = z.object({
  letters: z
    .array(z.object({ to: z.string().describe('Who it would go to.'), subject, body }))
    .describe('Letters, in their order.'),
});

export const lettersOf = (notices: readonly Notice[]): z.infer<typeof previewed> => ({
  letters: notices.map(({ to, subject, body }) => ({ to, subject, body })),
});

const STATES = ['queued', 'sending', 'sent', 'failed', 'unknown'] as const satisfies readonly NoticeState[];

/** A letter as operators look at it, without its text. */
export const letter = z.object({
  id: z.string().describe('Identifier of the letter, and left side of its Message-ID.'),
  about: z.string().describe('Expedient that it belongs to.'),
  to: z.string().describe('Who it goes to.'),
  subject,
  state: z.enum(STATES).describe('What became of it; `unknown` may have left.'),
  attempts: z.number().describe('Times that it was tried.'),
  nextAt: z.string().describe('When it is tried next, or was tried last, ISO 8601.'),
  error: z.string().nullable().describe('What the mail server said last.'),
  link: z.string().nullable().describe('Act that the link in it allows.'),
});

export const shownLetter = (notice: QueuedNotice): z.infer<typeof letter> => {
  const { id, about, to, subject, state, attempts, nextAt, error, link = null } = notice;
  return { id, about, to, subject, state, attempts, nextAt: new Date(nextAt).toISOString(), error, link };
};

const template = z.object({
  kind: z.enum(LETTER_KINDS).describe('Which letter.'),
  language: z.enum(['ca', 'es', 'en']).describe('Language of the text.'),
  subject,
  body: z.string().describe('Its text, with its `{placeholders}`.'),
});

const language = template.shape.language.default('ca');

/** The outbox, and the letters as they are written. */
export const letterRoutes = (circuit: Circuit, outbox: Pick<OutboxStore, 'list'>): Route[] => [
  route({
    method: 'get',
    path: '/letters',
    summary: 'Letters of the circuit and what became of them',
    operation: 'read:letter',
    query: z.strictObject({
      ...PAGE,
      about: z.string().max(60).optional().describe('Only those of this expedient.'),
      state: letter.shape.state.optional(),
    }),
    answer: pageOf(letter),
    async handle({ query }) {
      const found = await outbox.list(query.state ? [query.state] : STATES);
      const items = found.filter(({ about }) => query.about === undefined || about === query.about).map(shownLetter);
      return { body: page(items, ({ id }) => id, query) };
    },
  }),
  route({
    method: 'post',
    path: '/letters/{id}/again',
    summary: 'Queues a letter again that failed or may not have left; it may then arrive twice',
    operation: 'write:letter',
    params: z.strictObject({ id: z.string().min(1).max(80).describe('Identifier of the letter.') }),
    async handle({ params, who }) {
      await told(circuit.again(params.id, who));
      return {};
    },
  }),
  route({
    method: 'get',
    path: '/letter-templates',
    summary: 'Every letter of the circuit as it is written',
    operation: 'read:letter',
    query: z.strictObject({ ...PAGE, language }),
    answer: pageOf(template),
    handle({ query }) {
      const items = [...LETTER_KINDS].sort().map((kind) => templateIn(kind, query.language));
      return { body: page(items, ({ kind }) => kind, query) };
    },
  }),
  route({
    method: 'get',
    path: '/letter-templates/{kind}',
    summary: 'One letter of the circuit as it is written',
    operation: 'read:letter',
    params: z.strictObject({ kind: template.shape.kind }),
    query: z.strictObject({ language }),
    answer: template,
    handle: ({ params, query }) => ({ body: templateIn(params.kind, query.language) }),
  }),
];

const templateIn = (kind: LetterKind, language: z.infer<typeof template>['language']): z.infer<typeof template> => ({
  kind,
  language,
  ...templateOf(kind, language),
});
