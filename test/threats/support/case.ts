import type { Code } from '../../../src/base/errors/catalogue/index.ts';

/** How the registry's record of the consumer departs from the usual one. */
export interface Policy {
  /** SHA-1 is allowed. */
  readonly sha1?: true;
  /** The Timestamp must be signed. */
  readonly signedTimestamp?: true;
  readonly frontal?: 'asincron';
}

export interface Case extends Policy {
  /** Line of the threat list, or `L` and a number for what honest clients send. */
  readonly id: string;
  /** What it is, as part of a file name. */
  readonly what: string;
  readonly expected: Code | 'accepted';
  readonly make: () => string | Buffer;
}

export const refused = (id: string, what: string, expected: Code, make: Case['make'], policy: Policy = {}): Case => ({
  id,
  what,
  expected,
  make,
  ...policy,
});

export const accepted = (id: string, what: string, make: Case['make'], policy: Policy = {}): Case => ({
  id,
  what,
  expected: 'accepted',
  make,
  ...policy,
});

export const fileOf = ({ id, what, expected }: Case): string =>
  `${id}-${what}.${expected === 'accepted' ? 'accepted' : 'refused'}.xml`;
