import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { isPostgres } from '../dialect.ts';
import type { Tables } from '../schema.ts';
import { GENESIS, linkHash } from './chain.ts';

/** One chain of a journal, read from its first link to its last. */
export interface Chain {
  /** Node that it is of; undefined in SQLite, which has one chain. */
  readonly node: string | undefined;
  readonly links: number;
  /** Parts that were purged, as they may be. */
  readonly purged: number;
  /** Hash of the last link, hexadecimal. */
  readonly last: string;
  /** Numbers of the links that do not hold, or whose part is another; the first ones. */
  readonly wrong: readonly number[];
}

interface Link {
  readonly seq: number;
  readonly line: string;
  readonly hash: Buffer;
  readonly salt: string | null;
  readonly text: string | null;
}

const BATCH = 1000;
const SHOWN = 10;

/** Every chain of the store, checked as anybody could (docs/architecture.md): links, numbers and parts. */
export async function checkChains(db: Kysely<Tables>): Promise<Chain[]> {
  if (!isPostgres(db)) return [await checkChain(db, undefined)];
  const { rows } = await sql<{ node: string }>`SELECT DISTINCT node FROM journal ORDER BY node`.execute(db);
  const chains: Chain[] = [];
  for (const { node } of rows) chains.push(await checkChain(db, node));
  return chains;
}

async function checkChain(db: Kysely<Tables>, node: string | undefined): Promise<Chain> {
  let [links, purged, last, seen]: [number, number, Buffer, number] = [0, 0, GENESIS, Number.MIN_SAFE_INTEGER];
  const wrong: number[] = [];
  for (;;) {
    const rows = await linksBehind(db, node, seen);
    for (const link of rows) {
      const { part, seq } = JSON.parse(link.line) as { part?: string; seq: number };
      links++;
      const holds = link.seq === links && seq === links && linkHash(last, link.line).equals(link.hash);
      const isPurged = part !== undefined && link.text === null;
      if (isPurged) purged++;
      if (!holds || (part !== undefined && !isPurged && part !== partHash(link))) wrong.push(link.seq);
      last = link.hash;
      seen = link.seq;
    }
    if (rows.length < BATCH || wrong.length >= SHOWN) {
      return { node, links, purged, last: last.toString('hex'), wrong: wrong.slice(0, SHOWN) };
    }
  }
}

const partHash = ({ salt, text }: Link): string => createHash('sha256').update(`${salt}${text}`).digest('hex');

async function linksBehind(db: Kysely<Tables>, node: string | undefined, seq: number): Promise<Link[]> {
  const { rows } =
    node === undefined
      ? await sql<Link>`SELECT seq, line, hash, salt, text FROM journal LEFT JOIN journal_part USING (seq)
          WHERE seq > ${seq} ORDER BY seq LIMIT ${BATCH}`.execute(db)
      : await sql<Link>`SELECT seq, line, hash, salt, text FROM journal LEFT JOIN journal_part USING (node, seq)
          WHERE node = ${node} AND seq > ${seq} ORDER BY seq LIMIT ${BATCH}`.execute(db);
  return rows;
}
