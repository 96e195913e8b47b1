import type { Worker } from 'node:worker_threads';
import { spawnThread } from '../../base/thread.ts';
import type { SignaturePlace } from '../signature.ts';
import type { Paper } from './paper.ts';

export interface Job {
  readonly id: number;
  readonly paper: Paper;
  readonly at: number;
  readonly place: SignaturePlace | undefined;
}

export type Printed =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly problem: string };

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * `paperPdf` in a thread of its own: setting text in real fonts takes tens of milliseconds, in which the event loop
 * would answer nobody. The thread starts with the first document, and anew should it have ended.
 */
export class Printer {
  #worker: Worker | undefined;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  readonly print = (paper: Paper, at: number, place?: SignaturePlace): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.ref();
      this.#worker.postMessage({ id, paper, at, place } satisfies Job);
    });

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = spawnThread(new URL('./print-thread', import.meta.url));
    let cause: Error | undefined;
    worker.on('message', (printed: Printed) => this.#settle(printed));
    worker.on('error', (error: Error) => {
      cause = error;
    });
    worker.once('exit', () => {
      this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Error('the printer has ended', { cause }));
      this.#waiting.clear();
    });
    return worker;
  }

  #settle(printed: Printed): void {
    const waiting = this.#waiting.get(printed.id);
    this.#waiting.delete(printed.id);
    if ('pdf' in printed) waiting?.resolve(Buffer.from(printed.pdf));
    else waiting?.reject(new Error(printed.problem));
    // An idle thread keeps no process alive.
    if (this.#waiting.size === 0) this.#worker?.unref();
  }
}
