/** What is remembered until a moment; when it is full, the oldest entry goes. */
export class Remembered<T> {
  readonly #most: number;
  readonly #entries = new Map<string, { readonly value: T; readonly from: number; readonly until: number }>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Also undefined before the entry was made: a clock that was set back keeps nothing alive. */
  get(key: string, now: number): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (now >= entry.from && now < entry.until) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Times in milliseconds since the epoch. */
  set(key: string, value: T, from: number, until: number): void {
    this.#entries.delete(key);
    if (until <= from) return;
    if (this.#entries.size >= this.#most) this.#entries.delete(this.#entries.keys().next().value!);
    this.#entries.set(key, { value, from, until });
  }
}
