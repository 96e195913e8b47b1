import { Access } from '../../access/index.ts';
import type { Clock } from '../../base/clock.ts';
import { loadConfig } from '../../config/index.ts';
import { makeAccessStore, openSqlite } from '../../store/index.ts';
import { Failure, UsageError } from '../failure.ts';

/** Who changes access beside the store: whoever may run commands there. */
export const OPERATOR = 'cli';

/** Uses the access of the configured store, which is made when there is none. @throws UsageError for a value that is wrong, Failure in one line */
export async function withAccess<T>(
  file: string | undefined,
  clock: Clock,
  use: (access: Access) => Promise<T>,
): Promise<T> {
  const { store, management } = loadConfig({ file });
  const db = await openSqlite(store.path);
  try {
    return await use(new Access(makeAccessStore(db), clock, management.sessionMs));
  } catch (error) {
    const { message } = error as Error;
    throw error instanceof RangeError ? new UsageError(message) : new Failure(message);
  } finally {
    await db.destroy();
  }
}
