import type { Kysely } from 'kysely';
import type { Journal } from '../record/index.ts';
import { type Hearing, hear } from './hear.ts';
import type { Batches } from './journal/batches.ts';
import { PostgresJournal } from './journal/postgres.ts';
import { JournalWriter } from './journal/writer.ts';
import { openPostgres } from './postgres.ts';
import type { Tables } from './schema.ts';
import { openSqlite } from './sqlite.ts';

/** Which store: the SQLite file, or the PostgreSQL database where there is an address. */
export interface Place {
  readonly path: string;
  readonly url?: string | undefined;
  readonly passwordFile?: string | undefined;
  /** Name of this node's journal chain in PostgreSQL. */
  readonly node: string;
}

export interface OpenJournal extends Journal, Pick<Batches, 'run' | 'runGiven'> {
  /** Why nothing can be written, or the last batch was not; undefined when all is well. */
  readonly failed: Error | undefined;
  /** Writes what waits, then closes. */
  close(): Promise<void>;
}

/** @throws Error when it cannot be opened, or was written by a newer version */
export const openStore = ({ path, url, passwordFile }: Place): Promise<Kysely<Tables>> =>
  url === undefined ? openSqlite(path) : openPostgres({ url, passwordFile });

/** @param now milliseconds: keys that ended before are dropped */
export const openJournal = async ({ path, url, passwordFile, node }: Place, now: number): Promise<OpenJournal> =>
  url === undefined ? new JournalWriter(path, now) : PostgresJournal.open({ url, passwordFile }, node, now);

/** Hears of changes of the registry at once, where the store can tell of them: SQLite cannot. */
export const hearRegistry = ({ url, passwordFile }: Place, hearing: Hearing): { close(): Promise<void> } =>
  url === undefined ? { close: async () => {} } : hear({ url, passwordFile }, hearing);
