import { DAY, daysLeft } from '../base/expiry.ts';
import type { Certificate } from './certificate.ts';
import type { Records } from './schema.ts';

const time = (text: string | undefined, none: number): number => (text === undefined ? none : Date.parse(text));
const holderOf = ({ ens, endpoint }: Certificate): string => endpoint ?? ens;

/** When it ends, whatever ends it first; `Infinity` where nobody knows. Milliseconds. */
const endOf = ({ notAfter, until }: Certificate): number =>
  Math.min(time(notAfter, Number.POSITIVE_INFINITY), time(until, Number.POSITIVE_INFINITY));

/** Certificates that are registered for petitions, by fingerprint. */
export interface Signing {
  /** Those that count for an ens now. */
  of(ens: string): readonly string[];
  /** Those that do not count now, as their time ended or is yet to come. */
  readonly outOfForce: ReadonlySet<string>;
}

/** @throws Error naming a certificate whose ens or endpoint there is not */
export function compileCertificates(
  { certificate, consumer, ens, endpoint }: Pick<Records, 'certificate' | 'consumer' | 'ens' | 'endpoint'>,
  now: number,
): Signing {
  const bodies = new Set([...consumer, ...ens].map((body) => body.ens));
  const endpoints = new Set(endpoint.map(({ id }) => id));
  const signing = new Map<string, string[]>();
  const outOfForce = new Set<string>();
  for (const { label, endpoint: answers, from, until, ...one } of certificate) {
    if (!bodies.has(one.ens)) throw new Error(`certificate ${label}: there is no ens or consumer ${one.ens}`);
    if (answers !== undefined && !endpoints.has(answers)) {
      throw new Error(`certificate ${label}: there is no endpoint ${answers}`);
    }
    if (answers !== undefined) continue;
    const counts = time(from, 0) <= now && now < time(until, Number.POSITIVE_INFINITY);
    if (!counts) {
      outOfForce.add(one.fingerprint);
      continue;
    }
    const own = signing.get(one.ens) ?? [];
    signing.set(one.ens, own);
    own.push(one.fingerprint);
  }
  return { of: (ens) => signing.get(ens) ?? [], outOfForce };
}

/** When certificates begin or cease to count, milliseconds. */
export const certificateTimes = ({ certificate }: Pick<Records, 'certificate'>): number[] =>
  certificate.flatMap(({ from, until }) => [from, until]).flatMap((text) => (text ? [Date.parse(text)] : []));

/** A registered certificate whose end is known. */
export interface Ending extends Pick<Certificate, 'ens' | 'endpoint' | 'label' | 'fingerprint'> {
  /** When it ends, or is no longer to count; ISO 8601. */
  readonly ends: string;
  /** Whole days that are left; negative once it has ended. */
  readonly daysLeft: number;
  /** Another one of the same holder goes on without a gap, and is taken there. */
  readonly renewed: boolean;
}

/** Lists the records of a kind. */
export interface Listing {
  list<K extends 'certificate' | 'endpoint'>(kind: K): readonly { readonly doc: Records[K][number] }[];
}

/**
 * Certificates with so many days left at most, the soonest first; those whose end nobody knows are left out. Where answers
 * are judged by the `signature` of an endpoint, a certificate of it goes on only in one that is named there.
 */
export function endingOf(registry: Listing, now: number, days = Number.POSITIVE_INFINITY): Ending[] {
  const certificates = registry.list('certificate').map(({ doc }) => doc);
  const signatures = new Map(registry.list('endpoint').map(({ doc }) => [doc.id, doc.signature]));
  const isTaken = ({ endpoint = '', fingerprint }: Certificate): boolean =>
    signatures.get(endpoint)?.fingerprints.includes(fingerprint) ?? true;
  const goesOn = (one: Certificate): boolean =>
    certificates.some(
      (other) =>
        holderOf(other) === holderOf(one) &&
        endOf(other) > endOf(one) &&
        Math.max(time(other.from, 0), time(other.notBefore, 0)) <= endOf(one) &&
        isTaken(other),
    );
  return certificates
    .filter((one) => endOf(one) !== Number.POSITIVE_INFINITY && endOf(one) - now <= days * DAY)
    .map((one) => ({
      ens: one.ens,
      endpoint: one.endpoint,
      label: one.label,
      fingerprint: one.fingerprint,
      ends: new Date(endOf(one)).toISOString(),
      daysLeft: daysLeft(endOf(one), now),
      renewed: goesOn(one),
    }))
    .sort((a, b) => (endingKey(a) < endingKey(b) ? -1 : 1));
}

/** Orders them: the soonest first. */
export const endingKey = ({
  ends,
  ens,
  endpoint,
  fingerprint,
}: Pick<Ending, 'ends' | 'ens' | 'fingerprint'> & { readonly endpoint?: string | null | undefined }): string =>
  `${ends} ${endpoint ?? ens}/${fingerprint}`;
