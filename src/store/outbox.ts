import type { Kysely, Selectable } from 'kysely';
import type { NoticeState, OutboxStore, QueuedNotice } from '../notices/index.ts';
import type { Tables } from './schema.ts';

/** While a letter is `sending`, `next_at` is when it was claimed. */
export function makeOutboxStore(db: Kysely<Tables>): OutboxStore {
  const next = (now: number) =>
    db
      .selectFrom('outbox')
      .select('id')
      .where('state', '=', 'queued')
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .orderBy('id')
      .limit(1);
  return {
    async queue(notices, now) {
      if (notices.length === 0) return;
      const rows = notices.map(({ link = null, attach = null, ...notice }) => ({
        ...notice,
        link,
        attach,
        state: 'queued' as const,
        attempts: 0,
        next_at: now,
        error: null,
      }));
      await db
        .insertInto('outbox')
        .values(rows)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async claim(now) {
      for (;;) {
        const due = await next(now).executeTakeFirst();
        if (!due) return undefined;
        // Another process may have been first: then nothing is updated, and the next one is looked for.
        const claimed = await db
          .updateTable('outbox')
          .set(({ eb }) => ({ state: 'sending', attempts: eb('attempts', '+', 1), next_at: now }))
          .where('id', '=', due.id)
          .where('state', '=', 'queued')
          .returningAll()
          .executeTakeFirst();
        if (claimed) return toNotice(claimed);
      }
    },
    async finish(id, { state, nextAt, error }) {
      await db
        .updateTable('outbox')
        .set({ state, next_at: nextAt, error })
        .where('id', '=', id)
        .where('state', '=', 'sending')
        .execute();
    },
    async lose(since) {
      const { numUpdatedRows } = await db
        .updateTable('outbox')
        .set({ state: 'unknown', error: 'the process ended while it was being sent' })
        .where('state', '=', 'sending')
        .where('next_at', '<', since)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async again(id, now) {
      const { numUpdatedRows } = await db
        .updateTable('outbox')
        .set({ state: 'queued', attempts: 0, next_at: now })
        .where('id', '=', id)
        .where('state', 'in', ['failed', 'unknown'])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async ids() {
      return new Set((await db.selectFrom('outbox').select('id').execute()).map(({ id }) => id));
    },
    async list(states) {
      const rows = await db.selectFrom('outbox').selectAll().where('state', 'in', states).orderBy('id').execute();
      return rows.map(toNotice);
    },
  };
}

const toNotice = ({ next_at, state, ...row }: Selectable<Tables['outbox']>): QueuedNotice => ({
  ...row,
  link: row.link ?? undefined,
  attach: row.attach ?? undefined,
  state: state as NoticeState,
  nextAt: Number(next_at),
});
