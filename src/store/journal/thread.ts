import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { connect } from '../sqlite.ts';
import { GENESIS, linkHash, linkText } from './chain.ts';
import { type Answer, type Command, decode, type Written } from './protocol.ts';

/** The writer's thread: each batch is one transaction, synced once. */
class Writer {
  readonly #db: Database;
  #seq = 0;
  #hash: Buffer = GENESIS;
  /** Changes when another connection has written. */
  #version = -1;
  readonly #statements;

  constructor(path: string, now: number) {
    this.#db = connect(path);
    this.#db.prepare('DELETE FROM spent WHERE until < ?').run(now);
    this.#statements = {
      version: this.#db.prepare('PRAGMA data_version').pluck(),
      last: this.#db.prepare('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1'),
      begin: this.#db.prepare('BEGIN IMMEDIATE'),
      commit: this.#db.prepare('COMMIT'),
      rollback: this.#db.prepare('ROLLBACK'),
      link: this.#db.prepare('INSERT INTO journal (seq, incident, line, hash) VALUES (?, ?, ?, ?)'),
      part: this.#db.prepare('INSERT INTO journal_part (seq, salt, text) VALUES (?, ?, ?)'),
      spend: this.#db.prepare('INSERT INTO spent (key, until) VALUES (?, ?) ON CONFLICT DO NOTHING'),
      unspend: this.#db.prepare('DELETE FROM spent WHERE key = ?'),
    };
  }

  write(batch: readonly Command[]): Written[] {
    this.#statements.begin.run();
    this.#follow();
    const [seq, hash] = [this.#seq, this.#hash];
    try {
      const results = batch.map((command) => this.#one(command));
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

  #one({ line, keys }: Command): Written {
    const { spend } = this.#statements;
    if (keys) {
      const { replay, petition } = keys;
      if (replay && spend.run(replay.key, replay.until).changes === 0) return 'replayed';
      if (spend.run(petition.key, petition.until).changes === 0) {
        if (replay) this.#statements.unspend.run(replay.key);
        this.#append({ ...line, kind: 'repeated' });
        return 'repeated';
      }
    }
    this.#append(line);
    return 'recorded';
  }

  #append(line: Command['line']): void {
    const seq = this.#seq + 1;
    const text = linkText(seq, line);
    const hash = linkHash(this.#hash, text);
    this.#statements.link.run(seq, line.incident, text, hash);
    if (line.part) this.#statements.part.run(seq, line.part.salt, line.part.text);
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
