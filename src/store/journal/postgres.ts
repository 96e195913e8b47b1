import type pg from 'pg';
import type { Keys } from '../../record/index.ts';
import { type Database, poolOf } from '../postgres.ts';
import { Batches } from './batches.ts';
import { GENESIS, linkHash, linkRest, linkText } from './chain.ts';
import type { Command, Statement, Written } from './protocol.ts';

/**
 * Group commit on PostgreSQL: one transaction a batch, one chain a node, and keys that are spent for all nodes. A second
 * process under the same node's name waits for the first one's batch and goes on with its chain.
 */
export class PostgresJournal extends Batches {
  readonly #pool: pg.Pool;

  /** @param node names this node's chain; keys that ended before `now` (milliseconds) are dropped */
  static async open(database: Database, node: string, now: number): Promise<PostgresJournal> {
    const pool = poolOf(database);
    try {
      await pool.query('DELETE FROM spent WHERE until < $1', [now]);
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new PostgresJournal(pool, node);
  }

  private constructor(pool: pg.Pool, node: string) {
    super((batch) => again(() => writeBatch(pool, node, batch)));
    this.#pool = pool;
  }

  /** Writes what waits, then closes its connections. */
  async close(): Promise<void> {
    await this.drained();
    if (!this.#pool.ended) await this.#pool.end();
  }
}

/** deadlock_detected, serialization_failure: nothing was written, and it may be done again as it is. */
const WAITED_IN_A_CIRCLE = new Set(['40P01', '40001']);
const MOST_TRIES = 5;

/** Nodes change rows of lots in the order in which answers come: two that wait for each other are parted by PostgreSQL. */
async function again<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries === MOST_TRIES || !WAITED_IN_A_CIRCLE.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

async function writeBatch(pool: pg.Pool, node: string, batch: readonly Command[]): Promise<Written[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`journal ${node}`]);
    const results = await spendAll(client, batch);
    await appendAll(client, node, batch, results);
    const written: Written[] = [];
    for (const [i, command] of batch.entries()) written.push(await runAll(client, command, results[i]!));
    await client.query('COMMIT');
    return written;
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // A connection in an unknown state is not used again: closing it rolls back.
    client.release(broken);
  }
}

/** The statements of a command whose keys were free, in order. @returns what became of its line, or without one the rows */
async function runAll(client: pg.PoolClient, command: Command, result: Written): Promise<Written> {
  const { line, given, statements = [] } = command;
  if (result !== 'recorded') return result;
  const run = async ({ sql, parameters }: Statement) => (await client.query(numbered(sql), [...parameters])).rows;
  if (given && (await run(given)).length === 0) return [];
  let rows: readonly unknown[] = [];
  for (const statement of statements) rows = await run(statement);
  return line ? result : rows;
}

/** Queries are built with the placeholders of SQLite, and hold none in their texts. */
function numbered(sql: string): string {
  let n = 0;
  return sql.replace(/\?/g, () => `$${++n}`);
}

type Wanted = NonNullable<Keys['petition']>;

/** Keys are taken in one order by all nodes, so that none waits for another that waits for it. */
async function spendAll(client: pg.PoolClient, batch: readonly Command[]): Promise<Written[]> {
  const wanted = new Map<string, Wanted>();
  for (const { keys } of batch) {
    for (const key of [keys?.petition, keys?.replay]) if (key && !wanted.has(key.key)) wanted.set(key.key, key);
  }
  if (wanted.size === 0) return batch.map(() => 'recorded');
  const sorted = [...wanted.keys()].sort();
  const taken = await client.query<{ key: string }>(
    `INSERT INTO spent (key, until, signed) SELECT decode(k, 'hex'), u, decode(s, 'hex')
     FROM unnest($1::text[], $2::bigint[], $3::text[]) AS wanted(k, u, s) ON CONFLICT DO NOTHING RETURNING encode(key, 'hex') AS key`,
    [sorted, sorted.map((key) => wanted.get(key)!.until), sorted.map((key) => wanted.get(key)!.signed ?? null)],
  );
  const free = new Set(taken.rows.map(({ key }) => key));
  const known = free.size < sorted.length ? await signedBefore(client, batch, free) : new Set<string>();
  const results = batch.map(({ keys }) => resultOf(keys, free, known));
  const unused = [...free].map((key) => Buffer.from(key, 'hex'));
  if (unused.length > 0) await client.query('DELETE FROM spent WHERE key = ANY($1)', [unused]);
  for (const [i, { keys }] of batch.entries()) {
    if (results[i] !== 'recorded') continue;
    for (const key of [keys?.petition, keys?.replay])
      if (key && wanted.get(key.key) !== key) await spendAs(client, key);
  }
  return results;
}

/** The row of a key that the first command of a batch to name it was not allowed to take, as the one that took it has it. */
const spendAs = (client: pg.PoolClient, { key, until, signed }: Wanted): Promise<unknown> =>
  client.query(`UPDATE spent SET until = $2, signed = decode($3, 'hex') WHERE key = decode($1, 'hex')`, [
    key,
    until,
    signed ?? null,
  ]);

/**
 * Replay keys that were spent with petitions that a batch has again. Beside a petition's own row, one that was written before
 * there was such a column has a row for its replay key.
 */
async function signedBefore(
  client: pg.PoolClient,
  batch: readonly Command[],
  free: ReadonlySet<string>,
): Promise<Set<string>> {
  const again = batch.flatMap(({ keys }) => (keys?.petition && !free.has(keys.petition.key) ? [keys.petition] : []));
  const rows = await client.query<{ signed: string }>(
    `SELECT encode(signed, 'hex') AS signed FROM spent
     WHERE key IN (SELECT decode(k, 'hex') FROM unnest($1::text[]) AS petition(k)) AND signed IS NOT NULL
     UNION ALL SELECT encode(key, 'hex') FROM spent WHERE key IN (SELECT decode(s, 'hex') FROM unnest($2::text[]) AS message(s))`,
    [again.map(({ key }) => key), again.flatMap(({ signed }) => signed ?? [])],
  );
  return new Set(rows.rows.map(({ signed }) => signed));
}

/**
 * What the keys of one command come to, in the order of the batch; those that it takes are free no longer.
 *
 * @param known replay keys that were spent with a petition; this one's is added when it takes its own
 */
function resultOf(keys: Command['keys'], free: Set<string>, known: Set<string>): Written {
  if (!keys) return 'recorded';
  const { petition, replay } = keys;
  if (replay && !free.has(replay.key)) return 'replayed';
  if (petition && !free.delete(petition.key)) {
    return petition.signed !== undefined && known.has(petition.signed) ? 'replayed' : 'repeated';
  }
  if (petition?.signed) known.add(petition.signed);
  if (replay) free.delete(replay.key);
  return 'recorded';
}

async function appendAll(
  client: pg.PoolClient,
  node: string,
  batch: readonly Command[],
  results: readonly Written[],
): Promise<void> {
  const last = await client.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM journal WHERE node = $1 ORDER BY seq DESC LIMIT 1',
    [node],
  );
  let { seq, hash } = last.rows[0] ?? { seq: 0, hash: GENESIS };
  const links = batch.flatMap(({ line }, i) => {
    if (!line || results[i] === 'replayed') return [];
    seq++;
    const text = linkText(seq, results[i] === 'repeated' ? 'repeated' : line.kind, linkRest(line));
    hash = linkHash(hash, text);
    return [{ seq, incident: line.incident, text, hash: hash.toString('hex'), part: line.part }];
  });
  await client.query(
    `INSERT INTO journal (node, seq, incident, line, hash)
     SELECT $1, s, i, l, decode(h, 'hex') FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) AS link(s, i, l, h)`,
    [node, links.map((l) => l.seq), links.map((l) => l.incident), links.map((l) => l.text), links.map((l) => l.hash)],
  );
  const parts = links.flatMap(({ seq, part }) => (part ? [{ seq, ...part }] : []));
  if (parts.length === 0) return;
  await client.query(
    `INSERT INTO journal_part (node, seq, salt, text)
     SELECT $1, s, a, t FROM unnest($2::bigint[], $3::text[], $4::text[]) AS part(s, a, t)`,
    [node, parts.map((p) => p.seq), parts.map((p) => p.salt), parts.map((p) => p.text)],
  );
}
