import type { NewLot } from '../../base/lot.ts';
import type { Journal, Keys, Line } from '../../record/index.ts';
import { insertLot } from '../lot-queries.ts';
import { type Query, statementOf } from '../queries.ts';
import type { Command, Written } from './protocol.ts';

interface Waiting {
  readonly command: Command;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: Error) => void;
}

/** Largest batch of one transaction. */
const MOST = 256;

/** Group commit: while one batch is written the next one gathers, so that one sync of the disk serves all who wait. */
export class Batches implements Journal {
  readonly #write: (batch: readonly Command[]) => Promise<readonly Written[]>;
  #waiting: Waiting[] = [];
  #sending = false;
  /** Why the last batch was not written. */
  #refused: Error | undefined;

  /** @param write writes a batch, all or nothing, durably: one result for each command, in order */
  constructor(write: (batch: readonly Command[]) => Promise<readonly Written[]>) {
    this.#write = write;
  }

  /** Why the last batch was not written; undefined when all is well. */
  get failed(): Error | undefined {
    return this.#refused;
  }

  intent(line: Line, keys: Keys, lot?: NewLot): Promise<'recorded' | 'replayed' | 'repeated'> {
    const statements = lot && insertLot(lot).map((query) => statementOf(query));
    return this.#add({ line, keys, statements }) as Promise<'recorded' | 'replayed' | 'repeated'>;
  }

  /** Runs statements in one transaction, with a line of the journal or without. @returns the rows of the last one */
  async run<T>(queries: readonly Query[], line?: Line): Promise<readonly T[]> {
    return (await this.#add({ line, statements: queries.map((query) => statementOf(query)) })) as readonly T[];
  }

  /** Runs a statement where another one gives a row, right after it. @returns its rows */
  async runGiven<T>(given: Query, query: Query): Promise<readonly T[]> {
    return (await this.#add({ given: statementOf(given), statements: [statementOf(query)] })) as readonly T[];
  }

  async append(line: Line): Promise<void> {
    await this.#add({ line });
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#sending || this.#waiting.length > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  #add(command: Command): Promise<Written> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ command, resolve, reject });
      if (!this.#sending && this.#waiting.length === 1) setImmediate(() => void this.#send());
    });
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#waiting.length > 0) {
      const sent = this.#waiting.splice(0, MOST);
      try {
        const results = await this.#write(sent.map(({ command }) => command));
        this.#refused = undefined;
        for (const [i, { resolve }] of sent.entries()) resolve(results[i]!);
      } catch (error) {
        this.#refused = error as Error;
        for (const { reject } of sent) reject(error as Error);
      }
    }
    this.#sending = false;
  }
}
