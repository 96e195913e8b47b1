import { setMaxListeners } from 'node:events';
import { type Clock, monotonic } from '../base/clock.ts';
import type { Attempt } from './answer.ts';
import type { Claimed, Lot, LotStore, Note, Waiting, Work } from './ports.ts';
import type { Rate } from './rate.ts';
import { shareOut } from './turns.ts';
import { places, type Vault } from './vault.ts';

export interface WorkerOptions {
  /** Solicituds worked on at once, by this process; and for one server, by all together. */
  readonly inFlight: number;
  readonly perEndpoint: number;
  /** A claim ends after this time unless renewed: what a process held that died is done by another after it. */
  readonly leaseMs: number;
  /** Time before a second attempt, doubled each time up to the longest. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  /** How often it is looked for what became due. */
  readonly pollMs: number;
}

export interface WorkerPorts {
  readonly store: LotStore;
  readonly attempt: (work: Work, lot: Lot, signal: AbortSignal) => Promise<Attempt>;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly rate: Rate;
  readonly options: WorkerOptions;
  /** Something that should not happen, told by the lot; the solicitud is tried again. */
  readonly trouble: (lot: string, error: unknown) => void;
  readonly counted: (outcome: 'answered' | 'again') => void;
}

/** Least time between two looks at what waits, while there is something to do. */
const LOOK_MS = 100;
/** Lots kept beside their solicituds that are in work. */
const LOTS_KEPT = 100;

/** Works off the solicituds of lots, in this process and beside others. */
export class Worker {
  readonly #ports: WorkerPorts;
  readonly #held = new Set<Work>();
  /** Those of them that somebody is asked for just now: what is being written takes no server's place. */
  readonly #asking = new Set<Work>();
  readonly #lots = new Map<string, Lot>();
  readonly #aborted = new AbortController();
  readonly #timers: NodeJS.Timeout[];
  #waiting: Waiting[] = [];
  /** What other processes held at the last look. */
  #elsewhere: Waiting[] = [];
  #stale = true;
  #looked = 0;
  #round: Promise<void> | undefined;
  #stopping = false;

  constructor(ports: WorkerPorts) {
    this.#ports = ports;
    const { pollMs, leaseMs } = ports.options;
    // Every call that is under way listens.
    setMaxListeners(0, this.#aborted.signal);
    const every = (ms: number, act: () => void): NodeJS.Timeout => setInterval(act, ms).unref();
    this.#timers = [every(pollMs, () => this.wake()), every(leaseMs / 3, () => this.#renew())];
    this.wake();
  }

  /** Solicituds that are being worked on. */
  get held(): number {
    return this.#held.size;
  }

  /** There may be something new to do. */
  wake(): void {
    this.#stale = true;
    this.#go();
  }

  /** Takes nothing more, lets what is in work finish for a time, and gives the rest back. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#round;
    const end = monotonic() + graceMs;
    while (this.#held.size > 0 && monotonic() < end) await pause();
    this.#aborted.abort();
    while (this.#held.size > 0) await pause();
  }

  #go(): void {
    if (this.#round || this.#stopping) return;
    this.#round = new Promise((resolve) => setImmediate(resolve))
      .then(() => this.#take())
      .catch((error) => {
        // The next look is the timer's: a store that fails is not asked without pause.
        this.#waiting = [];
        this.#stale = false;
        this.#ports.trouble('', error);
      })
      .finally(() => {
        this.#round = undefined;
        if (this.#isMore()) this.#go();
      });
  }

  /** Something to claim and a place for it, or something new to look for. */
  #isMore(): boolean {
    return this.#waiting.length === 0 ? this.#stale : this.#shares().length > 0;
  }

  #shares(): Waiting[] {
    const { inFlight, perEndpoint } = this.#ports.options;
    const asking = [...[...this.#asking].map(({ ens, queue }) => ({ ens, queue, count: 1 })), ...this.#elsewhere];
    const held = { byEns: countBy(asking, 'ens'), byQueue: countBy(asking, 'queue') };
    const free = Math.min(inFlight - this.#asking.size, 2 * inFlight - this.#held.size);
    return shareOut(this.#waiting, held, free, perEndpoint);
  }

  async #take(): Promise<void> {
    const { store, clock, options } = this.#ports;
    const now = clock.now();
    if (this.#stale && (this.#waiting.length === 0 || monotonic() - this.#looked >= LOOK_MS)) {
      this.#stale = false;
      this.#looked = monotonic();
      [this.#waiting, this.#elsewhere] = await Promise.all([store.waiting(now), store.elsewhere(now)]);
    }
    const until = now + options.leaseMs;
    const perQueue = options.perEndpoint;
    await Promise.all(
      this.#shares().map(async ({ ens, queue, count: most }) => {
        const claimed = await store.claim({ ens, queue, now, until, most, perQueue });
        for (const work of claimed) void this.#work(work);
        this.#taken(ens, queue, claimed.length < most ? Number.POSITIVE_INFINITY : most);
      }),
    );
  }

  #taken(ens: string, queue: string, count: number): void {
    this.#waiting = this.#waiting
      .map((one) => (one.ens === ens && one.queue === queue ? { ...one, count: one.count - count } : one))
      .filter((one) => one.count > 0);
  }

  async #work(work: Work): Promise<void> {
    this.#held.add(work);
    this.#asking.add(work);
    try {
      await this.#attempt(work);
    } catch (error) {
      this.#ports.trouble(work.lot, error);
      await this.#again(work, this.#later(work, 0)).catch((cause) => this.#ports.trouble(work.lot, cause));
    } finally {
      this.#held.delete(work);
      this.#asking.delete(work);
      this.#go();
    }
  }

  async #attempt(work: Work): Promise<void> {
    const { store, clock, vault, rate, counted } = this.#ports;
    const lot = await this.#lotOf(work);
    if (!lot) return;
    const began = monotonic();
    const done = await this.#ports.attempt(work, lot, this.#aborted.signal);
    this.#asking.delete(work);
    this.#go();
    if (this.#aborted.signal.aborted && done.kind === 'again') return this.#again(work, clock.now());
    const note = done.told && this.#note(work, done.told, monotonic() - began);
    counted(done.kind);
    if (done.kind === 'again') {
      const due = done.atOnce ? clock.now() : this.#later(work, lot.deadline);
      return this.#again({ ...work, queue: done.queue }, due, note);
    }
    await store.settle(work, vault.close(done.transmision, places.answer(lot.id, work.n)), note!);
    rate.answered(clock.now());
  }

  async #lotOf({ lot: id }: Work): Promise<Lot | undefined> {
    const lot = this.#lots.get(id) ?? (await this.#ports.store.get(id));
    if (this.#lots.size >= LOTS_KEPT) this.#lots.clear();
    if (lot) this.#lots.set(id, lot);
    return lot;
  }

  #again(work: Work, due: number, note?: Note): Promise<void> {
    return this.#ports.store.putBack(work, due, work.queue, note);
  }

  /** Longer each time; at the deadline there is one more attempt. */
  #later({ attempt }: Claimed, deadline: number): number {
    const { clock, options } = this.#ports;
    const now = clock.now();
    const wait = Math.min(options.retryMs * 2 ** Math.min(attempt - 1, 20), options.longestRetryMs);
    return deadline > now ? Math.min(now + wait, deadline) : now + wait;
  }

  #note({ lot, n, attempt }: Work, told: NonNullable<Attempt['told']>, ms: number): Note {
    const at = new Date(this.#ports.clock.now()).toISOString();
    return { incident: lot, fields: { at, solicitud: n + 1, attempt, ...told, ms: Math.round(ms) } };
  }

  #renew(): void {
    if (this.#held.size === 0) return;
    const { store, clock, options, trouble } = this.#ports;
    store.renew([...this.#held], clock.now() + options.leaseMs).catch((error) => trouble('', error));
  }
}

const PAUSE_MS = 20;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

function countBy(held: readonly Waiting[], key: 'ens' | 'queue'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of held) counts.set(one[key], (counts.get(one[key]) ?? 0) + one.count);
  return counts;
}
