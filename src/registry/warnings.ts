import { ine10 } from '../base/codes.ts';
import type { Tables } from './compile.ts';

/** What is odd about a record and accepted all the same. */
export const WARNINGS = {
  'ens.control-digit': 'The code breaks its control digits, as some codes in use do: was it mistyped?',
  'municipality.exempt': 'In producció it answers without a conveni in force and an acceptance check.',
  'municipality.closed':
    'Its record names an endpoint that is not asked: an expedient that is live, a conveni in force or the acceptance check is missing.',
} as const;
export type Warning = keyof typeof WARNINGS;

interface Doc {
  readonly ens?: string;
  readonly ine?: string;
  readonly exempt?: readonly string[];
  readonly endpoints?: object;
}

const ODD: Readonly<Record<Warning, (doc: Doc, tables: Pick<Tables, 'municipalities'>) => boolean>> = {
  'ens.control-digit': ({ ens }) => ens !== undefined && ens !== ine10(ens.slice(0, 5), ens.slice(6, 9)),
  'municipality.exempt': ({ exempt }) => exempt?.includes('produccio') ?? false,
  'municipality.closed'({ ine, endpoints }, { municipalities }) {
    if (ine === undefined || endpoints === undefined) return false;
    const open = municipalities.find((one) => one.ine === ine)?.endpoints ?? {};
    return Object.keys(endpoints).some((environment) => !Object.hasOwn(open, environment));
  },
};

/** @param tables what is in force with the record */
export const warningsOf = (doc: unknown, tables: Pick<Tables, 'municipalities'>): Warning[] =>
  (Object.keys(WARNINGS) as Warning[]).filter((warning) => ODD[warning](doc as Doc, tables));
