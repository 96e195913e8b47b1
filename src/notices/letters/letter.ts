import type { Language } from '../../base/errors/refusal.ts';

/** A letter in one language; `{placeholders}` stand for values that must all be there. */
export interface Text {
  readonly subject: string;
  readonly body: string;
}

export type Letter = Readonly<Record<Language, Text>>;
