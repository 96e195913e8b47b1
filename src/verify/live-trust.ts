import { type FSWatcher, watch } from 'node:fs';
import type { Live } from '../base/domain.ts';
import { type Crl, loadCrls } from './revocation/index.ts';
import { loadTrust, type TrustStore } from './trust.ts';

/** Files of a directory change one after the other; they are read when they have rested for so long, milliseconds. */
const REST_MS = 250;

/** The trust directory, read again when it changes. A set that cannot be read keeps the last good one, and is told. */
export class LiveTrust {
  readonly #dir: string;
  readonly #told: (problem: string | undefined) => void;
  readonly #watcher: FSWatcher;
  #timer: NodeJS.Timeout | undefined;
  #trust: TrustStore;
  #crls: readonly Crl[];

  /**
   * @param told called with what is wrong with the directory, and with undefined when it was read
   * @throws Error when it cannot be read at first
   */
  constructor(dir: string, told: (problem: string | undefined) => void) {
    this.#dir = dir;
    this.#told = told;
    this.#trust = loadTrust(dir);
    this.#crls = loadCrls(dir);
    this.#watcher = watch(dir, { persistent: false }, () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.reload(), REST_MS);
    });
    this.#watcher.on('error', (error) => told(error.message));
  }

  readonly anchors: Live<TrustStore> = liveOf(() => this.#trust);
  readonly crls: Live<readonly Crl[]> = liveOf(() => this.#crls);

  reload(): void {
    try {
      const [trust, crls] = [loadTrust(this.#dir), loadCrls(this.#dir)];
      this.#trust = trust;
      this.#crls = crls;
      this.#told(undefined);
    } catch (error) {
      this.#told((error as Error).message);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watcher.close();
  }
}

const liveOf = <T>(get: () => T): Live<T> => ({
  get current() {
    return get();
  },
});
