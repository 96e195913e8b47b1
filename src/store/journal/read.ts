import Database from 'better-sqlite3';
import type { RegistryRow } from '../../registry/index.ts';

/** A link of the chain as it was written, without its personal part. */
export interface JournalLine {
  readonly seq: number;
  readonly kind: string;
  readonly incident: string;
  readonly [field: string]: unknown;
}

export interface Sha1Use {
  readonly ens: string;
  readonly uses: number;
  /** ISO 8601. */
  readonly last: string;
}

export interface LotSummary {
  readonly id: string;
  readonly ens: string;
  readonly environment: string;
  readonly modalitat: string;
  readonly at: number;
  readonly deadline: number;
  readonly until: number;
  readonly solicituds: number;
  readonly answered: number;
}

export interface SolicitudSummary {
  /** From 0. */
  readonly n: number;
  readonly queue: string;
  readonly attempts: number;
  /** Null: answered. */
  readonly due: number | null;
}

/** The store as commands that only look read it. Personal parts stay where they are. */
export interface StoreReader {
  /** The part of evidence, which is never personal; undefined when it was purged. */
  evidencePart(incident: string): string | undefined;
  /** Every link of an incident, in the order in which they were written. */
  linesOf(incident: string): JournalLine[];
  /** Petitions that were accepted with SHA-1, by ens. */
  sha1Uses(): Sha1Use[];
  registryRows(): RegistryRow[];
  /** Every lot that is kept, the oldest first; times in milliseconds since the epoch. */
  lots(): LotSummary[];
  /** The solicituds of one, in their order. */
  solicitudsOf(lot: string): SolicitudSummary[];
  close(): void;
}

const LINES = 'SELECT line FROM journal WHERE incident = ? ORDER BY seq';
const EVIDENCE = `SELECT text FROM journal JOIN journal_part USING (seq)
  WHERE incident = ? AND json_extract(line, '$.kind') = 'evidence'`;
const SHA1 = `SELECT json_extract(line, '$.ens') AS ens, COUNT(*) AS uses, MAX(json_extract(line, '$.at')) AS last
  FROM journal WHERE line LIKE '%"sha1":true%' GROUP BY 1 ORDER BY 1`;
const ROWS = 'SELECT kind, id, version, doc FROM registry_record ORDER BY kind, id';

const LOTS = `SELECT id, lot.ens, environment, modalitat, at, deadline, until, solicituds, COUNT(*) - COUNT(due) AS answered
  FROM lot JOIN lot_solicitud ON lot = id GROUP BY id ORDER BY at, id`;
const SOLICITUDS = 'SELECT n, queue, attempts, due FROM lot_solicitud WHERE lot = ? ORDER BY n';

/** Opens a store that is there, for nothing but reading: a gateway may be writing to it. @throws Error */
export function readStore(path: string): StoreReader {
  const db = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  return {
    linesOf: (incident) =>
      (db.prepare(LINES).all(incident) as { line: string }[]).map(({ line }) => JSON.parse(line) as JournalLine),
    evidencePart: (incident) => (db.prepare(EVIDENCE).get(incident) as { text: string } | undefined)?.text,
    sha1Uses: () => db.prepare(SHA1).all() as Sha1Use[],
    registryRows: () =>
      (db.prepare(ROWS).all() as (RegistryRow & { doc: string })[]).map((row) => ({
        ...row,
        doc: JSON.parse(row.doc) as unknown,
      })),
    lots: () => db.prepare(LOTS).all() as LotSummary[],
    solicitudsOf: (lot) => db.prepare(SOLICITUDS).all(lot) as SolicitudSummary[],
    close: () => db.close(),
  };
}
