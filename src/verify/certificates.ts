import type { Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { decodeBase64 } from './base64.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import { buildChain, type Chain } from './chain.ts';
import type { TrustStore } from './trust.ts';

export interface Chained {
  readonly certificate: Certificate;
  readonly chain: Chain;
}

const REMEMBERED = 2048;

/** Turns the text of a BinarySecurityToken into a chained certificate, once for each text and set of trust anchors. */
export class Certificates {
  readonly #trust: Live<TrustStore>;
  #for: TrustStore | undefined;
  readonly #known = new Map<string, Chained>();

  constructor(trust: Live<TrustStore>) {
    this.#trust = trust;
  }

  /** @throws Refusal `verify.token`, `verify.chain` */
  get(token: string): Chained {
    const trust = this.#trust.current;
    if (trust !== this.#for) {
      this.#known.clear();
      this.#for = trust;
    }
    const known = this.#known.get(token);
    if (known) return known;
    const der = decodeBase64(token);
    const certificate = der && parseCertificate(der);
    if (!certificate) throw new Refusal('verify.token');
    const chain = buildChain(certificate, trust);
    if (!chain) throw new Refusal('verify.chain', {}, { detail: `certificate ${certificate.fingerprint}` });
    if (this.#known.size >= REMEMBERED) this.#known.delete(this.#known.keys().next().value!);
    const chained = { certificate, chain };
    this.#known.set(token, chained);
    return chained;
  }
}
