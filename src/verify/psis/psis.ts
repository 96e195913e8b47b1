import type { Clock } from '../../base/clock.ts';
import { oneLine, Refusal } from '../../base/errors/refusal.ts';
import type { Outbound } from '../../base/outbound/fetch.ts';
import type { Certificate } from '../certificate.ts';
import type { Judgement } from './judgement.ts';
import { Remembered } from './remembered.ts';
import { ask, checkAddress } from './server.ts';
import { type Cause, Unusable } from './unusable.ts';

export interface PsisOptions {
  /** Whole addresses, path included: HTTPS, or plain HTTP on loopback. */
  readonly primary: string;
  readonly secondary?: string | undefined;
  /** How long a valid certificate is not asked about again, at most 600,000 ms and never past its notAfter. */
  readonly validCacheMs: number;
  /** How long a refused one is not, at most 60,000 ms. */
  readonly invalidCacheMs: number;
}

export type PsisServer = 'primary' | 'secondary';

export interface PsisPorts {
  readonly outbound: Outbound;
  readonly clock: Clock;
  readonly options: PsisOptions;
  /** Told of every answer that could not be used, for metrics and logs. */
  readonly failed?: (server: PsisServer, why: Cause) => void;
}

export interface PsisEvidence {
  /** The bytes that PSIS answered. They name no person: only a serial number and NIFs of bodies are asked for. */
  readonly raw: Buffer;
  /** When the answer came, milliseconds. */
  readonly at: number;
}

export interface PsisVerdict extends PsisEvidence {
  /** NIF of the organisation that PSIS read from the certificate. */
  readonly nif: string | undefined;
}

interface Known extends PsisEvidence {
  readonly judgement: Judgement;
}

const MOST = { validCacheMs: 600_000, invalidCacheMs: 60_000 } as const;
/** Certificates remembered; with the largest answers, 32 MiB. */
const REMEMBERED = 512;

/**
 * Judges certificates by PSIS: by its primary server and, where that does not come to an answer, by its secondary one.
 * What one of them says of a certificate is final. Answers are remembered, failures are not, and a certificate is asked
 * about once at a time (`protocol.md` section 11).
 */
export class Psis {
  readonly #ports: PsisPorts;
  readonly #servers: readonly (readonly [PsisServer, string])[];
  readonly #known = new Remembered<Known>(REMEMBERED);
  readonly #asking = new Map<string, Promise<PsisVerdict>>();

  /** @throws Error when an address or a time is not admissible */
  constructor(ports: PsisPorts) {
    const { primary, secondary } = ports.options;
    this.#ports = ports;
    this.#servers = [['primary', primary], ...(secondary ? [['secondary', secondary] as const] : [])];
    for (const [name, url] of this.#servers) checkAddress(name, url);
    for (const name of ['validCacheMs', 'invalidCacheMs'] as const) {
      const value = ports.options[name];
      if (!(value >= 0 && value <= MOST[name])) throw new Error(`${name}: from 0 to ${MOST[name]} ms`);
    }
  }

  /**
   * The evidence that a certificate is valid; at once, or thrown at once, when it is remembered.
   *
   * @throws Refusal `verify.psis`, its cause the `PsisEvidence`; `verify.psis-unavailable`
   */
  check(certificate: Certificate): PsisVerdict | Promise<PsisVerdict> {
    const { fingerprint } = certificate;
    const known = this.#known.get(fingerprint, this.#ports.clock.now());
    if (known) return verdictOf(known);
    let asking = this.#asking.get(fingerprint);
    if (!asking) {
      asking = this.#ask(certificate).finally(() => this.#asking.delete(fingerprint));
      this.#asking.set(fingerprint, asking);
    }
    return asking;
  }

  async #ask(certificate: Certificate): Promise<PsisVerdict> {
    const { outbound, clock, failed } = this.#ports;
    const failures: string[] = [];
    for (const [server, url] of this.#servers) {
      try {
        const known = { ...(await ask(outbound, url, certificate)), at: clock.now() };
        this.#remember(certificate, known);
        return verdictOf(known);
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
        failures.push(`${server} ${error.why}`);
        failed?.(server, error.why);
      }
    }
    throw new Refusal('verify.psis-unavailable', {}, { detail: failures.join(', ') });
  }

  #remember({ fingerprint, notAfter }: Certificate, known: Known): void {
    const { validCacheMs, invalidCacheMs } = this.#ports.options;
    const until = known.judgement.valid ? Math.min(known.at + validCacheMs, notAfter) : known.at + invalidCacheMs;
    this.#known.set(fingerprint, known, known.at, until);
  }
}

function verdictOf({ judgement, raw, at }: Known): PsisVerdict {
  if (judgement.valid) return { nif: judgement.nif, raw, at };
  const detail = oneLine(judgement.minor).slice(0, 200);
  throw new Refusal('verify.psis', { expected: judgement.word }, { detail, cause: { raw, at } satisfies PsisEvidence });
}
