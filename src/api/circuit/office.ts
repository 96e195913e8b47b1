import { z } from 'zod';
import { may, type Operation } from '../../access/index.ts';
import { Refusal } from '../../base/errors/refusal.ts';
import { ACTS, type Act, type ActName, type Actor, type Doer } from '../../registry/index.ts';

/** Those of the circuit who have accounts and tokens; the ens acts by links, `rellotge` is the gateway. */
const OFFICES = ['OT', 'AJ', 'LM'] as const;
export type Office = (typeof OFFICES)[number];

const isOffice = (actor: Actor): actor is Office => (OFFICES as readonly Actor[]).includes(actor);

/** Offices that may do an act. */
export const officesOf = (name: ActName): Office[] => (ACTS[name] as Act).by.filter(isOffice);

export const operationsFor = (offices: readonly Office[]): Operation[] => offices.map((one) => `act:${one}` as const);

export const asOffice = (offices: readonly Office[]) =>
  z.enum(offices).optional().describe('Office that acts, for callers who may act for several.');

/**
 * For whom somebody acts: the office that they name, else the only one of these that they may act for.
 *
 * @throws Refusal `api.forbidden`, `api.office`
 */
export function doerOf(who: string, scopes: readonly string[], offices: readonly Office[], as?: Office): Doer {
  const own = (as ? [as] : offices).filter((one) => may({ scopes }, `act:${one}`));
  const [actor, ...others] = own;
  if (!actor) throw new Refusal('api.forbidden', { operation: operationsFor(as ? [as] : offices).join(' | ') });
  if (others.length > 0) throw new Refusal('api.office', { offices: own.join(', ') });
  return { who, actor };
}

export const EVERY_OFFICE: readonly Office[] = OFFICES;
