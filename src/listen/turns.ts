import { monotonic } from '../base/clock.ts';

interface Waiting {
  readonly since: number;
  readonly go: () => void;
  readonly expire: () => void;
}

export interface TurnsAsk {
  /** There is no room for one more. */
  readonly isFull?: () => boolean;
  /** Somebody known is being answered. */
  readonly isBusy?: () => boolean;
}

const no = (): boolean => false;

/** Of one address no more than that wait: the oldest is sent away. */
const MOST = 500;
/** Of those that waited too long, ended in one turn: it costs little. */
const EXPIRED_AT_ONCE = 64;
/** From one stranger to the next while somebody known is being answered, whose answer takes several turns of the loop. */
const PAUSE_MS = 4;

/**
 * Lets strangers in one for each turn of the event loop, so that whoever is known finds at most one of them before it,
 * however many there are. While nobody waits, a stranger goes on at once.
 *
 * While `isFull` says so nobody goes on: `roomAgain` is called when that is over.
 *
 * Addresses take turns, and of one address the newest goes first: in a crowd the oldest have mostly given up, and whoever
 * comes after it is over need not wait for all of it (the "adaptive LIFO" of large front servers).
 */
export class Turns {
  readonly #longestMs: number;
  readonly #isFull: () => boolean;
  readonly #isBusy: () => boolean;
  readonly #waiting = new Map<string, Waiting[]>();
  #taken = false;

  /**
   * @param longestMs after which somebody who waits is sent away
   * @param asks what is asked each time; by default there is room, and nobody known
   */
  constructor(longestMs: number, { isFull = no, isBusy = no }: TurnsAsk = {}) {
    this.#longestMs = longestMs;
    this.#isFull = isFull;
    this.#isBusy = isBusy;
  }

  /** Somebody waits. */
  get crowded(): boolean {
    return this.#waiting.size > 0;
  }

  /**
   * @param address whose turn it is to be
   * @param expire called instead of `go` when the wait was too long
   */
  enter(address: string, go: () => void, expire: () => void): void {
    if (this.#taken || this.crowded || this.#isFull()) this.#wait(address, { since: monotonic(), go, expire });
    else {
      this.#take();
      go();
    }
  }

  /** There is room again. */
  roomAgain(): void {
    if (!this.#taken && this.crowded) this.#take();
  }

  #take(): void {
    this.#taken = true;
    if (this.#isBusy()) setTimeout(() => this.#next(), PAUSE_MS);
    else setImmediate(() => this.#next());
  }

  #wait(address: string, one: Waiting): void {
    const queue = this.#waiting.get(address);
    if (!queue) this.#waiting.set(address, [one]);
    else if (queue.push(one) > MOST) queue.shift()!.expire();
  }

  #next(): void {
    this.#taken = false;
    const [first] = this.#waiting;
    if (!first || this.#isFull()) return;
    this.#take();
    const [address, queue] = first;
    const until = monotonic() - this.#longestMs;
    for (let i = 0; i < EXPIRED_AT_ONCE && queue.length > 0 && queue[0]!.since < until; i++) queue.shift()!.expire();
    const newest = queue.pop();
    this.#waiting.delete(address);
    if (queue.length > 0) this.#waiting.set(address, queue);
    newest?.go();
  }
}
