import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { Refusal } from '../../../src/base/errors/refusal.ts';
import { Guard } from '../../../src/base/outbound/guard.ts';
import { PooledOutbound } from '../../../src/outbound/index.ts';
import { type CertificateOptions, createAuthority, type Issued, issue } from '../../../src/pki/index.ts';
import { type PsisDouble, type PsisDoubleOptions, startPsis } from '../../../src/simulator/index.ts';
import { type Certificate, parseCertificate } from '../../../src/verify/certificate.ts';
import {
  Psis,
  type PsisEvidence,
  type PsisOptions,
  type PsisPorts,
  type PsisVerdict,
} from '../../../src/verify/psis/psis.ts';

export const authority = createAuthority({ commonName: 'Autoritat de segells', key: 'P-256' });
export const NIF = 'Q0000001H';

export interface Seal extends Issued {
  readonly certificate: Certificate;
}

export function seal(options: Partial<CertificateOptions> = {}, by: Issued = authority): Seal {
  const subject = { C: 'ES', O: 'Ens de prova', organizationIdentifier: `VATES-${NIF}`, CN: 'Segell' };
  const issued = issue(by, { subject, key: 'P-256', keyUsage: ['digitalSignature'], ...options });
  const certificate = parseCertificate(issued.certDer);
  assert.ok(certificate);
  return { ...issued, certificate };
}

/** A clock that stands still until it is set. */
export class TestClock {
  #now: number;

  constructor(now = Date.now()) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

/** Milliseconds that the client waits for an answer. */
export const PATIENCE = 400;

/** Calls that may go to this machine alone, closed after the test. */
export function outbound(t: Pick<TestContext, 'after'>, ca?: string): PooledOutbound {
  const made = new PooledOutbound({
    guard: new Guard(['127.0.0.0/8']),
    timeoutMs: PATIENCE,
    maxBytes: 1_048_576,
    ...(ca === undefined ? {} : { ca: [ca] }),
  });
  t.after(() => made.close());
  return made;
}

export async function double(t: Pick<TestContext, 'after'>, options: PsisDoubleOptions = {}): Promise<PsisDouble> {
  const started = await startPsis({ port: 0, trusted: [authority.certPem], ...options });
  t.after(() => started.close());
  return started;
}

/** Keeps nothing. */
export const keep = async (): Promise<string> => 'evidence';

export const OPTIONS: Omit<PsisOptions, 'primary'> = { validCacheMs: 600_000, invalidCacheMs: 60_000 };

export interface Both {
  readonly psis: Psis;
  readonly primary: PsisDouble;
  readonly secondary: PsisDouble;
  readonly clock: TestClock;
  /** Evidence that was kept. */
  readonly kept: readonly PsisEvidence[];
  /** Technical failures, as `primary status`. */
  readonly failures: string[];
}

/** A client and its two servers. */
export async function both(t: TestContext, options: PsisDoubleOptions = {}): Promise<Both> {
  const clock = new TestClock();
  const [primary, secondary] = await Promise.all([double(t, { clock, ...options }), double(t, { clock })]);
  const failures: string[] = [];
  const kept: PsisEvidence[] = [];
  const psis = new Psis({
    keep: async (evidence) => `evidence-${kept.push(evidence)}`,
    outbound: outbound(t),
    clock,
    options: { ...OPTIONS, primary: primary.urls.http!, secondary: secondary.urls.http! },
    failed: (server, why) => failures.push(`${server} ${why}`),
  });
  return { psis, primary, secondary, clock, kept, failures };
}

/** A client whose servers give canned answers: bytes, or a failure to throw. */
export function canned(answers: (url: string) => unknown, more: Partial<PsisPorts> = {}): Psis {
  const fetch: PsisPorts['outbound']['fetch'] = async (url) => {
    const bytes = answers(url);
    if (bytes instanceof Error) throw bytes;
    return { status: 200, contentType: 'text/xml; charset=utf-8', headers: {}, bytes: Buffer.from(bytes as string) };
  };
  const options = { ...OPTIONS, primary: 'https://primari.example/psis/catcert/dss' };
  return new Psis({ outbound: { fetch }, clock: new TestClock(), options, keep, ...more });
}

/** `valid`, the word of a definitive refusal, or `unavailable`. */
export async function outcomeOf(check: () => PsisVerdict | Promise<PsisVerdict>): Promise<string> {
  try {
    await check();
    return 'valid';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'verify.psis-unavailable') return 'unavailable';
    assert.equal(error.code, 'verify.psis');
    return String(error.params.expected);
  }
}
