const FREE = 5;
const FIRST_MS = 1_000;
const MOST_MS = 900_000;
const REMEMBERED = 10_000;

/**
 * Makes whoever guesses wait: after five failures one second, then twice as long each time, at most a quarter of an
 * hour. The key is an account *at an address*, so that nobody can lock the owner out from elsewhere.
 */
export class Lockout {
  readonly #failures = new Map<string, { count: number; until: number }>();

  /** Milliseconds that are still to wait; 0: go on. */
  wait(key: string, now: number): number {
    return Math.max(0, (this.#failures.get(key)?.until ?? 0) - now);
  }

  failed(key: string, now: number): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    const delay = count < FREE ? 0 : Math.min(MOST_MS, FIRST_MS * 2 ** (count - FREE));
    this.#failures.delete(key);
    this.#failures.set(key, { count, until: now + delay });
    // The oldest is forgotten: a map that anybody may fill has an end.
    if (this.#failures.size > REMEMBERED) this.#failures.delete(this.#failures.keys().next().value!);
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
