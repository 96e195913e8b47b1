import { hashOf } from './secrets.ts';
import type { AccessStore, Failures } from './store.ts';

const FREE = 5;
const FIRST_MS = 1_000;
const MOST_MS = 900_000;
/** Longer than the longest wait: whoever waits for it to be forgotten guesses no faster. */
const REMEMBERED_MS = 4 * MOST_MS;

/**
 * Makes whoever guesses wait: after five failures one second, then twice as long each time, at most a quarter of an
 * hour, whichever node is asked. The key is an account *at an address*, so that nobody can lock the owner out from elsewhere.
 */
export class Lockout {
  readonly #store: Pick<AccessStore, 'failures' | 'addFailure' | 'clearFailures'>;

  constructor(store: Pick<AccessStore, 'failures' | 'addFailure' | 'clearFailures'>) {
    this.#store = store;
  }

  /** Milliseconds that are still to wait; 0: go on. */
  async wait(key: string, now: number): Promise<number> {
    const found = await this.#store.failures(hashOf(key));
    return found ? Math.max(0, endOf(found) - now) : 0;
  }

  failed(key: string, now: number): Promise<void> {
    return this.#store.addFailure(hashOf(key), now, now - REMEMBERED_MS);
  }

  succeeded(key: string): Promise<void> {
    return this.#store.clearFailures(hashOf(key));
  }
}

const endOf = ({ count, at }: Failures): number =>
  count < FREE ? at : at + Math.min(MOST_MS, FIRST_MS * 2 ** (count - FREE));
