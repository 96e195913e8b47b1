import type { Clock } from '../../base/clock.ts';
import type { Live } from '../../base/domain.ts';
import type { Outbound } from '../../base/outbound/fetch.ts';
import type { Certificate } from '../certificate.ts';
import { type Answer, type Freshness, reasonOf, Unusable } from './answer.ts';
import { type Crl, statusIn } from './crl.ts';
import { type Facts, factsOf } from './facts.ts';
import { Lists } from './lists.ts';
import { questionOf, requestFor } from './ocsp-request.ts';
import { readResponse } from './ocsp-response.ts';
import type { RevocationOptions } from './options.ts';

export interface SourcePorts {
  /** The gateway's own calls, guarded: the addresses come from certificates. */
  readonly outbound: Pick<Outbound, 'fetch'>;
  readonly clock: Clock;
  readonly options: RevocationOptions;
  /** Lists of the trust directory. */
  readonly crls: Live<readonly Crl[]>;
}

/** Whoever may know whether a certificate is revoked. */
export class Sources {
  readonly #ports: SourcePorts;
  readonly #lists: Lists;

  constructor(ports: SourcePorts) {
    this.#ports = ports;
    this.#lists = new Lists(ports.outbound, ports.clock, ports.options);
  }

  /**
   * Asks one after another until one answers: the lists at hand whether it is revoked, then OCSP, then the lists at hand
   * whether it is good, then the lists that the certificate names.
   *
   * @throws Unusable nobody gave an answer that can be relied on
   */
  async ask(certificate: Certificate, issuer: Certificate): Promise<Answer> {
    const { crls, options } = this.#ports;
    const [facts, issuerFacts] = [factsOf(certificate), factsOf(issuer)];
    const atHand = crls.current
      .filter((crl) => crl.issuer.equals(issuerFacts.subject))
      .sort((a, b) => b.thisUpdate - a.thisUpdate);
    if (options.mode === 'when-stated' && !facts.namesSources && atHand.length === 0) return this.#nothingStated();

    const judge = (crl: Crl): Answer => statusIn(crl, facts, issuer, this.#freshness());
    const tries = new Tries();
    const local = await tries.first(atHand, judge, () => 'a list at hand');
    if (local?.revoked) return local;
    return (
      (await tries.first(facts.responders, (url) => this.#ocsp(url, facts, issuerFacts, issuer))) ??
      local ??
      (await tries.first(facts.lists, async (url) => judge(await this.#lists.get(url)))) ??
      tries.failed()
    );
  }

  async #ocsp(url: string, facts: Facts, issuerFacts: Facts, issuer: Certificate): Promise<Answer> {
    const { outbound, options } = this.#ports;
    const question = questionOf(facts, issuerFacts);
    const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };
    const { status, bytes } = await outbound.fetch(url, { method: 'POST', headers, body: requestFor(question) });
    if (status !== 200) throw new Unusable(`HTTP ${status}`);
    return readResponse(bytes, question, { ...this.#freshness(), issuer, nonceRequired: options.nonceRequired });
  }

  #freshness(): Freshness {
    const { clock, options } = this.#ports;
    return { now: clock.now(), skewMs: options.skewMs, maxAgeMs: options.maxAgeMs };
  }

  #nothingStated(): Answer {
    const now = this.#ports.clock.now();
    return { revoked: false, thisUpdate: now, until: Number.POSITIVE_INFINITY };
  }
}

/** Longest reason for operators, characters. */
const LONGEST = 1000;

/** What was tried, and why it did not help. */
class Tries {
  readonly #problems: string[] = [];

  async first<T extends string | Crl>(
    sources: readonly T[],
    ask: (source: T) => Answer | Promise<Answer>,
    name: (source: T) => string = String,
  ): Promise<Answer | undefined> {
    for (const source of sources) {
      try {
        return await ask(source);
      } catch (error) {
        this.#problems.push(`${name(source)}: ${reasonOf(error)}`);
      }
    }
    return undefined;
  }

  failed(): never {
    throw new Unusable(this.#problems.join('; ').slice(0, LONGEST) || 'no source is known');
  }
}
