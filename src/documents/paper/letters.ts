/** What the embedded fonts hold: Latin with the accents of Europe and Vietnam, Greek, Cyrillic, common signs. */
const HELD =
  /[\n\x20-\x7e\xa0-\xac\xae-\u017f\u0192\u0218-\u021b\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u1e80-\u1e85\u1ea0-\u1ef9\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac]/;

/** A text in the letters of the fonts: accents that they lack are left out, and a letter that they lack is `?`. */
export const lettersOf = (text: string): string => [...text.normalize('NFC')].map(letter).join('');

function letter(char: string): string {
  if (HELD.test(char)) return char;
  const plain = char.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain !== '' && [...plain].every((part) => HELD.test(part)) ? plain : '?';
}
