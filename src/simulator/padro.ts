import type { Person } from './person.ts';

export const ANYWHERE = 'anywhere';

/** `tipoDocumentacion` 3 and 4 find the same NIE. */
const KIND: Readonly<Record<string, string>> = { 1: '1', 2: '2', 3: '4', 4: '4' };

/** The registers of all the municipalities that the simulator plays. */
export class Padro {
  readonly #people = new Map<string, Person>();

  constructor(people: readonly Person[]) {
    for (const person of people) this.#people.set(`${person.tipo} ${person.documentacion}`, person);
  }

  /** Who has this document, blanks around and letter case aside, in a municipality (INE code) or `ANYWHERE`. */
  find(tipo: string, documentacion: string, where: string): Person | undefined {
    const person = this.#people.get(`${KIND[tipo.trim()]} ${documentacion.trim().toUpperCase()}`);
    return where === ANYWHERE || person?.home.municipi === where ? person : undefined;
  }
}
