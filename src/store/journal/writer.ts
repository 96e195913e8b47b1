import type { Worker } from 'node:worker_threads';
import { spawnThread } from '../../base/thread.ts';
import { Batches } from './batches.ts';
import { type Answer, type Command, encode, type Written } from './protocol.ts';

/** The journal on SQLite, over a thread of its own, so that the event loop never waits for the disk. */
export class JournalWriter extends Batches {
  readonly #thread: Thread;

  constructor(path: string, now: number) {
    const thread = new Thread(spawnThread(new URL('./thread', import.meta.url), { path, now }));
    super((batch) => thread.write(batch));
    this.#thread = thread;
  }

  /** Why nothing can be written, or the last batch was not; undefined when all is well. */
  override get failed(): Error | undefined {
    return this.#thread.failed ?? super.failed;
  }

  /** Writes what waits, then ends the thread. */
  async close(): Promise<void> {
    await this.drained();
    await this.#thread.close();
  }
}

interface Waiting {
  readonly resolve: (results: readonly Written[]) => void;
  readonly reject: (error: Error) => void;
}

/** One batch at a time to the writer's thread, and back what came of it. */
class Thread {
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  #sent: Waiting | undefined;
  failed: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: Answer) => {
      if ('error' in answer) this.#sent?.reject(new Error(answer.error));
      else this.#sent?.resolve(answer.results);
    });
    worker.on('error', (error) => this.#fail(error));
    this.#exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#fail(new Error('the journal is closed'));
        resolve();
      });
    });
  }

  write(batch: readonly Command[]): Promise<readonly Written[]> {
    if (this.failed) return Promise.reject(this.failed);
    return new Promise((resolve, reject) => {
      this.#sent = { resolve, reject };
      this.#worker.postMessage(encode(batch));
    });
  }

  async close(): Promise<void> {
    this.#worker.postMessage('close');
    await this.#exited;
  }

  #fail(error: Error): void {
    this.failed ??= error;
    this.#sent?.reject(error);
  }
}
