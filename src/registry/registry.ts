import type { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { type CompileOptions, compileRegistry, type Tables } from './compile.ts';
import { put, toRecords } from './records.ts';
import type { KINDS, Kind } from './schema.ts';
import { SHIPPED_GROUPS } from './shipped.ts';
import type { Change, Changed, RegistryRow, RegistryStore } from './store.ts';

export interface Versioned<K extends Kind> {
  readonly id: string;
  readonly version: number;
  readonly doc: z.infer<(typeof KINDS)[K]>;
}

/** What others wrote into the registry does not fit together. */
export class Misfit extends Error {
  override readonly name = 'Misfit';
}

/** The registry: its records in the store, and the tables that the path reads, always the newest good ones. */
export class Registry {
  readonly #store: RegistryStore;
  readonly #options: CompileOptions;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #rows: readonly RegistryRow[];
  #tables: Tables;
  #seq: number;
  /** What was read last and did not fit: there is no need to read it again. */
  #misfit: { readonly seq: number; readonly error: Misfit } | undefined;
  /** Changes are made one after the other, each on what the one before left. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    store: RegistryStore,
    options: CompileOptions,
    clock: Clock,
    read: { readonly rows: readonly RegistryRow[]; readonly seq: number },
  ) {
    this.#store = store;
    this.#options = options;
    this.#clock = clock;
    this.#rows = read.rows;
    this.#seq = read.seq;
    this.#tables = tablesOf(read.rows, options, clock.now());
  }

  /** Opens the registry; an empty one starts with the shipped address groups. @throws Error when its records do not fit */
  static async open(store: RegistryStore, options: CompileOptions, clock: Clock): Promise<Registry> {
    let found = await read(store);
    if (found.rows.length === 0) {
      const changes = SHIPPED_GROUPS.map((group) => put('addressGroup', group));
      await store.write(changes, { who: 'padro-gateway', why: 'shipped registry data', at: clock.now() });
      found = await read(store);
    }
    return new Registry(store, options, clock, found);
  }

  get current(): Tables {
    return this.#tables;
  }

  /** Number of the last change that is in force. */
  get seq(): number {
    return this.#seq;
  }

  get<K extends Kind>(kind: K, id: string): Versioned<K> | undefined {
    return this.list(kind).find((record) => record.id === id);
  }

  /** The records of a kind, by id. */
  list<K extends Kind>(kind: K): readonly Versioned<K>[] {
    return this.#rows.filter((row) => row.kind === kind) as unknown as readonly Versioned<K>[];
  }

  /** Changes of one record, the oldest first. */
  history(kind: Kind, id: string): Promise<Changed[]> {
    return this.#store.history(kind, id);
  }

  /** Changes of all records with a higher `seq`, in order, at most so many. */
  changesSince(seq: number, limit: number): Promise<Changed[]> {
    return this.#store.changesSince(seq, limit);
  }

  /** Number of the last change that is written, in force or not. */
  lastSeq(): Promise<number> {
    return this.#store.lastSeq();
  }

  /** Calls after every change that came into force, whoever made it, or time. @returns what ends that */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Writes changes, once they are known to fit with all the rest.
   *
   * @throws VersionConflict, or Error when they do not fit: nothing is changed
   */
  change(changes: readonly Change[], who: string, why: string): Promise<void> {
    return this.#next(async () => {
      await this.#fit(changes);
      await this.#store.write(changes, { who, why, at: this.#clock.now() });
      await this.#adopt();
    });
  }

  /** The tables that changes would make; nothing is written. @throws Error when they do not fit with all the rest */
  check(changes: readonly Change[]): Promise<Tables> {
    return this.#next(() => this.#fit(changes));
  }

  /**
   * Takes over what time brought, and what others wrote since. What does not fit is not taken: the last good tables stay.
   *
   * @throws Misfit naming the records that do not fit together; Error when the store cannot be read
   */
  refresh(): Promise<void> {
    return this.#next(async () => {
      // From the rows that are there: what lapses must lapse while the store does not answer, too.
      if (this.#clock.now() >= this.#tables.until) this.#take(this.#rows, this.#seq);
      const seq = await this.#store.lastSeq();
      if (seq === this.#misfit?.seq) throw this.#misfit.error;
      if (seq !== this.#seq) await this.#adopt();
    });
  }

  async #fit(changes: readonly Change[]): Promise<Tables> {
    const replaced = new Set(changes.map(({ kind, id }) => `${kind} ${id}`));
    const kept = (await this.#store.load()).filter(({ kind, id }) => !replaced.has(`${kind} ${id}`));
    const added = changes.filter(({ doc }) => doc !== null).map((change) => ({ ...change, version: 0 }));
    return tablesOf([...kept, ...added], this.#options, this.#clock.now(), this.#tables);
  }

  #next<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#last.then(act);
    this.#last = done.catch(() => {});
    return done;
  }

  async #adopt(): Promise<void> {
    const { rows, seq } = await read(this.#store);
    this.#take(rows, seq);
  }

  #take(rows: readonly RegistryRow[], seq: number): void {
    try {
      this.#tables = tablesOf(rows, this.#options, this.#clock.now(), this.#tables);
    } catch (error) {
      this.#misfit = { seq, error: new Misfit((error as Error).message) };
      throw this.#misfit.error;
    }
    this.#misfit = undefined;
    this.#rows = rows;
    this.#seq = seq;
    for (const listener of this.#listeners) listener();
  }
}

/** Records as tables. @param now milliseconds @throws Error naming the records that do not fit together */
export const tablesOf = (
  rows: readonly RegistryRow[],
  options: CompileOptions,
  now: number,
  previous?: Tables,
): Tables => compileRegistry(toRecords(rows), options, now, previous);

/** The number first: a change that comes between the two is read again, not missed. */
async function read(store: RegistryStore): Promise<{ rows: RegistryRow[]; seq: number }> {
  const seq = await store.lastSeq();
  return { seq, rows: await store.load() };
}
