import type { Endpoint, Environment } from './domain.ts';
import type { Peticion, Solicitud } from './peticion.ts';
import type { Answer, Route } from './request.ts';
import type { Element, XmlDocument } from './xml/tree.ts';

/** The gateway's own calls to endpoints and IDESCAT: for fallback, search, lots, REST and probes. */
export interface Calls {
  /**
   * Asks once: the message's Body, byte for byte, under a Header of the gateway's seal.
   *
   * @returns the whole answer, judged: the `Respuesta` to that very petition, which may say `0502`
   * @throws Refusal `forward.*`: it was not asked, or did not answer
   */
  ask(call: Call): Promise<XmlDocument>;
}

/**
 * Judges the signature over an answer's Body: one of the accepted form, by one of these certificates (SHA-256, lower-case
 * hexadecimal), in its dates, and fresh where the answer has a Timestamp.
 *
 * @throws Refusal `verify.*`
 */
export type VerifyAnswer = (
  doc: XmlDocument,
  parts: { readonly security: Element; readonly body: Element },
  fingerprints: readonly string[],
) => void;

export interface Call {
  readonly endpoint: Endpoint;
  /** Path there in place of the endpoint's own. */
  readonly path?: string | undefined;
  /** An envelope; whatever its Header is, it is not sent. */
  readonly message: XmlDocument;
  /** The message's IdPeticion, which the answer must bear. */
  readonly idPeticion: string;
  /** The answer may be of another municipality than the one named: IDESCAT writes the one that it found. */
  readonly anywhere?: boolean | undefined;
  /** Identifies the petition in the other side's logs and ours. */
  readonly incident: string;
  /** Time for the whole exchange, milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** One solicitud with all that answering it takes, whatever it came by: a frontal, a lot, REST. */
export interface Consulta {
  readonly peticion: Pick<Peticion, 'modalitat' | 'idPeticion'>;
  readonly solicitud: Pick<Solicitud, 'idescat'>;
  /** An envelope with a petition of this solicitud alone, with that IdPeticion. */
  readonly message: XmlDocument;
  readonly destination: Route;
  readonly environment: Environment;
  readonly incident: string;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the municipality of a consulta within a time (milliseconds).
 *
 * @throws Refusal `forward.*`
 */
export type AskMunicipality = (
  destination: Extract<Route, { kind: 'endpoint' }>,
  timeoutMs: number,
) => Promise<XmlDocument>;

/**
 * Answers one solicitud: by its municipality, by IDESCAT, by a search, or here (protocol sections 4, 13 and 15). A source
 * that fails is an answer too.
 *
 * @param ask instead of a call of the gateway's own
 */
export type AnswerOne = (consulta: Consulta, ask?: AskMunicipality) => Promise<Answer>;
