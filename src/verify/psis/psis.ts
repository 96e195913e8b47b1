import type { Clock } from '../../base/clock.ts';
import { names } from '../../base/errors/catalogue/expected.ts';
import { oneLine, Refusal } from '../../base/errors/refusal.ts';
import type { Outbound } from '../../base/outbound/fetch.ts';
import type { Certificate } from '../certificate.ts';
import type { Judgement, Word } from './judgement.ts';
import { Remembered } from './remembered.ts';
import { type Asked, ask, checkAddress } from './server.ts';
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
  /** Keeps an answer; resolves, when it is durable, to the name under which it is found again. */
  readonly keep: (evidence: PsisEvidence) => Promise<string>;
  /** Told of every answer that could not be used, for metrics and logs. */
  readonly failed?: (server: PsisServer, why: Cause) => void;
}

/** What PSIS said of a certificate. */
export interface PsisEvidence {
  /** SHA-256 of the certificate, lower-case hexadecimal. */
  readonly certificate: string;
  readonly server: PsisServer;
  readonly result: 'valid' | Word;
  /** The bytes that PSIS answered. They name no person: only a serial number and NIFs of bodies are asked for. */
  readonly raw: Buffer;
  /** When the answer came, milliseconds. */
  readonly at: number;
}

export interface PsisVerdict {
  /** NIF of the organisation that PSIS read from the certificate. */
  readonly nif: string | undefined;
  /** Name of the evidence. */
  readonly evidence: string;
}

interface Known {
  readonly judgement: Judgement;
  readonly evidence: string;
  readonly at: number;
}

const MOST = { validCacheMs: 600_000, invalidCacheMs: 60_000 } as const;
/** Certificates remembered. */
const REMEMBERED = 2048;

/**
 * Judges certificates by PSIS: by its primary server and, where that does not come to an answer, by its secondary one.
 * What one of them says of a certificate is final. Answers are remembered, failures are not, and a certificate is asked
 * about once at a time (`protocol.md` section 11).
 */
export class Psis {
  readonly #ports: PsisPorts;
  readonly #servers: readonly (readonly [PsisServer, string])[];
  readonly #known = new Remembered<Known>(REMEMBERED);
  readonly #asking = new Map<string, Promise<Known>>();

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
   * That a certificate is valid; at once, or thrown at once, when it is remembered. The evidence of either is kept first.
   *
   * @param cite told the name of the evidence, also of the one that it is refused by
   * @throws Refusal `verify.psis`, `verify.psis-unavailable`
   */
  check(certificate: Certificate, cite: (evidence: string) => void = () => {}): PsisVerdict | Promise<PsisVerdict> {
    const { fingerprint } = certificate;
    const known = this.#known.get(fingerprint, this.#ports.clock.now());
    if (known) return verdictOf(known, cite);
    let asking = this.#asking.get(fingerprint);
    if (!asking) {
      asking = this.#ask(certificate).finally(() => this.#asking.delete(fingerprint));
      this.#asking.set(fingerprint, asking);
    }
    return asking.then((answered) => verdictOf(answered, cite));
  }

  async #ask(certificate: Certificate): Promise<Known> {
    const { outbound, failed } = this.#ports;
    const failures: string[] = [];
    for (const [server, url] of this.#servers) {
      try {
        return await this.#learn(certificate, server, await ask(outbound, url, certificate));
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
        failures.push(`${server} ${error.why}`);
        failed?.(server, error.why);
      }
    }
    throw new Refusal('verify.psis-unavailable', {}, { detail: failures.join(', ') });
  }

  async #learn(certificate: Certificate, server: PsisServer, { judgement, raw }: Asked): Promise<Known> {
    const at = this.#ports.clock.now();
    const result = judgement.valid ? 'valid' : judgement.word;
    const evidence = await this.#ports.keep({ certificate: certificate.fingerprint, server, result, raw, at });
    const known = { judgement, evidence, at };
    this.#remember(certificate, known);
    return known;
  }

  #remember({ fingerprint, notAfter }: Certificate, known: Known): void {
    const { validCacheMs, invalidCacheMs } = this.#ports.options;
    const until = known.judgement.valid ? Math.min(known.at + validCacheMs, notAfter) : known.at + invalidCacheMs;
    this.#known.set(fingerprint, known, known.at, until);
  }
}

function verdictOf({ judgement, evidence }: Known, cite: (evidence: string) => void): PsisVerdict {
  cite(evidence);
  if (judgement.valid) return { nif: judgement.nif, evidence };
  const detail = oneLine(judgement.minor).slice(0, 200);
  throw new Refusal('verify.psis', { expected: names(judgement.word) }, { detail });
}
