export {
  fillIn,
  isLetter,
  LATER,
  LETTER_KINDS,
  LETTERS,
  type LetterKind,
  placeholders,
  renderLetter,
  templateOf,
  type Values,
} from './letters/render.ts';
export type { Notice, NoticeState, OutboxStore, Outcome, QueuedNotice } from './outbox.ts';
export { type Handed, type Mail, PostOffice } from './post-office.ts';
export { makeSmtp } from './smtp.ts';
