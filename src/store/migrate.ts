import { type Kysely, Migrator } from 'kysely';
import { MIGRATIONS } from './migrations/index.ts';
import type { Tables } from './schema.ts';

/**
 * Brings a store to the newest schema; of several processes that do so at once the others wait.
 *
 * @param name of the store, for people; never with a secret
 * @throws Error when it was written by a newer version, or cannot be changed: the store is closed then
 */
export async function migrate(db: Kysely<Tables>, name: string): Promise<Kysely<Tables>> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return db;
  await db.destroy();
  const { message } = error as Error;
  throw new Error(
    message.startsWith('corrupted migrations')
      ? `${name}: the store was written by a newer version of padro-gateway: start that one (${message})`
      : `${name}: the store cannot be brought to this version's schema: ${message}`,
    { cause: error },
  );
}
