import { type Language, oneLine, Refusal } from '../../base/errors/refusal.ts';
import { CONVENI } from './conveni.ts';
import type { Letter, Text } from './letter.ts';
import { OUTCOME } from './outcome.ts';
import { SERVER } from './server.ts';
import { START } from './start.ts';

const TABLE = { ...START, ...CONVENI, ...SERVER, ...OUTCOME };

export type LetterKind = keyof typeof TABLE;

/** Every letter, in the order of the circuit. */
export const LETTERS: Readonly<Record<LetterKind, Letter>> = TABLE;
export const LETTER_KINDS = Object.keys(TABLE) as [LetterKind, ...LetterKind[]];

const FRAME: Readonly<Record<Language, (body: string) => string>> = {
  ca: (body) => `Benvolguts,\n\n${body}\n\nReferència: {reference}\nOficina Tècnica, {office}\n`,
  es: (body) => `Estimados señores:\n\n${body}\n\nReferencia: {reference}\nOficina Tècnica, {office}\n`,
  en: (body) => `Dear all,\n\n${body}\n\nReference: {reference}\nOficina Tècnica, {office}\n`,
};

export const isLetter = (kind: string): kind is LetterKind => Object.hasOwn(TABLE, kind);

/** A letter with its frame, and placeholders. */
export function templateOf(kind: LetterKind, language: Language): Text {
  const { subject, body } = LETTERS[kind][language];
  return { subject, body: FRAME[language](body) };
}

/** Values of a letter; one that is undefined or empty is missing. Those of more lines are set off, the others stay on one. */
export type Values = Readonly<Record<string, string | undefined>>;

/** Placeholders of a letter that is sent by mail, filled in when it leaves: a token is written down nowhere else. */
export const LATER: readonly string[] = ['link', 'expires'];

const SEVERAL_LINES = new Set(['addresses', 'reason']);

/**
 * A letter with its placeholders filled in.
 *
 * @param later placeholders that stay as they are
 * @throws Refusal `circuit.hole` naming the values that are missing: nothing leaves with a hole in it
 */
export function renderLetter(
  kind: LetterKind,
  language: Language,
  values: Values,
  later: readonly string[] = [],
): Text {
  const { subject, body } = templateOf(kind, language);
  const missing = placeholders(`${subject} ${body}`).filter((name) => !values[name] && !later.includes(name));
  if (missing.length > 0) throw new Refusal('circuit.hole', { letter: kind, missing: missing.join(', ') });
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !later.includes(name)));
  return { subject: fillIn(subject, kept), body: fillIn(body, kept) };
}

/** Names that stand in braces, each once. */
export const placeholders = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)),
];

/** Fills in what there is a value for; braces in a value become `?`, so that it makes no placeholder. */
export const fillIn = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    const lines = SEVERAL_LINES.has(name) ? value.split('\n') : [value];
    return lines.map((line) => oneLine(line).replace(/[{}]/g, '?')).join('\n');
  });
