import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Fresh } from './stores.ts';

interface Link {
  readonly seq: number;
  readonly line: string;
  readonly hash: Buffer;
}

/** The links of one chain, each shown to be the hash of the one before and of its line; on PostgreSQL, those of a node. */
export async function chain(db: Fresh['db'], node: string | undefined): Promise<Link[]> {
  const where = node === undefined ? sql`` : sql`WHERE node = ${node}`;
  const { rows } = await sql<Link>`SELECT seq, line, hash FROM journal ${where} ORDER BY seq`.execute(db);
  let before: Buffer = Buffer.alloc(32);
  for (const [i, { seq, line, hash }] of rows.entries()) {
    assert.equal(seq, i + 1);
    assert.deepEqual(hash, createHash('sha256').update(before).update(line).digest());
    before = hash;
  }
  return rows;
}
