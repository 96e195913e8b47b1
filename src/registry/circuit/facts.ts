import { type Texts, texts } from '../../base/errors/catalogue/entry.ts';
import type { Expedient } from './expedient.ts';

interface Fact {
  readonly holds: (expedient: Expedient, now: number) => boolean;
  /** What is missing where it does not hold. */
  readonly text: Texts;
}

const inForce = ({ conveniFrom, conveniTo }: Expedient['data'], now: number): boolean =>
  conveniFrom !== undefined &&
  Date.parse(conveniFrom) <= now &&
  (conveniTo === undefined || now < Date.parse(conveniTo));

/** The OT said through which body; that the ens ticked it in its form is not enough. */
const isDelegated = ({ body }: Expedient['data']): boolean => body !== undefined;

/** What may be true of an expedient; steps, acts and turns name them. */
export const FACTS = {
  offers: {
    holds: ({ data }) => data.wants === 'offer',
    text: texts('vol oferir el padró', 'quiere ofrecer el padrón', 'it wants to offer its padró'),
  },
  consumes: {
    holds: ({ data }) => data.wants === 'consume',
    text: texts('vol consumir', 'quiere consumir', 'it wants to consume'),
  },
  'aoc-signed': {
    holds: ({ documents }) => documents['conveni-aoc'] !== undefined,
    text: texts("el conveni signat per l'AOC", 'el convenio firmado por el AOC', 'the conveni signed by the AOC'),
  },
  'ens-signed': {
    holds: ({ documents }) => documents['conveni-ens'] !== undefined,
    text: texts("el conveni signat per l'ens", 'el convenio firmado por el ente', 'the conveni signed by the ens'),
  },
  'both-signed': {
    holds: ({ documents }) => documents['conveni-aoc'] !== undefined && documents['conveni-ens'] !== undefined,
    text: texts('les dues signatures del conveni', 'las dos firmas del convenio', 'both signatures of the conveni'),
  },
  'form-there': {
    holds: ({ data }) => data.vendor !== undefined && data.host !== undefined,
    text: texts("el formulari d'integració", 'el formulario de integración', 'the integration form'),
  },
  'conveni-in-force': {
    holds: ({ data }, now) => isDelegated(data) || inForce(data, now),
    text: texts('un conveni vigent', 'un convenio vigente', 'a conveni in force'),
  },
  'conveni-lapsed': {
    holds: ({ data }, now) => !isDelegated(data) && !inForce(data, now),
    text: texts('un conveni que ja no és vigent', 'un convenio que ya no rige', 'a conveni that is no longer in force'),
  },
  verified: {
    holds: ({ data }) => data.checkReport !== undefined,
    text: texts("la prova d'acceptació superada", 'la prueba de aceptación superada', 'the acceptance check passed'),
  },
} satisfies Readonly<Record<string, Fact>>;

export type FactName = keyof typeof FACTS;
