import type { Place } from '../open.ts';
import type { Copy } from './copy.ts';
import { backupPostgres, restorePostgres } from './postgres.ts';
import { backupSqlite, restoreSqlite } from './sqlite.ts';

export type { Copy } from './copy.ts';

type Where = Omit<Place, 'node'>;

/** Copies the store into a file, as it is at one moment, while gateways run. @throws Error */
export const backupStore = ({ path, url, passwordFile }: Where, file: string): Promise<void> =>
  url === undefined ? backupSqlite(path, file) : backupPostgres({ url, passwordFile }, file);

/**
 * Makes the store what a copy holds, and checks its journal.
 *
 * @param replaced names what is kept of the store that is there, letters, digits and `_`; undefined: there must be none
 * @throws Error when there is one, when the copy is of a newer version or damaged, when its journal does not hold
 */
export const restoreStore = ({ path, url, passwordFile }: Where, file: string, replaced?: string): Promise<Copy> =>
  url === undefined
    ? restoreSqlite(path, file, replaced && `${path}.${replaced}`)
    : restorePostgres({ url, passwordFile }, file, replaced);
