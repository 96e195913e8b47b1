import { readFileSync } from 'node:fs';
import { controlDigit, ine10 } from '../base/codes.ts';
import type { Records } from './schema.ts';

/** A municipality of Catalonia, and what is public of its integration. */
export interface Municipi {
  /** INE code: province and municipality, five digits. */
  readonly ine: string;
  /** The same with its control digit. */
  readonly ine6: string;
  /** INE10 of its town council. */
  readonly ens: string;
  readonly name: string;
  /** It has a server that answers in producció, or only in a test environment, or none. */
  readonly state: 'integrated' | 'testing' | 'none';
  readonly environments: readonly string[];
}

/** The 947 municipalities of Catalonia, by code. Names: Instituto Geográfico Nacional, CC-BY 4.0 (`npm run municipis`). */
export const MUNICIPIS: ReadonlyMap<string, string> = new Map(
  JSON.parse(readFileSync(new URL('../../data/municipis.json', import.meta.url), 'utf8')) as [string, string][],
);

type Known = Pick<Records['municipality'][number], 'ine' | 'name' | 'endpoints'>;

/** All municipalities of Catalonia, and those that the registry knows besides, by code. */
export function municipisOf({ municipality }: { readonly municipality: readonly Known[] }): Municipi[] {
  const known = new Map(municipality.map((record) => [record.ine, record]));
  const codes = new Set([...MUNICIPIS.keys(), ...known.keys()]);
  return [...codes].sort().map((ine) => {
    const record = known.get(ine);
    const environments = Object.keys(record?.endpoints ?? {}).sort();
    return {
      ine,
      ine6: ine + controlDigit(ine),
      ens: ine10(ine),
      name: MUNICIPIS.get(ine) ?? record!.name,
      state: environments.includes('produccio') ? 'integrated' : environments.length > 0 ? 'testing' : 'none',
      environments,
    };
  });
}
