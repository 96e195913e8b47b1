import { CATALOGUE, type Code, type Entry, type Texts } from '../../base/errors/catalogue/index.ts';
import { fill, type Params } from '../../base/errors/refusal.ts';

type Bilingual = Pick<Texts, 'ca' | 'en'>;

/** Why something stopped, as the catalogue says it. */
export interface Reason {
  readonly code: string;
  readonly station: Entry['station'] | 'unknown';
  /** Whose turn it is. */
  readonly who: Entry['who'];
  readonly text: Bilingual;
  readonly next: Bilingual;
}

const NOT_KNOWN: Reason = {
  code: '',
  station: 'unknown',
  who: 'operator',
  text: { ca: 'El catàleg no té aquest codi.', en: 'The catalogue has no such code.' },
  next: { ca: "Feu servir la versió que l'ha escrit.", en: 'Use the version that wrote it.' },
};

/** @param params what is known of the values in the text; the others become an ellipsis */
export function reasonOf(code: string, params: Params = {}): Reason {
  if (!Object.hasOwn(CATALOGUE, code)) return { ...NOT_KNOWN, code };
  const { station, who, text, next } = CATALOGUE[code as Code];
  const told = (language: 'ca' | 'en'): string => fill(text[language], params, language).replace(/\{\w+\}/g, '…');
  return {
    code,
    station,
    who,
    text: { ca: told('ca'), en: told('en') },
    next: { ca: next.ca, en: next.en },
  };
}

export const reasonLines = ({ code, who, text, next }: Reason): string =>
  `  code: ${code} (whose turn: ${who})\n` + `  ca: ${text.ca} ${next.ca}\n` + `  en: ${text.en} ${next.en}\n`;
