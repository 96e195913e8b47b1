export {
  fillIn,
  LATER,
  LETTER_KINDS,
  LETTERS,
  type LetterKind,
  placeholders,
  renderLetter,
  type Values,
} from './letters/render.ts';
