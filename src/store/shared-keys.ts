import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** What tells the keys of a store's nodes apart; never the keys. */
export interface KeyStore {
  has(name: string): Promise<boolean>;
  /** Keeps the first mark under a name. @returns whether it is this one */
  isFirst(name: string, mark: string): Promise<boolean>;
}

export function makeKeyStore(db: Kysely<Tables>): KeyStore {
  const markOf = (name: string) =>
    db.selectFrom('shared_key').select('mark').where('name', '=', name).executeTakeFirst();
  return {
    has: async (name) => (await markOf(name)) !== undefined,
    async isFirst(name, mark) {
      await db
        .insertInto('shared_key')
        .values({ name, mark })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await markOf(name))?.mark === mark;
    },
  };
}
