/** A map of bounded size: the entry that was set longest ago goes first. */
export class Bounded<V> extends Map<string, V> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: string, value: V): this {
    this.delete(key);
    if (this.size >= this.#most) this.delete(this.keys().next().value!);
    return super.set(key, value);
  }
}

/** One call at a time for each key: whoever asks meanwhile gets the same answer. */
export class Coalesced<V> {
  readonly #running = new Map<string, Promise<V>>();

  run(key: string, call: () => Promise<V>): Promise<V> {
    const running = this.#running.get(key);
    if (running) return running;
    const started = call().finally(() => this.#running.delete(key));
    this.#running.set(key, started);
    return started;
  }
}
