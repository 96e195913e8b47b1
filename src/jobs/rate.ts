/** Time over which answers are counted. */
const WINDOW_MS = 60_000;
/** Answers a second that are assumed before any was measured. */
const ASSUMED = 10;
const HOUR = 3_600_000;
/** Largest that the schema of TiempoEstimadoRespuesta takes. */
const MOST = 9_999;

/** How fast solicituds were answered lately, and so how long others will take. */
export class Rate {
  /** Answers of this window and of the one before. */
  #window = 0;
  #now = 0;
  #before = 0;

  answered(now: number): void {
    const window = Math.floor(now / WINDOW_MS);
    if (window !== this.#window) {
      this.#before = window === this.#window + 1 ? this.#now : 0;
      this.#window = window;
      this.#now = 0;
    }
    this.#now++;
  }

  /**
   * TiempoEstimadoRespuesta: whole hours, at least one.
   *
   * @param open solicituds that have no answer yet, whoever asked
   * @param lastDue when the last of this lot is asked next, milliseconds since the epoch
   */
  hours(open: number, lastDue: number, now: number): number {
    const perSecond = Math.max(this.#now, this.#before) / (WINDOW_MS / 1000) || ASSUMED;
    const left = Math.max((open / perSecond) * 1000, lastDue - now);
    return Math.min(Math.max(Math.ceil(left / HOUR), 1), MOST);
  }
}
