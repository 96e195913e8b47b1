import { existsSync } from 'node:fs';
import type { Config } from '../../config/index.ts';
import { readStore, type StoreReader } from '../../store/index.ts';
import { Failure } from '../failure.ts';

/** Reads from the configured store, and closes it. @throws Failure when there is none, or it cannot be read */
export function fromStore<T>({ store: { path, url } }: Config, use: (reader: StoreReader) => T): T {
  if (url !== undefined) throw new Failure('this command reads SQLite stores only, and store.url names a PostgreSQL');
  if (!existsSync(path)) throw new Failure(`${path}: there is no store; name the gateway's configuration by --config`);
  let reader: StoreReader | undefined;
  try {
    reader = readStore(path);
    return use(reader);
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${path}: ${(error as Error).message}`);
  } finally {
    reader?.close();
  }
}
