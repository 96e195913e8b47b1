import type { z } from 'zod';
import { MUNICIPIS } from './municipis.ts';
import { KINDS, type Kind } from './schema.ts';
import { isCertificate } from './values.ts';

interface Span {
  readonly from: string;
  readonly to?: string | undefined;
}
const isForward = ({ from, to }: Span): boolean => to === undefined || Date.parse(from) < Date.parse(to);
const BACKWARD = 'expected a time after from';

/** What a record must hold to be written. One that a store has already is let be: a gateway must start on it. */
const WRITTEN = {
  ...KINDS,
  municipality: KINDS.municipality.refine(({ ine }) => MUNICIPIS.has(ine), {
    path: ['ine'],
    error: 'expected one of the 947 municipalities of Catalonia',
  }),
  authorisation: KINDS.authorisation.refine(isForward, { path: ['to'], error: BACKWARD }),
  endpoint: KINDS.endpoint
    .refine(({ maintenance }) => maintenance.every(isForward), { path: ['maintenance'], error: BACKWARD })
    .refine(({ ca }) => ca.every(isCertificate), { path: ['ca'], error: 'expected a certificate in PEM' }),
};

/** @throws ZodError when it is not what its kind asks */
export const toWrite = <K extends Kind>(kind: K, doc: z.input<(typeof KINDS)[K]>): z.infer<(typeof KINDS)[K]> =>
  WRITTEN[kind].parse(doc) as z.infer<(typeof KINDS)[K]>;
