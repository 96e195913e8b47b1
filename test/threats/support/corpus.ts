import type { Policy } from './case.ts';

/** Where the fixtures are, and what is beside them. */
export const CORPUS = new URL('../corpus/', import.meta.url);
export const TRUST = new URL('trust/', CORPUS);
export const CLOCK = new URL('clock.txt', CORPUS);
export const EXPECTED = new URL('expected.json', CORPUS);

/** By the name of the fixture: the code of its refusal, or `accepted`, and for what kind of consumer. */
export type Expected = Readonly<Record<string, Policy & { readonly code: string }>>;
