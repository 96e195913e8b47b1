import type { Kysely, Transaction } from 'kysely';
import type { AccessEvent, AccessStore, AccountRow, TokenRow } from '../access/index.ts';
import { timedId } from '../base/clock.ts';
import type { Tables } from './schema.ts';

const toToken = ({ scopes, until, ...row }: Tables['access_token']): TokenRow => ({
  ...row,
  scopes: JSON.parse(scopes) as string[],
  until: Number(until),
});
const toAccount = (row: Tables['access_account']): AccountRow => ({ ...row, locked: row.locked !== 0 });

/** Tokens, accounts and sessions; each change in one transaction with the event that tells of it. */
export function makeAccessStore(db: Kysely<Tables>): AccessStore {
  const told = <T>(event: AccessEvent, write: (tx: Transaction<Tables>) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (tx) => {
      const result = await write(tx);
      await tx
        .insertInto('access_event')
        .values({ id: timedId(event.at), ...event })
        .execute();
      return result;
    });
  return {
    tokens: async () => (await db.selectFrom('access_token').selectAll().orderBy('name').execute()).map(toToken),
    async token(hash) {
      const row = await db.selectFrom('access_token').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row && toToken(row);
    },
    addToken: ({ scopes, ...row }, event) =>
      told(event, async (tx) => {
        await tx
          .insertInto('access_token')
          .values({ ...row, scopes: JSON.stringify(scopes) })
          .execute();
      }),
    removeToken: (name, event) =>
      told(event, async (tx) => {
        const [{ numDeletedRows }] = (await tx.deleteFrom('access_token').where('name', '=', name).execute()) as [
          { numDeletedRows: bigint },
        ];
        return numDeletedRows > 0n;
      }),
    accounts: async () => (await db.selectFrom('access_account').selectAll().orderBy('name').execute()).map(toAccount),
    async account(name) {
      const row = await db.selectFrom('access_account').selectAll().where('name', '=', name).executeTakeFirst();
      return row && toAccount(row);
    },
    addAccount: ({ locked, ...row }, event) =>
      told(event, async (tx) => {
        await tx
          .insertInto('access_account')
          .values({ ...row, locked: Number(locked) })
          .execute();
      }),
    setLocked: (name, locked, event) =>
      told(event, async (tx) => {
        const update = tx
          .updateTable('access_account')
          .set({ locked: Number(locked) })
          .where('name', '=', name);
        const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
        if (locked)
          await tx.deleteFrom('access_session').where('account', '=', name).where('role', 'is', null).execute();
        return numUpdatedRows > 0n;
      }),
    async failures(who) {
      const row = await db.selectFrom('access_failure').selectAll().where('who', '=', who).executeTakeFirst();
      return row && { count: row.count, at: Number(row.at) };
    },
    async addFailure(who, at, since) {
      await db.deleteFrom('access_failure').where('at', '<', since).execute();
      await db
        .insertInto('access_failure')
        .values({ who, count: 1, at })
        .onConflict((row) =>
          row.column('who').doUpdateSet(({ eb, ref }) => ({ count: eb(ref('access_failure.count'), '+', 1), at })),
        )
        .execute();
    },
    async clearFailures(who) {
      await db.deleteFrom('access_failure').where('who', '=', who).execute();
    },
    async session(hash) {
      const row = await db.selectFrom('access_session').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row && { ...row, until: Number(row.until) };
    },
    addSession: (row, event) =>
      told(event, async (tx) => {
        await tx.deleteFrom('access_session').where('until', '<=', event.at).execute();
        await tx.insertInto('access_session').values(row).execute();
      }),
    removeSession: (hash, event) =>
      told(event, async (tx) => {
        await tx.deleteFrom('access_session').where('hash', '=', hash).execute();
      }),
  };
}
