import { fictionalPeople } from './fictional.ts';
import type { Person } from './person.ts';
import { testPeople } from './test-people.ts';

export interface Population {
  /** INE codes of five digits. */
  readonly municipis: readonly string[];
  /** Decides the names, dates and households of generated people; their documents don't depend on it. Default 1. */
  readonly seed?: number;
  /** Generated people in each municipality. Default 50. */
  readonly people?: number;
}

/** Everybody who can be asked for: the public test people of these municipalities, then the generated ones. */
export function peopleOf({ municipis, seed = 1, people = 50 }: Population): Person[] {
  return municipis.flatMap((municipi) => [...testPeople(municipi), ...fictionalPeople(municipi, seed, people)]);
}
