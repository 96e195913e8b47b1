import type { Generated } from 'kysely';

/** Tables of the store. Times are milliseconds since the epoch. */
export interface Tables {
  /** One row for each thing that the registry knows, as JSON that the registry's schemas validate. */
  registry_record: { kind: string; id: string; version: number; doc: string };
  /** Every change of a record: who, when, from what, to what, why. */
  registry_change: {
    seq: Generated<number>;
    at: number;
    who: string;
    why: string;
    kind: string;
    id: string;
    version: number;
    before: string | null;
    after: string | null;
  };
  /** The chain: `hash` is SHA-256 over the hash before and `line`. */
  journal: { seq: number; incident: string; line: string; hash: Buffer };
  /** Personal parts, that can be purged while the chain still verifies. */
  journal_part: { seq: number; salt: string; text: string };
  /** Letters that are to leave, and what became of them. */
  outbox: {
    id: string;
    about: string;
    to: string;
    subject: string;
    body: string;
    link: string | null;
    attach: string | null;
    state: string;
    attempts: number;
    next_at: number;
    error: string | null;
  };
  /** Documents of the circuit, by the SHA-256 of their bytes. */
  circuit_document: { sha256: string; base64: string };
  /** Petitions of the asynchronous frontal. `petition` is the key of (ens, IdPeticion), hexadecimal; `frame` is encrypted. */
  lot: {
    id: string;
    petition: string;
    ens: string;
    environment: string;
    modalitat: string;
    at: number;
    deadline: number;
    until: number;
    solicituds: number;
    frame: string;
  };
  /**
   * Their solicituds. `due` is when one may be claimed: while it is worked on, the end of the claim; null when it is
   * answered. `holder` is the process whose claim that is. `content` is encrypted: what is to be asked, then what was answered.
   */
  lot_solicitud: {
    lot: string;
    n: number;
    ens: string;
    queue: string;
    due: number | null;
    attempts: number;
    holder: string | null;
    content: string;
  };
  /** Replay keys and (ens, IdPeticion), each remembered until its time. */
  spent: { key: Buffer; until: number; signed: Buffer | null };
  /** What tells a key that all nodes must have from another (hexadecimal), by the name of its option. */
  shared_key: { name: string; mark: string };
  /** Acceptance reports as JSON, by their SHA-256. */
  check_report: { hash: string; report: string };
  /** Long work that somebody asked for; `outcome` is JSON. */
  task: {
    id: string;
    kind: string;
    about: string;
    who: string;
    started: number;
    ended: number | null;
    outcome: string | null;
  };
  /** The history of probes; `ok` is 1 or 0, `ms` milliseconds. */
  probe_sample: { endpoint: string; at: number; ok: number; ms: number; cause: string | null };
  /** Documents that were issued, known again by the hash of their code or of themselves (hexadecimal); no person in clear. */
  issued_document: {
    code_hash: string;
    sha256: string;
    at: number;
    until: number;
    title: string;
    ens: string;
    ens_name: string;
    incident: string;
    person: string;
  };
  access_token: { name: string; hash: string; scopes: string; until: number };
  access_account: { name: string; role: string; password: string; locked: number };
  /** Wrong passwords in a row, by the hash of the account at an address; `at` is when the last one came. */
  access_failure: { who: string; count: number; at: number };
  access_session: { hash: string; account: string; until: number; role: string | null };
  /** Every change of who may act, and every login. */
  access_event: { id: string; at: number; who: string; what: string; about: string };
}
