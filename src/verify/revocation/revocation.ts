import { Refusal } from '../../base/errors/refusal.ts';
import type { Certificate } from '../certificate.ts';
import { type Answer, reasonOf } from './answer.ts';
import { Bounded, Coalesced } from './bounded.ts';
import type { Crl } from './crl.ts';
import { ACCEPTED_MS, RETRY_MS, refreshAt } from './options.ts';
import { type SourcePorts, Sources } from './sources.ts';

export interface RevocationPorts extends SourcePorts {
  /** Told when nobody answers and a certificate is accepted nevertheless, or soon will not be. For operators. */
  readonly alarm: (detail: string) => void;
}

/** What is known of one certificate. Times in milliseconds. */
interface Known {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly status: 'good' | 'revoked' | 'unavailable';
  readonly until: number;
  readonly refreshAt: number;
  /** When a source last said that it is good. */
  readonly goodAt: number | undefined;
  /** Of the last answer of a source. */
  readonly thisUpdate: number | undefined;
  readonly detail: string | undefined;
  /** The lists at hand when it was learnt: with others it is learnt anew. */
  readonly crls: readonly Crl[];
  /** Asked for since it was learnt. */
  used: boolean;
}

/** Certificates that are remembered, the one learnt longest ago goes first; those in use are learnt anew by then. */
const MOST = 4096;
/** Calls at once while answers are refreshed. */
const AT_ONCE = 8;

/** Whether certificates are revoked: OCSP (RFC 6960, 8954) and CRLs (RFC 5280), each answer used while it holds. */
export class Revocation {
  readonly #ports: RevocationPorts;
  readonly #sources: Sources;
  readonly #known = new Bounded<Known>(MOST);
  readonly #asking = new Coalesced<Known>();

  constructor(ports: RevocationPorts) {
    this.#ports = ports;
    this.#sources = new Sources(ports);
  }

  /**
   * Judges a chained certificate and its issuers, nearest first, the anchor last. The anchor itself is not asked about.
   * Returns at once, without a promise, when everything is known.
   *
   * @throws Refusal `verify.revoked`, `verify.revocation-unavailable`
   */
  check(leaf: Certificate, issuers: readonly Certificate[]): void | Promise<void> {
    const { options, clock } = this.#ports;
    if (options.mode === 'off') return;
    const now = clock.now();
    for (let i = 0; i < issuers.length; i++) {
      const known = this.#known.get((i === 0 ? leaf : issuers[i - 1]!).fingerprint);
      if (!known || !this.#holds(known, now)) return this.#askAll(leaf, issuers);
      known.used = true;
      if (known.status !== 'good') throw refusalOf(known);
    }
  }

  /** Learns answers in use anew before they run out; for a timer. Failures are alarms, and what holds goes on holding. */
  async prefetch(): Promise<void> {
    const now = this.#ports.clock.now();
    const due = [...this.#known.values()].filter(
      ({ used, status, refreshAt }) => used && status === 'good' && now >= refreshAt,
    );
    for (let i = 0; i < due.length; i += AT_ONCE) {
      await Promise.all(due.slice(i, i + AT_ONCE).map(({ certificate, issuer }) => this.#learn(certificate, issuer)));
    }
  }

  #holds({ until, crls }: Known, now: number): boolean {
    return now <= until && crls === this.#ports.crls.current;
  }

  async #askAll(leaf: Certificate, issuers: readonly Certificate[]): Promise<void> {
    const now = this.#ports.clock.now();
    const all = await Promise.all(
      issuers.map((issuer, i) => {
        const certificate = i === 0 ? leaf : issuers[i - 1]!;
        const known = this.#known.get(certificate.fingerprint);
        return known && this.#holds(known, now) ? known : this.#learn(certificate, issuer);
      }),
    );
    for (const known of all) known.used = true;
    const bad = all.find(({ status }) => status === 'revoked') ?? all.find(({ status }) => status !== 'good');
    if (bad) throw refusalOf(bad);
  }

  #learn(certificate: Certificate, issuer: Certificate): Promise<Known> {
    return this.#asking.run(certificate.fingerprint, async () => {
      const crls = this.#ports.crls.current;
      const previous = this.#known.get(certificate.fingerprint);
      const learnt = await this.#sources.ask(certificate, issuer).then(
        (answer) => this.#answered(answer, previous),
        (error) => this.#unanswered(reasonOf(error), certificate, previous),
      );
      const known = { ...learnt, certificate, issuer, crls, used: false };
      this.#known.set(certificate.fingerprint, known);
      return known;
    });
  }

  #answered({ revoked, thisUpdate, until }: Answer, previous: Known | undefined): Learnt {
    const now = this.#ports.clock.now();
    const end = Math.min(until, now + this.#ports.options.cacheMs);
    // A good answer that is older than a revocation we know of is a replay, or a list that lags behind.
    const outdated = previous?.status === 'revoked' && thisUpdate <= (previous.thisUpdate ?? 0);
    const status = revoked || outdated ? 'revoked' : 'good';
    return {
      status,
      until: end,
      refreshAt: refreshAt(now, end),
      goodAt: status === 'good' ? now : undefined,
      thisUpdate: outdated ? previous.thisUpdate : thisUpdate,
      detail: undefined,
    };
  }

  #unanswered(reason: string, { fingerprint }: Certificate, previous: Known | undefined): Learnt {
    const { alarm, clock, options } = this.#ports;
    const now = clock.now();
    const retry = { until: now + RETRY_MS, refreshAt: now + RETRY_MS };
    if (previous?.status === 'revoked') return { ...previous, ...retry };
    const goodAt = previous?.goodAt;
    const end = options.whenUnavailable === 'accept-until' && goodAt !== undefined ? goodAt + options.acceptForMs : 0;
    const holds = previous?.status === 'good' && this.#holds(previous, now);
    if (!holds && end < now) {
      return { ...retry, status: 'unavailable', goodAt, thisUpdate: previous?.thisUpdate, detail: reason };
    }
    alarm(`nobody says whether certificate ${fingerprint} is revoked (${reason})`);
    const until = holds ? previous.until : Math.min(end, now + ACCEPTED_MS);
    return { ...previous!, status: 'good', until, refreshAt: Math.min(until, retry.refreshAt) };
  }
}

type Learnt = Omit<Known, 'certificate' | 'issuer' | 'crls' | 'used'>;

function refusalOf({ status, certificate, detail }: Known): Refusal {
  const code = status === 'revoked' ? 'verify.revoked' : 'verify.revocation-unavailable';
  return new Refusal(code, {}, { detail: [`certificate ${certificate.fingerprint}`, detail ?? []].flat().join(': ') });
}
