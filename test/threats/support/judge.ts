import type { Consumer } from '../../../src/base/domain.ts';
import { Refusal } from '../../../src/base/errors/refusal.ts';
import type { Collected, Verified } from '../../../src/base/request.ts';
import { Trail } from '../../../src/base/trail.ts';
import { parse } from '../../../src/parse/index.ts';
import { makeVerify, parseCertificate, type TrustStore } from '../../../src/verify/index.ts';
import { isSelfSigned } from '../../../src/verify/trust.ts';
import type { Policy } from './case.ts';
import { ENS, NOW } from './forge.ts';

export type Verdict = { readonly verified: Verified; readonly code: 'accepted' } | { readonly code: string };

/** What the registry knows of the one consumer, whoever signs. */
export const consumerOf = (policy: Policy): Consumer => ({
  ens: ENS,
  name: 'Ens de prova',
  nif: 'Q0000000J',
  fingerprints: [],
  acceptNif: false,
  sha1Until: policy.sha1 ? Number.POSITIVE_INFINITY : null,
  signedTimestamp: policy.signedTimestamp ?? false,
  ways: { signature: true, channel: false, token: false },
});

export const collected = (bytes: Buffer, frontal: 'sincron' | 'asincron' = 'sincron'): Collected =>
  ({
    bytes,
    frontal,
    sha256: '',
    group: '',
    address: '',
    environment: 'proves',
    trail: new Trail(frontal, NOW),
  }) as never;

/** The stations `parse` and `verify`, as the path puts them together. Whatever is not a Refusal is a crash: it is thrown. */
export function makeJudge(trust: TrustStore, now = NOW): (bytes: Buffer, policy?: Policy) => Promise<Verdict> {
  let policy: Policy = {};
  const verify = makeVerify({
    trust: { current: trust },
    consumers: { current: { of: () => [consumerOf(policy)] } },
    clock: { now: () => now },
    skewMs: 60_000,
  });
  return async (bytes, given = {}) => {
    policy = given;
    try {
      return { code: 'accepted', verified: await verify(parse(collected(bytes, given.frontal))) };
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code };
      throw error;
    }
  };
}

/** A trust store of certificates that were never files. */
export function trustOf(ders: readonly Buffer[]): TrustStore {
  const anchors = new Map();
  const bySubject = new Map();
  for (const der of ders) {
    const certificate = parseCertificate(der);
    if (!certificate) throw new Error('a certificate of the trust store is not admissible');
    bySubject.set(certificate.subject, [...(bySubject.get(certificate.subject) ?? []), certificate]);
    if (isSelfSigned(certificate)) anchors.set(certificate.fingerprint, { certificate, label: 'prova' });
  }
  return { anchors, bySubject };
}
