import { ine10 } from '../base/codes.ts';
import type { RegistryRow } from './store.ts';

/** What is odd about a record and accepted all the same. */
export const WARNINGS = {
  'ens.control-digit': 'The code breaks its control digits, as some codes in use do: was it mistyped?',
  'municipality.exempt': 'In producció it answers without a conveni in force and an acceptance check.',
} as const;
export type Warning = keyof typeof WARNINGS;

const breaksControl = (ens: string): boolean => ens !== ine10(ens.slice(0, 5), ens.slice(6, 9));

const ODD: Readonly<Record<Warning, (doc: { readonly ens?: string; readonly exempt?: readonly string[] }) => boolean>> =
  {
    'ens.control-digit': ({ ens }) => ens !== undefined && breaksControl(ens),
    'municipality.exempt': ({ exempt }) => exempt?.includes('produccio') ?? false,
  };

export const warningsOf = ({ doc }: Pick<RegistryRow, 'doc'>): Warning[] =>
  (Object.keys(WARNINGS) as Warning[]).filter((warning) => ODD[warning](doc as object));
