import type { Language } from './errors/refusal.ts';

/** Where the public plane keeps its accessibility statement (RD 1112/2018, article 15). */
export const ACCESSIBILITY_PAGE = '/accessibilitat';

const NAME: Readonly<Record<Language, string>> = { ca: 'Accessibilitat', es: 'Accesibilidad', en: 'Accessibility' };

/** The link to it, as HTML for the footer of every public page. */
export const accessibilityLink = (language: Language): string =>
  `<a href="${ACCESSIBILITY_PAGE}?lang=${language}">${NAME[language]}</a>`;
