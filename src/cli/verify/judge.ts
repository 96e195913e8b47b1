import { readFileSync, statSync } from 'node:fs';
import type { Consumer } from '../../base/domain.ts';
import { asRefusal, fill, type Refusal } from '../../base/errors/refusal.ts';
import type { Collected, Verified } from '../../base/request.ts';
import { Trail } from '../../base/trail.ts';
import { parse } from '../../parse/index.ts';
import { loadTrust, makeVerify } from '../../verify/index.ts';
import { Failure, UsageError } from '../failure.ts';

export interface Verdict {
  readonly file: string;
  readonly verdict: 'accepted' | 'refused' | 'unreadable';
  readonly station: string | null;
  readonly code: string | null;
  /** SHA-256 of the signer's certificate. */
  readonly signer: string | null;
  readonly algorithm: string | null;
  /** INE codes of the municipalities that it would be routed to. */
  readonly route: string | null;
  readonly why: string | null;
}

export interface JudgeOptions {
  readonly trust: string;
  /** Milliseconds. */
  readonly at: number;
  readonly frontal: 'sincron' | 'asincron';
  readonly sha1: boolean;
}

const MOST_BYTES = 2_097_152;
const SKEW_MS = 60_000;

/** Runs files through the stations `parse` and `verify`. @throws UsageError when there is no trust directory, Failure when it is wrong */
export function makeJudge({ trust, at, frontal, sha1 }: JudgeOptions): (file: string) => Promise<Verdict> {
  // Whoever signs speaks for whatever ens the petition names: the registry is not asked.
  let trail = new Trail(frontal, at);
  const anyone = (): Consumer[] => [
    { ...UNREGISTERED, ens: trail.peticion?.ens ?? '', sha1Until: sha1 ? Number.POSITIVE_INFINITY : null },
  ];
  const verify = makeVerify({
    trust: { current: readTrust(trust) },
    consumers: { current: { of: anyone } },
    clock: { now: () => at },
    skewMs: SKEW_MS,
  });
  return async (file) => {
    const bytes = readMessage(file);
    if (!bytes) return { ...NOTHING, file, verdict: 'unreadable', why: 'the file cannot be read, or is over 2 MiB' };
    try {
      trail = new Trail(frontal, at);
      return accepted(file, await verify(parse({ ...UNSENT, frontal, bytes, trail } as never as Collected)));
    } catch (error) {
      return refused(file, asRefusal(error));
    }
  };
}

const NOTHING = { station: null, code: null, signer: null, algorithm: null, route: null, why: null } as const;
const UNSENT = { sha256: '', group: '', address: '', environment: 'proves' } as const;
const UNREGISTERED = {
  name: '',
  nif: undefined,
  fingerprints: [],
  acceptNif: false,
  signedTimestamp: false,
  ways: { signature: true, channel: false, token: false },
} as const;

function readTrust(dir: string) {
  try {
    return loadTrust(dir);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`--trust ${dir}: there is no such directory`);
    throw new Failure(`--trust ${dir}: ${message}`);
  }
}

function readMessage(file: string): Buffer | undefined {
  try {
    return statSync(file).size > MOST_BYTES ? undefined : readFileSync(file);
  } catch {
    return undefined;
  }
}

function accepted(file: string, { signer, algorithm, peticion }: Verified): Verdict {
  const municipis = [...new Set(peticion.solicitudes.map(({ municipi }) => municipi).filter(Boolean))];
  const route = municipis.length > 0 ? municipis.join(',') : null;
  return { ...NOTHING, file, verdict: 'accepted', signer: signer.fingerprint, algorithm, route };
}

const refused = (file: string, refusal: Refusal): Verdict => ({
  ...NOTHING,
  file,
  verdict: 'refused',
  station: refusal.entry.station,
  code: refusal.code,
  why: fill(refusal.entry.text.en, refusal.params) + (refusal.detail ? ` (${refusal.detail})` : ''),
});
