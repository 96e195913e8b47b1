import { parentPort, workerData } from 'node:worker_threads';
import type { Database, Statement as Prepared } from 'better-sqlite3';
import { connect } from '../sqlite.ts';
import { GENESIS, linkHash, linkText } from './chain.ts';
import { type Answer, decode, type Link, type Spent, type Statement, type Work, type Written } from './protocol.ts';

/** Characters of a statement that is worth keeping prepared: longer ones insert many rows and are never twice the same. */
const LONGEST_KEPT = 2_000;

/** Pages of the log before it is written back, 16 MB: pages that change often are written back less often, and all is as safe. */
const CHECKPOINT_PAGES = 4_000;

/**
 * Pages kept in memory. SQLite looks at all of them after each commit that balanced an index, so that more than the upper
 * levels of the indices cost more than they save.
 */
const CACHE_KIB = 2_000;

/** The writer's thread: each batch is one transaction, synced once. */
class Writer {
  readonly #db: Database;
  #seq = 0;
  #hash: Buffer = GENESIS;
  /** Changes when another connection has written. */
  #version = -1;
  readonly #statements;
  readonly #prepared = new Map<string, Prepared>();

  constructor(path: string, now: number) {
    this.#db = connect(path);
    this.#db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    this.#db.pragma(`cache_size = ${-CACHE_KIB}`);
    this.#db.prepare('DELETE FROM spent WHERE until < ?').run(now);
    this.#statements = {
      version: this.#db.prepare('PRAGMA data_version').pluck(),
      last: this.#db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1'),
      begin: this.#db.prepare('BEGIN IMMEDIATE'),
      commit: this.#db.prepare('COMMIT'),
      rollback: this.#db.prepare('ROLLBACK'),
      link: this.#db.prepare('INSERT INTO journal (seq, incident, line, hash) VALUES (?, ?, ?, ?)'),
      part: this.#db.prepare('INSERT INTO journal_part (seq, salt, text) VALUES (?, ?, ?)'),
      spend: this.#db.prepare('INSERT INTO spent (key, until, signed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
      // Beside a petition's own row, one that was written before there was such a column has a row for its replay key.
      isSigned: this.#db.prepare('SELECT 1 FROM spent WHERE (key = ? AND signed = ?) OR key = ?'),
      unspend: this.#db.prepare('DELETE FROM spent WHERE key = ?'),
    };
  }

  write(batch: readonly Work[]): Written[] {
    this.#statements.begin.run();
    this.#follow();
    const [seq, hash] = [this.#seq, this.#hash];
    try {
      const results = batch.map((work) => this.#one(work));
      this.#statements.commit.run();
      return results;
    } catch (error) {
      [this.#seq, this.#hash] = [seq, hash];
      if (this.#db.inTransaction) this.#statements.rollback.run();
      throw error;
    }
  }

  /** The last link, read again when another process wrote one. */
  #follow(): void {
    const version = this.#statements.version.get() as number;
    if (version === this.#version) return;
    this.#version = version;
    const last = this.#statements.last.get() as { seq: number; hash: Buffer } | undefined;
    this.#seq = last?.seq ?? 0;
    this.#hash = last?.hash ?? GENESIS;
  }

  #one(work: Work): Written {
    const { link, given, statements } = work;
    const refused = this.#spend(work);
    if (link && refused === 'repeated') this.#append({ ...link, kind: refused });
    if (refused) return refused;
    if (link) this.#append(link);
    if (given && this.#run(given).length === 0) return [];
    const rows = statements.map((statement) => this.#run(statement));
    return link ? 'recorded' : (rows.at(-1) ?? []);
  }

  #spend({ replay, petition }: Work): 'replayed' | 'repeated' | undefined {
    if (replay && !this.#take(replay)) return 'replayed';
    if (!petition || this.#take(petition)) return undefined;
    if (replay) this.#statements.unspend.run(replay.key);
    return this.#isReplay(petition) ? 'replayed' : 'repeated';
  }

  /** Takes the key when it is free. */
  #take({ key, until, signed }: Spent): boolean {
    return this.#statements.spend.run(key, until, signed).changes > 0;
  }

  #isReplay({ key, signed }: Spent): boolean {
    return signed !== null && this.#statements.isSigned.get(key, signed, signed) !== undefined;
  }

  #run({ sql, parameters }: Statement): unknown[] {
    let prepared = this.#prepared.get(sql);
    if (!prepared) {
      prepared = this.#db.prepare(sql);
      if (sql.length < LONGEST_KEPT) this.#prepared.set(sql, prepared);
    }
    if (prepared.reader) return prepared.all(...parameters);
    prepared.run(...parameters);
    return [];
  }

  #append({ kind, incident, rest, part }: Link): void {
    const seq = this.#seq + 1;
    const text = linkText(seq, kind, rest);
    const hash = linkHash(this.#hash, text);
    this.#statements.link.run(seq, incident, text, hash);
    if (part) this.#statements.part.run(seq, part.salt, part.text);
    this.#seq = seq;
    this.#hash = hash;
  }

  close(): void {
    this.#db.close();
  }
}

const { path, now } = workerData as { path: string; now: number };
const port = parentPort!;
const writer = new Writer(path, now);

port.on('message', (batch: string) => {
  if (batch === 'close') {
    writer.close();
    port.close();
    return;
  }
  let answer: Answer;
  try {
    answer = { results: writer.write(decode(batch)) };
  } catch (error) {
    answer = { error: (error as Error).message };
  }
  port.postMessage(answer);
});
