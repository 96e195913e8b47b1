import type { Environment } from '../base/domain.ts';
import type { Peticion, Solicitud } from '../base/peticion.ts';
import type { Route } from '../base/request.ts';

/** Where one solicitud goes. @throws Refusal `route.not-local` */
export type Destination = (
  peticion: Pick<Peticion, 'idPeticion' | 'modalitat' | 'ens'>,
  solicitud: Pick<Solicitud, 'municipi' | 'idescat'>,
  environment: Environment,
) => Route;

/** A lot as it is kept, without its solicituds. Times are milliseconds since the epoch. */
export interface Lot {
  readonly id: string;
  readonly ens: string;
  readonly environment: Environment;
  /** Code of the modalitat. */
  readonly modalitat: string;
  readonly at: number;
  readonly deadline: number;
  readonly until: number;
  readonly solicituds: number;
  /** Encrypted. */
  readonly frame: string;
}

/** So many solicituds of one ens that go to one server. */
export interface Waiting {
  readonly ens: string;
  readonly queue: string;
  readonly count: number;
}

export interface Claim {
  readonly ens: string;
  readonly queue: string;
  readonly now: number;
  /** When the claim ends, unless it is renewed. */
  readonly until: number;
  readonly most: number;
  /** Most that go to the server at once, whoever holds them. */
  readonly perQueue: number;
}

/** A solicitud while somebody works on it. */
export interface Claimed {
  readonly lot: string;
  /** Its place in the petition, from 0. */
  readonly n: number;
  /** How often it was claimed, this time included: what tells one claim from the next. */
  readonly attempt: number;
}

export interface Work extends Claimed {
  readonly ens: string;
  readonly queue: string;
  /** Encrypted: the envelope with this solicitud alone. */
  readonly content: string;
}

/** How far a lot is. */
export interface Progress {
  /** Solicituds without an answer, and when the last of them is asked next. */
  readonly open: number;
  readonly lastDue: number;
  /** Somebody was asked already. */
  readonly begun: boolean;
}

/** What is recorded of an attempt, in the journal, with its effect or not at all. */
export interface Note {
  readonly incident: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Lots and their solicituds. A lot is made by the journal, together with the intent of its petition. */
export interface LotStore {
  /** Undefined too when its time is over, and it was not deleted yet. */
  find(petition: string, now: number): Promise<Lot | undefined>;
  /** Undefined when it was deleted meanwhile. */
  get(id: string): Promise<Lot | undefined>;
  progress(lot: string): Promise<Progress>;
  /** What may be claimed now. */
  waiting(now: number): Promise<Waiting[]>;
  /** What other processes hold now. */
  elsewhere(now: number): Promise<Waiting[]>;
  /** Solicituds without an answer, of one ens or of all. */
  open(ens?: string): Promise<number>;
  /** Each solicitud goes to one claimant only, until the claim ends. Fewer than there are while another one claims. */
  claim(claim: Claim): Promise<Work[]>;
  /** Makes claims last longer. */
  renew(claimed: readonly Claimed[], until: number): Promise<void>;
  /** The answer, once: nothing changes when the solicitud was claimed again or answered. */
  settle(claimed: Claimed, answer: string, note: Note): Promise<void>;
  putBack(claimed: Claimed, due: number, queue: string, note: Note | undefined): Promise<void>;
  /** Encrypted answers in the order of the petition, some at a time. */
  answers(lot: string, from: number, most: number): Promise<string[]>;
  /** The lot is deleted at that time, unless it was to be earlier. */
  shorten(lot: string, until: number): Promise<void>;
  /** Deletes what is over. */
  purge(now: number): Promise<void>;
}
