import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';

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
  withStore(
    path,
    (db) =>
      db.prepare('SELECT * FROM journal_part ORDER BY seq').all() as { seq: number; salt: string; text: string }[],
  );

/** What is wrong with the chain, computed here from its definition: SHA-256 over the hash before and the line. */
export function brokenLinks(path: string): string[] {
  const problems: string[] = [];
  const parts = new Map(journalParts(path).map((part) => [part.seq, part]));
  let previous = Buffer.alloc(32);
  let seq = 0;
  for (const row of journalRows(path)) {
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
