import { Unusable } from './answer.ts';
import { type Facts, fullName } from './facts.ts';
import { around, Der, over, TAG } from './reader.ts';
import { isTrue, oid } from './values.ts';

/** Which certificates of its issuer a list is about. */
export interface Scope {
  /** DER of the names of the list in hexadecimal: one of them must be in the certificate. Undefined: of all points. */
  readonly points: readonly string[] | undefined;
  readonly only: 'users' | 'authorities' | undefined;
}

export const ISSUING_POINT = oid('2.5.29.28');
export const EVERYTHING: Scope = { points: undefined, only: undefined };

const SOME_REASONS = over(3);
const FLAGS = { users: over(1), authorities: over(2), indirect: over(4), attributes: over(5) };

/** An issuingDistributionPoint (RFC 5280 section 5.2.5). @throws Unusable a list that is not for certificates like ours */
export function readScope(value: Buffer): Scope {
  const point = Der.parse(value, TAG.sequence);
  const named = point.optional(around(0));
  const flags = new Map([...point.values()].map((flag) => [flag.tag, flag.tag === SOME_REASONS || isTrue(flag)]));
  if (flags.get(SOME_REASONS)) throw new Unusable('a list for some reasons alone');
  if (flags.get(FLAGS.indirect)) throw new Unusable('an indirect list');
  if (flags.get(FLAGS.attributes)) throw new Unusable('a list of attribute certificates');
  const [users, authorities] = [flags.get(FLAGS.users), flags.get(FLAGS.authorities)];
  if (users && authorities) throw new Unusable('a list of no certificates');
  return {
    points: named && fullName(named).map(({ whole }) => whole.toString('hex')),
    only: users ? 'users' : authorities ? 'authorities' : undefined,
  };
}

/** Whether a list of this scope would name a certificate if it were revoked: its kind, and its part of the issuer's. */
export function covers({ points, only }: Scope, certificate: Facts): boolean {
  if (only !== undefined && (only === 'authorities') !== certificate.isAuthority) return false;
  return points?.some((name) => certificate.points.has(name)) ?? true;
}
