import { hash } from 'node:crypto';
import { timedId } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Journal } from './journal.ts';
import { partOf } from './part.ts';

/** What PSIS said of a certificate, as it said it. */
export interface Evidence {
  /** SHA-256 of the certificate, hexadecimal. */
  readonly certificate: string;
  readonly server: string;
  readonly result: string;
  readonly raw: Buffer;
  /** Milliseconds. */
  readonly at: number;
}

/**
 * Keeps evidence in the journal: a link of the chain, and the raw answer as its part, which can be purged. Resolves, when
 * it is durable, to the link's incident, which the petitions that rest on it name.
 *
 * @throws Refusal `record.unavailable`
 */
export function makeKeep(journal: Journal): (evidence: Evidence) => Promise<string> {
  return async ({ certificate, server, result, raw, at }) => {
    const incident = timedId(at);
    const fields = { at: new Date(at).toISOString(), certificate, server, result, sha256: hash('sha256', raw) };
    const part = partOf({ answer: raw.toString('base64') });
    await journal.append({ kind: 'evidence', incident, fields, part }).catch((cause: unknown) => {
      throw new Refusal('record.unavailable', {}, { cause, detail: (cause as Error).message });
    });
    return incident;
  };
}
