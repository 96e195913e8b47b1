import type { Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { decodeBase64 } from './base64.ts';
import { type Certificate, parseCertificate } from './certificate.ts';
import type { Chain } from './chain.ts';
import { trustedChain } from './path.ts';
import type { TrustStore } from './trust.ts';

export interface Chained {
  readonly certificate: Certificate;
  readonly chain: Chain;
}

interface Known extends Chained {
  readonly token: string;
  /** Taken for its registration, without a path. */
  readonly registered: boolean;
}

const REMEMBERED = 2048;
const TAIL = 64;
/** Characters of a token with its blanks. */
const LONGEST = 24_576;

/** Turns the text of a BinarySecurityToken into a chained certificate, once for each text and set of trust anchors. */
export class Certificates {
  readonly #trust: Live<TrustStore>;
  readonly #instead: (certificate: Certificate) => boolean;
  #for: TrustStore | undefined;
  /** By the end of the token, which is of the certificate's own signature: cheaper to look up than all of it. */
  readonly #known = new Map<string, Known>();
  /** Being judged: many messages of one new consumer cost one path validation. */
  readonly #pending = new Map<string, Promise<Chained>>();

  /** @param instead whether a certificate is taken without a path, since PSIS will judge it, as the registry knows it now */
  constructor(trust: Live<TrustStore>, instead: (certificate: Certificate) => boolean) {
    this.#trust = trust;
    this.#instead = instead;
  }

  /**
   * @param token base64 of the certificate
   * @returns at once for one that is known
   * @throws Refusal `verify.token`, `verify.chain`
   */
  get(token: string): Chained | Promise<Chained> {
    const trust = this.#trust.current;
    if (trust !== this.#for) {
      this.#known.clear();
      this.#for = trust;
    }
    const known = this.#known.get(token.slice(-TAIL));
    return known?.token === token && this.#holds(known) ? known : this.#find(token, trust);
  }

  /** Blanks make no other token, and none that is too large for a certificate is looked at. */
  #find(text: string, trust: TrustStore): Chained | Promise<Chained> {
    if (text.length > LONGEST) throw new Refusal('verify.token');
    // A copy: the text is a slice, and would keep its whole message.
    const token = Buffer.from(text.replace(/[ \t\r\n]+/g, ''), 'latin1').toString('latin1');
    const known = this.#known.get(token.slice(-TAIL));
    if (known?.token === token && this.#holds(known)) return known;
    return this.#pending.get(token) ?? this.#judge(token, trust);
  }

  /** A registration can be withdrawn. */
  #holds({ registered, certificate }: Known): boolean {
    return !registered || this.#instead(certificate);
  }

  #judge(token: string, trust: TrustStore): Chained | Promise<Chained> {
    const der = decodeBase64(token);
    const certificate = der && parseCertificate(der);
    if (!certificate) throw new Refusal('verify.token');
    if (this.#instead(certificate)) {
      return this.#remember({ certificate, chain: byRegistration(certificate), token, registered: true });
    }
    const pending = this.#chain(token, certificate, trust).finally(() => this.#pending.delete(token));
    this.#pending.set(token, pending);
    return pending;
  }

  async #chain(token: string, certificate: Certificate, trust: TrustStore): Promise<Chained> {
    const chain = await trustedChain(certificate, trust);
    if (!chain) throw new Refusal('verify.chain', {}, { detail: `certificate ${certificate.fingerprint}` });
    const chained = { certificate, chain, token, registered: false };
    return trust === this.#for ? this.#remember(chained) : chained;
  }

  #remember(known: Known): Known {
    if (this.#known.size >= REMEMBERED) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(known.token.slice(-TAIL), known);
    return known;
  }
}

/** No path: the certificate's own dates, and PSIS in the place of an anchor. */
const byRegistration = ({ notBefore, notAfter }: Certificate): Chain => ({
  anchor: 'PSIS',
  issuers: [],
  notBefore,
  notAfter,
});
