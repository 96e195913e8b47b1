import type { Clock } from '../base/clock.ts';
import { type CompileOptions, compileRegistry, type Tables } from './compile.ts';
import { put, toRecords } from './records.ts';
import { SHIPPED_GROUPS } from './shipped.ts';
import type { Change, RegistryStore } from './store.ts';

/** The registry: its records in the store, and the tables that the path reads, always the newest good ones. */
export class Registry {
  readonly #store: RegistryStore;
  readonly #options: CompileOptions;
  readonly #clock: Clock;
  #tables: Tables;
  /** Changes are made one after the other, each on what the one before left. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(store: RegistryStore, options: CompileOptions, clock: Clock, tables: Tables) {
    this.#store = store;
    this.#options = options;
    this.#clock = clock;
    this.#tables = tables;
  }

  /** Opens the registry; an empty one starts with the shipped address groups. @throws Error when its records do not fit */
  static async open(store: RegistryStore, options: CompileOptions, clock: Clock): Promise<Registry> {
    if ((await store.load()).length === 0) {
      const changes = SHIPPED_GROUPS.map((group) => put('addressGroup', group));
      await store.write(changes, { who: 'padro-gateway', why: 'shipped registry data', at: clock.now() });
    }
    return new Registry(store, options, clock, await compiled(store, options));
  }

  get current(): Tables {
    return this.#tables;
  }

  /**
   * Writes changes, once they are known to fit with all the rest.
   *
   * @throws Error when they do not fit: nothing is changed
   */
  change(changes: readonly Change[], who: string, why: string): Promise<void> {
    const changed = this.#last.then(() => this.#change(changes, who, why));
    this.#last = changed.catch(() => {});
    return changed;
  }

  async #change(changes: readonly Change[], who: string, why: string): Promise<void> {
    const kept = (await this.#store.load()).filter(
      (row) => !changes.some((change) => change.kind === row.kind && change.id === row.id),
    );
    const added = changes.filter(({ doc }) => doc !== null).map((change) => ({ ...change, version: 0 }));
    const tables = compileRegistry(toRecords([...kept, ...added]), this.#options, this.#tables);
    await this.#store.write(changes, { who, why, at: this.#clock.now() });
    this.#tables = tables;
  }
}

const compiled = async (store: RegistryStore, options: CompileOptions): Promise<Tables> =>
  compileRegistry(toRecords(await store.load()), options);
