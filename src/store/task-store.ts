import type { Kysely, Selectable } from 'kysely';
import type { Task, TaskStore } from '../check/index.ts';
import type { Tables } from './schema.ts';

export function makeTaskStore(db: Kysely<Tables>): TaskStore {
  return {
    async addTask({ id, kind, about, who, started }, forgetBefore) {
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('task').where('started', '<', forgetBefore).execute();
        await tx.insertInto('task').values({ id, kind, about, who, started, ended: null, outcome: null }).execute();
      });
    },
    async endTask(id, ended, outcome) {
      const row = { ended, outcome: JSON.stringify(outcome) };
      await db.updateTable('task').set(row).where('id', '=', id).execute();
    },
    async task(id) {
      const row = await db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toTask(row);
    },
    // Their identifiers are in the order of time.
    async tasks({ limit, after, about }) {
      let query = db.selectFrom('task').selectAll().orderBy('id', 'desc').limit(limit);
      if (after !== undefined) query = query.where('id', '<', after);
      if (about !== undefined) query = query.where('about', '=', about);
      return (await query.execute()).map(toTask);
    },
  };
}

const toTask = ({ id, kind, about, who, started, ended, outcome }: Selectable<Tables['task']>): Task => ({
  id,
  kind: kind as Task['kind'],
  about,
  who,
  started: Number(started),
  ...(ended === null ? {} : { ended: Number(ended) }),
  ...(outcome === null ? {} : { outcome: JSON.parse(outcome) as NonNullable<Task['outcome']> }),
});
