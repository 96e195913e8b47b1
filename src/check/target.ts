import type { Endpoint, Environment } from '../base/domain.ts';

/** A person whom a test query may be about. */
export interface TestPerson {
  /** INE code of five digits. */
  readonly municipi: string;
  /** 1 NIF, 2 passport, 3 residence permit, 4 NIE. */
  readonly tipus: number;
  readonly document: string;
  /** People in the household, where that is known. */
  readonly household?: number;
}

/** What is checked: a server as the registry has it, or as somebody typed it. */
export interface Target {
  /** Registry id. */
  readonly endpoint?: string;
  /** Address of the synchronous frontal. */
  readonly url: string;
  /** The same on its other port. */
  readonly otherUrl?: string;
  readonly environment: Environment;
  /** PEM of the authorities that its TLS may rest on; empty: the system's. */
  readonly ca: readonly string[];
  /** SHA-256 of the public keys (SPKI) that are registered, base64. */
  readonly pins: readonly string[];
  /** Who is registered to sign its answers. */
  readonly signature?: Endpoint['signature'];
  /** INE codes that it serves. */
  readonly municipis: readonly string[];
  /** The person agreed with the municipality. */
  readonly probe?: TestPerson;
  /** Modalitats that it offers. */
  readonly modalitats: readonly string[];
  /** Who asks, INE10; none: the municipality itself. */
  readonly ens?: string;
  readonly finalitat: string;
}

/** The public test people of the AOC's pre-production (protocol section 4). */
const PUBLIC: readonly TestPerson[] = [
  { municipi: '17023', tipus: 1, document: '12344321Z' },
  { municipi: '17023', tipus: 2, document: 'RA12345678' },
  { municipi: '17023', tipus: 4, document: 'Z2757735Z' },
  { municipi: '08001', tipus: 1, document: '12345678Z', household: 4 },
];

/**
 * Who may be asked for: in producció only the agreed person, since the public documents could be somebody's there
 * (protocol section 15, "Probes").
 */
export function testPeople({ environment, municipis, probe }: Pick<Target, 'environment' | 'municipis' | 'probe'>) {
  const known = environment === 'produccio' ? [] : PUBLIC.filter(({ municipi }) => municipis.includes(municipi));
  return probe ? [probe, ...known] : known;
}

/** Nobody's document: U is none of the control letters of a NIF. */
export const nobody = (municipi: string): TestPerson => ({ municipi, tipus: 1, document: '00000000U' });

/** Modalitats that a municipal server can answer: those that name a municipality, and its own padró's. */
export const MUNICIPAL: readonly string[] = [
  'RESIDENT_MUNICIPI',
  'NUMERO_CONVIVENTS',
  'COMPROVACIO_CONVIVENTS',
  'VALIDACIO_CONVIVENTS',
  'TITULAR',
  'CONVIVENTS',
  'TITULAR_PDF',
  'CONVIVENTS_PDF',
  'TITULAR_PROPI',
  'CONVIVENTS_PROPI',
  'TITULAR_IDESCAT',
];
