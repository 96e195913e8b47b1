import type { Worker } from 'node:worker_threads';
import type { NewLot } from '../../base/lot.ts';
import { spawnThread } from '../../base/thread.ts';
import type { Journal, Keys, Line } from '../../record/index.ts';
import { insertLot } from '../lot-queries.ts';
import { type Query, statementOf } from '../queries.ts';
import { type Answer, type Command, encode, type Written } from './protocol.ts';

interface Waiting {
  readonly command: Command;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: Error) => void;
}

/** Largest batch of one transaction. */
const MOST = 256;

/**
 * The journal over a thread of its own with group commit: while one batch is synced the next one gathers, so that the
 * event loop never waits for the disk and a sync serves all who wait.
 */
export class JournalWriter implements Journal {
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  #waiting: Waiting[] = [];
  #sent: Waiting[] = [];
  #failed: Error | undefined;
  /** Why the last batch was not written. */
  #refused: Error | undefined;
  #closed = false;

  constructor(path: string, now: number) {
    this.#worker = spawnThread(new URL('./thread', import.meta.url), { path, now });
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#fail(new Error('the journal is closed'));
        resolve();
      });
    });
  }

  /** Why nothing can be written, or the last batch was not; undefined when all is well. */
  get failed(): Error | undefined {
    return this.#failed ?? this.#refused;
  }

  intent(line: Line, keys: Keys, lot?: NewLot): Promise<'recorded' | 'replayed' | 'repeated'> {
    const statements = lot && insertLot(lot).map((query) => statementOf(query));
    return this.#write({ line, keys, statements }) as Promise<'recorded' | 'replayed' | 'repeated'>;
  }

  /** Runs statements in one transaction, with a line of the journal or without. @returns the rows of the last one */
  async run<T>(queries: readonly Query[], line?: Line): Promise<readonly T[]> {
    return (await this.#write({ line, statements: queries.map((query) => statementOf(query)) })) as readonly T[];
  }

  async append(line: Line): Promise<void> {
    await this.#write({ line });
  }

  /** Writes what waits, then ends the thread. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    while (this.#waiting.length > 0 || this.#sent.length > 0) await new Promise((resolve) => setImmediate(resolve));
    this.#worker.postMessage('close');
    await this.#exited;
  }

  #write(command: Command): Promise<Written> {
    return new Promise((resolve, reject) => {
      if (this.#failed) return reject(this.#failed);
      this.#waiting.push({ command, resolve, reject });
      if (this.#sent.length === 0 && this.#waiting.length === 1) setImmediate(() => this.#send());
    });
  }

  #send(): void {
    if (this.#sent.length > 0 || this.#waiting.length === 0) return;
    this.#sent = this.#waiting.splice(0, MOST);
    this.#worker.postMessage(encode(this.#sent.map(({ command }) => command)));
  }

  #settle(answer: Answer): void {
    const sent = this.#sent;
    this.#sent = [];
    this.#refused = 'error' in answer ? new Error(answer.error) : undefined;
    if ('error' in answer) for (const { reject } of sent) reject(new Error(answer.error));
    else for (const [i, { resolve }] of sent.entries()) resolve(answer.results[i]!);
    this.#send();
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of [...this.#sent, ...this.#waiting]) reject(error);
    this.#sent = [];
    this.#waiting = [];
  }
}
