import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Db } from './stores.ts';

export interface JournalRow {
  readonly seq: number;
  readonly incident: string;
  readonly line: string;
  readonly hash: Buffer;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A second connection to the store, closed after use. */
export function withStore<T>(path: string, use: (db: Database.Database) => T, readonly = true): T {
  const db = new Database(path, { readonly, timeout: 5000 });
  try {
    return use(db);
  } finally {
    db.close();
  }
}

export const journalRows = (path: string): JournalRow[] =>
  withStore(path, (db) =>
    (db.prepare('SELECT * FROM journal ORDER BY seq').all() as JournalRow[]).map((row) => ({
      ...row,
      fields: JSON.parse(row.line) as Record<string, unknown>,
    })),
  );

export const journalParts = (path: string) =>
  withStore(path, (db) => db.prepare('SELECT * FROM journal_part ORDER BY seq').all() as Part[]);

/** What is wrong with the chain of a SQLite store. */
export const brokenLinks = (path: string): string[] => broken(journalRows(path), journalParts(path));

/** The chains of a store, by node; SQLite has one. */
export async function chainsOf(db: Db): Promise<Map<string, JournalRow[]>> {
  const { rows } = await sql<JournalRow & Node>`SELECT * FROM journal ORDER BY seq`.execute(db);
  return byNode(rows.map((row) => ({ ...row, fields: JSON.parse(row.line) as Record<string, unknown> })));
}

/** What is wrong with any of them. */
export async function brokenChains(db: Db): Promise<string[]> {
  const { rows } = await sql<Part & Node>`SELECT * FROM journal_part`.execute(db);
  const parts = byNode(rows);
  return [...(await chainsOf(db))].flatMap(([node, links]) => broken(links, parts.get(node) ?? []));
}

interface Node {
  readonly node?: string;
}

interface Part {
  readonly seq: number;
  readonly salt: string;
  readonly text: string;
}

function byNode<T extends Node>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(row.node ?? '', [...(found.get(row.node ?? '') ?? []), row]);
  return found;
}

/** What is wrong with the chain, computed here from its definition: SHA-256 over the hash before and the line. */
function broken(rows: readonly JournalRow[], personal: readonly Part[]): string[] {
  const problems: string[] = [];
  const parts = new Map(personal.map((part) => [part.seq, part]));
  let previous = Buffer.alloc(32);
  let seq = 0;
  for (const row of rows) {
    if (row.seq !== ++seq) problems.push(`${row.seq}: not the next number`);
    const expected = createHash('sha256').update(previous).update(row.line).digest();
    if (!expected.equals(row.hash)) problems.push(`${row.seq}: another hash`);
    if (row.fields.seq !== row.seq) problems.push(`${row.seq}: the line says ${row.fields.seq}`);
    const part = parts.get(row.seq);
    if (
      part &&
      createHash('sha256')
        .update(part.salt + part.text)
        .digest('hex') !== row.fields.part
    ) {
      problems.push(`${row.seq}: another personal part`);
    }
    previous = Buffer.from(row.hash);
  }
  return problems;
}
