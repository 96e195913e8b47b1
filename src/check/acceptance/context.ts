import type { Clock } from '../../base/clock.ts';
import type { Endpoint } from '../../base/domain.ts';
import type { Guard } from '../../base/outbound/guard.ts';
import type { XmlDocument } from '../../base/xml/tree.ts';
import type { Finding, Latency } from '../finding.ts';
import type { Target } from '../target.ts';
import type { Handshake } from '../tls.ts';
import type { Connection, Exchanged } from './connection.ts';

/** Signs a payload (`procesa` with its `Peticion`) as the gateway or somebody else, and gives the whole envelope. */
export type Sign = (payload: string) => Promise<Buffer>;

export interface AcceptancePorts {
  readonly sign: Sign;
  readonly clock: Clock;
  /** Judges the signature of an answer as the gateway does. @throws Refusal `forward.signature` */
  readonly judgeSigned: (
    answer: XmlDocument,
    asked: XmlDocument,
    signature: NonNullable<Endpoint['signature']>,
  ) => void;
  /** Where the check may connect to. */
  readonly guard: Guard;
  /** Where the registry lets an endpoint be. Default: `guard`. */
  readonly registryGuard?: Guard;
  readonly signal: AbortSignal;
}

export interface AcceptanceOptions {
  /** Queries one after the other, for the latency. */
  readonly n: number;
  /** Queries at once, and how many each of these makes. */
  readonly load: { readonly parallel: number; readonly each: number };
  /** Time for each exchange, milliseconds. */
  readonly timeoutMs: number;
}

/** What the steps of one check share. */
export interface Context {
  readonly target: Target;
  readonly ports: AcceptancePorts;
  readonly options: AcceptanceOptions;
  readonly connection: Connection;
  /** Set by the step that reached it. */
  tls?: Handshake;
  latency?: Latency;
  /** The first answer that came, whatever it was, and when (milliseconds). */
  answered?: { readonly exchanged: Exchanged; readonly at: number };
}

export interface Step {
  readonly name: string;
  /** Nothing that follows makes sense when this finds a problem. */
  readonly decisive?: true;
  run(context: Context): Promise<Finding[]>;
}
