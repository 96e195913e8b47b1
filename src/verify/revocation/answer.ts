/** What a source says of one certificate. Times in milliseconds. */
export interface Answer {
  readonly revoked: boolean;
  readonly thisUpdate: number;
  /** Until when it may be relied on. */
  readonly until: number;
}

/** Why a source cannot be relied on: for operators, without personal data. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'not an error');

/** What makes an answer too new or too old, milliseconds. */
export interface Freshness {
  readonly now: number;
  readonly skewMs: number;
  readonly maxAgeMs: number;
}

/**
 * Until when an answer holds: its nextUpdate, or as long as one without it may be used (RFC 6960 section 4.2.2.1).
 *
 * @throws Unusable it comes from the future, or holds no longer
 */
export function heldUntil(
  { thisUpdate, nextUpdate }: { readonly thisUpdate: number; readonly nextUpdate: number | undefined },
  { now, skewMs, maxAgeMs }: Freshness,
): number {
  if (thisUpdate > now + skewMs) throw new Unusable('thisUpdate is in the future');
  const until = nextUpdate ?? thisUpdate + maxAgeMs;
  if (until < now) throw new Unusable(nextUpdate === undefined ? 'too old' : 'nextUpdate is past');
  return until;
}
