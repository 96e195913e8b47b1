/** The last outcomes of a server, and whether too many of them are failures. */
export class Window {
  readonly #size: number;
  readonly #threshold: number;
  readonly #outcomes: boolean[] = [];
  #failures = 0;

  /** @param threshold failures that are too many, per cent of `size` */
  constructor(size: number, threshold: number) {
    this.#size = size;
    this.#threshold = threshold;
  }

  /** @returns true when the failures among the last `size` outcomes reach the threshold, full or not */
  add(ok: boolean): boolean {
    this.#outcomes.push(ok);
    if (!ok) this.#failures++;
    if (this.#outcomes.length > this.#size && this.#outcomes.shift() === false) this.#failures--;
    return this.#failures * 100 >= this.#threshold * this.#size;
  }
}
