import { collapse } from './xml/names.ts';

/** Codes of public bodies, `protocol.md` section 9. */

const TABLES = [
  [0, 3, 8, 2, 7, 4, 1, 5, 9, 6],
  [0, 2, 4, 6, 8, 1, 3, 5, 7, 9],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
] as const;

/** Control digit of a string of digits; the tables cycle from the right. */
export function controlDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += TABLES[i % 3]![Number(digits[digits.length - 1 - i])]!;
  return String((10 - (sum % 10)) % 10);
}

/** INE10 of a body: `PPMMM` + D + `SSS` + E; `SSS` is 000 for the town council itself. */
export function ine10(ine5: string, section = '000'): string {
  const digit = controlDigit(ine5);
  return `${ine5}${digit}${section}${controlDigit(digit + section)}`;
}

/** The leading zero of an INE10 is lost in practice: nine digits are padded to ten for look-ups; blanks around are dropped. */
export function ens10(code: string): string {
  const trimmed = collapse(code);
  return trimmed.length === 9 && /^[0-9]+$/.test(trimmed) ? `0${trimmed}` : trimmed;
}

/** `codigoProvincia` + `codigoMunicipio` as an INE code of five digits; undefined when they are not ASCII digits of that length. */
export function ine5(provincia: string, municipio: string): string | undefined {
  const [p, m] = [collapse(provincia), collapse(municipio)];
  if (!/^[0-9]{1,2}$/.test(p) || !/^[0-9]{1,3}$/.test(m)) return undefined;
  return p.padStart(2, '0') + m.padStart(3, '0');
}

const CATALAN = new Set(['08', '17', '25', '43']);

/** INE code of the municipality whose council an ens (ten digits) is; undefined for any other body. */
export function municipalityOf(ens: string): string | undefined {
  const code = ens.slice(0, 5);
  const local = CATALAN.has(code.slice(0, 2)) && /^[0-9]{10}$/.test(ens) && ens[5] === controlDigit(code);
  return local ? code : undefined;
}
