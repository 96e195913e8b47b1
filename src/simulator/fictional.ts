import { type Individual, type Person, settle } from './person.ts';

const NAMES = [
  { nombre: 'Prova', sexo: 'F' },
  { nombre: 'Exemple', sexo: 'M' },
  { nombre: 'Mostra', sexo: 'F' },
  { nombre: 'Simulacre', sexo: 'M' },
  { nombre: 'Ficció', sexo: 'F' },
  { nombre: 'Assaig', sexo: 'M' },
] as const;
const SURNAMES = ['Inventat', 'Fictícia', 'Inexistent', 'Il·lusori', 'de Mentida', "d'Exemple", 'Imaginària'];
const STREETS = [
  { tipoVia: 'CL', nombreVia: 'de la Prova' },
  { tipoVia: 'PZ', nombreVia: "de l'Exemple" },
  { tipoVia: 'AV', nombreVia: 'de la Ficció' },
  { tipoVia: 'CL', nombreVia: 'Imaginària' },
] as const;

type Dice = (sides: number) => number;

/**
 * People who cannot exist. A document is the municipality's INE code, a number and the letter U, after X for a NIE:
 * U is none of the 23 control letters of NIF and NIE (they leave out I, Ñ, O and U), so nobody ever has such a document.
 * Names and streets say themselves that they are made up.
 */
export function fictionalPeople(municipi: string, seed: number, count: number): Person[] {
  const dice = diceFrom(seed + Number(municipi) * 7919);
  const people: Person[] = [];
  while (people.length < count) {
    const size = Math.min(1 + dice(5), count - people.length);
    const members = Array.from({ length: size }, (_, i) => individual(municipi, people.length + i + 1, dice));
    const place = {
      municipi,
      ...STREETS[dice(STREETS.length)]!,
      numero: 1 + dice(99),
      planta: String(dice(6)),
      puerta: String(1 + dice(4)),
    };
    people.push(...settle(place, members));
  }
  return people;
}

function individual(municipi: string, number: number, dice: Dice): Individual {
  const number3 = String(number).padStart(3, '0');
  const foreign = number % 5 === 0;
  return {
    ...NAMES[dice(NAMES.length)]!,
    tipo: foreign ? 4 : 1,
    documentacion: `${foreign ? 'X' : ''}${municipi}${number3}U`,
    apellido1: SURNAMES[dice(SURNAMES.length)]!,
    apellido2: SURNAMES[dice(SURNAMES.length)]!,
    nacimiento: day(1930 + dice(70), dice),
    alta: day(2000 + dice(25), dice),
  };
}

function day(year: number, dice: Dice): string {
  return String(year * 10_000 + (1 + dice(12)) * 100 + 1 + dice(28));
}

/** The generator mulberry32: the same seed gives the same people everywhere. */
function diceFrom(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
