import type { Consumer, Endpoint, Environment, Way } from './domain.ts';
import type { Language } from './errors/refusal.ts';
import type { NewLot } from './lot.ts';
import type { Peticion } from './peticion.ts';
import type { Trail } from './trail.ts';
import type { Element, XmlDocument } from './xml/tree.ts';

/** What a request is after each station of the path. Each type is all of the one before, and more. */

export type Frontal = 'sincron' | 'asincron' | 'asincronResposta';

export interface Received {
  readonly frontal: Frontal;
  /** The direct peer, and the header fields that say for whom it speaks. */
  readonly peer: {
    readonly address: string;
    readonly forwardedFor: string | undefined;
    readonly forwarded: string | undefined;
    /** DER of the certificate that the TLS client showed. */
    readonly certificate: Buffer | undefined;
    /** What a proxy says of the certificate of its own client; believed of trusted proxies only. */
    readonly forwardedCertificate: string | undefined;
  };
  readonly contentType: string | undefined;
  /** Head of a request to the REST facade, which asks the same as a frontal; undefined on the frontals themselves. */
  readonly rest: Rest | undefined;
  /** Reads the body, once, within the limits of size and time. @throws Refusal `http.*` */
  readonly body: () => Promise<Buffer>;
  readonly connection: {
    readonly gone: boolean;
    /** Calls once when the consumer has closed the connection before its answer. */
    onGone(listener: () => void): void;
  };
  readonly trail: Trail;
}

export interface Rest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** What the path names, as sent: a modalitat or an IdPeticion; empty where it names nothing. */
  readonly name: string;
  readonly authorization: string | undefined;
  readonly accept: string | undefined;
  /** Language that the caller prefers; undefined: it does not say. */
  readonly language: Language | undefined;
}

export interface Admitted extends Received {
  readonly address: string;
  /** DER of the client certificate: of the TLS client, or of the one that a trusted proxy speaks for. */
  readonly channel: Buffer | undefined;
  readonly group: string;
  readonly environment: Environment;
}

export interface Collected extends Admitted {
  /** The one buffer: what is read, verified and forwarded. */
  readonly bytes: Buffer;
  /** SHA-256 of it, hexadecimal. */
  readonly sha256: string;
}

export interface Envelope {
  readonly doc: XmlDocument;
  readonly header: Element | undefined;
  readonly security: Element | undefined;
  readonly body: Element;
  readonly payload: Element;
}

export interface Parsed extends Collected {
  readonly envelope: Envelope;
  /**
   * Reads the typed petition. What is wrong with its fields is told only to who proved who they are (protocol sections 12
   * and 15), so `verify` asks for it once the signature holds. @throws Refusal `parse.*`
   */
  readonly contract: () => Peticion;
}

export interface Signer {
  /** SHA-256 of the certificate, lower-case hexadecimal. */
  readonly fingerprint: string;
  readonly nif: string | undefined;
  /** Label of the trust anchor that its chain ends in. */
  readonly anchor: string;
  readonly notAfter: number;
}

export interface Verified extends Parsed {
  readonly peticion: Peticion;
  readonly signer: Signer;
  /** How it authenticated. */
  readonly way: Way;
  /** URI of the signature method, `alg` of a token, or `tls`. */
  readonly algorithm: string;
  readonly sha1: boolean;
  /**
   * SHA-256, hexadecimal, of canonical SignedInfo and signer, and until when it must be remembered (milliseconds); none
   * without signature. `dated`: a signed Timestamp says so.
   */
  readonly replay: { readonly key: string; readonly until: number; readonly dated: boolean } | undefined;
  /** Consumers that the certificate may speak for. */
  readonly consumers: readonly Consumer[];
}

export interface Authorised extends Verified {
  readonly consumer: Consumer;
}

/** Where one solicitud goes. `fallback` is IDESCAT, where it was asked for and may be asked. */
export type Route =
  | {
      readonly kind: 'endpoint';
      readonly municipi: string;
      readonly endpoint: Endpoint;
      /** Path there for this municipality alone, of `*_PROPI` (protocol section 8). */
      readonly path?: string | undefined;
      /** A stop switch is thrown: it is not asked. */
      readonly stopped?: boolean;
      readonly fallback?: Endpoint | undefined;
    }
  | { readonly kind: 'not-integrated'; readonly municipi: string; readonly fallback?: Endpoint | undefined }
  | { readonly kind: 'idescat'; readonly endpoint: Endpoint }
  /** The municipalities that may be asked where a person is, of so many that are integrated. */
  | { readonly kind: 'search'; readonly bodies: readonly Body[]; readonly total: number }
  /** Nobody in this deployment can answer. */
  | { readonly kind: 'nobody' }
  | Repeated;

/** The same (ens, IdPeticion) came before: answered, not forwarded. */
export type Repeated = { readonly kind: 'repeated' };

/** A petition of the asynchronous frontal: kept, confirmed, and answered later. */
export interface ToLot {
  readonly kind: 'lot';
  readonly lot: NewLot;
  /** INE codes of the municipalities that will be asked. */
  readonly municipis: readonly string[];
}

/** Asks what there is of a lot by now. */
export interface ToPoll {
  readonly kind: 'poll';
  /** Its id. */
  readonly lot: string;
}

export type Destination = Route | ToLot | ToPoll;

/** A municipality and the server that answers for it. */
export interface Body {
  readonly municipi: string;
  readonly endpoint: Endpoint;
  /** A stop switch is thrown: it is not asked. */
  readonly stopped?: boolean;
}

export interface Routed<D extends Destination = Route> extends Authorised {
  readonly destination: D;
}

export type Outcome =
  | 'answered'
  | 'idescat'
  | 'searched'
  | 'not-integrated'
  | 'repeated'
  | 'unavailable'
  | 'accepted'
  | 'pending'
  | 'collected'
  | 'refused';

/** A call of the gateway's own, for the journal: whom it asked, and `answered` or the code of why there was no answer. */
export interface Asked {
  readonly body: string;
  readonly result: string;
}

/** What a solicitud was answered. */
export interface Answer {
  readonly bytes: Buffer;
  /** The answer's tree, where it is needed to seal it. */
  readonly doc: XmlDocument;
  /** The rest of it, where the whole is too large for one tree. */
  readonly inside?: Inside;
  readonly outcome: Outcome;
  /** Why the source failed, a code of the catalogue, for operators only. */
  readonly cause?: string | undefined;
  readonly asked?: readonly Asked[];
  /** What the source answered, byte for byte; absent where none was asked, or none answered. */
  readonly evidence?: Buffer;
}

/** Elements that belong into an empty one of a document. Each stands alone: what it means does not depend on where it is. */
export interface Inside {
  readonly into: Element;
  readonly elements: readonly Buffer[];
}

export interface Answered extends Routed<Destination> {
  readonly answer: Answer;
}

/**
 * A request with what a station has learnt of it: the same object, typed anew, so that each station pays for what it adds
 * and not for all that came before (a copy costs 2 µs, eight times a request).
 */
export const extend = <T extends object, U extends object>(request: T, learnt: U): T & U =>
  Object.assign(request, learnt);

/** What leaves the gateway. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}
