import type pg from 'pg';
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

/** Keys are taken in one order by all nodes, so that none waits for another that waits for it. */
async function spendAll(client: pg.PoolClient, batch: readonly Command[]): Promise<Written[]> {
  const wanted = batch.flatMap(({ keys }) => [keys?.petition, keys?.replay]).filter((key) => key !== undefined);
  if (wanted.length === 0) return batch.map(() => 'recorded');
  const until = new Map(wanted.map((key) => [key.key, key.until]));
  const sorted = [...until.keys()].sort();
  const taken = await client.query<{ key: Buffer }>(
    `INSERT INTO spent (key, until) SELECT decode(k, 'hex'), u FROM unnest($1::text[], $2::bigint[]) AS wanted(k, u)
     ON CONFLICT DO NOTHING RETURNING key`,
    [sorted, sorted.map((key) => until.get(key))],
  );
  const free = new Set(taken.rows.map(({ key }) => key.toString('hex')));
  const results = batch.map(({ keys }) => resultOf(keys, free));
  const unused = [...free].map((key) => Buffer.from(key, 'hex'));
  if (unused.length > 0) await client.query('DELETE FROM spent WHERE key = ANY($1)', [unused]);
  return results;
}

/** What the keys of one command come to, in the order of the batch; those that it takes are free no longer. */
function resultOf(keys: Command['keys'], free: Set<string>): Written {
  if (!keys) return 'recorded';
  const [petition, replay] = [keys.petition?.key, keys.replay?.key];
  if (replay !== undefined && !free.has(replay)) return 'replayed';
  if (petition !== undefined && !free.delete(petition)) return 'repeated';
  if (replay !== undefined) free.delete(replay);
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
