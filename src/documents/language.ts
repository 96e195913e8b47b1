import type { Request } from 'express';
import type { Language } from '../base/errors/refusal.ts';
import { preferred } from '../base/negotiate.ts';

const LANGUAGES: readonly Language[] = ['ca', 'es', 'en'];

/** Language of a page: that of `?lang=`, else what Accept-Language likes best, else Catalan. */
export const languageOf = ({ query, headers }: Request): Language =>
  LANGUAGES.find((language) => language === query.lang) ?? preferred(headers['accept-language'], LANGUAGES) ?? 'ca';

/** Links to a page in the other languages, as HTML. */
export const otherLanguages = (shown: Language, path: string): string =>
  `<p>${LANGUAGES.filter((language) => language !== shown)
    .map(
      (language) =>
        `<a href="${path}?lang=${language}" lang="${language}" hreflang="${language}">${NAME[language]}</a>`,
    )
    .join(' · ')}</p>`;

const NAME: Readonly<Record<Language, string>> = { ca: 'Català', es: 'Castellano', en: 'English' };
