import type { Changed, Registry } from '../registry/index.ts';

const BATCH = 1000;

/** Since when each municipality is integrated, read once from the registry's history and kept up with its changes. */
export class Integrations {
  readonly #registry: Registry;
  readonly #since = new Map<string, string>();
  #seq = 0;
  #reading: Promise<void> = Promise.resolve();

  private constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** @param failed is told of a history that cannot be read; what was known stays */
  static async open(registry: Registry, failed: (error: unknown) => void): Promise<Integrations & { close(): void }> {
    const integrations = new Integrations(registry);
    await integrations.#read();
    const close = registry.onChange(() => {
      integrations.#reading = integrations.#reading.then(() => integrations.#read()).catch(failed);
    });
    return Object.assign(integrations, { close });
  }

  /** ISO 8601; null when it is not. */
  since(ine: string): string | null {
    return this.#since.get(ine) ?? null;
  }

  async #read(): Promise<void> {
    let changes: Changed[];
    do {
      changes = await this.#registry.changesSince(this.#seq, BATCH);
      for (const { seq, kind, id, at, after } of changes) {
        this.#seq = seq;
        if (kind !== 'municipality') continue;
        if (!environmentsOf(after).includes('produccio')) this.#since.delete(id);
        else if (!this.#since.has(id)) this.#since.set(id, new Date(Number(at)).toISOString());
      }
    } while (changes.length === BATCH);
  }
}

/** Environments in which a municipality's record names a server. */
export const environmentsOf = (municipality: unknown): string[] =>
  Object.keys((municipality as { endpoints?: object } | null)?.endpoints ?? {}).sort();
