import type { Kysely } from 'kysely';
import type { Change, RegistryStore } from '../registry/index.ts';
import type { Tables } from './schema.ts';

export function makeRegistryStore(db: Kysely<Tables>): RegistryStore {
  return {
    async load() {
      const rows = await db.selectFrom('registry_record').selectAll().orderBy('kind').orderBy('id').execute();
      return rows.map(({ kind, id, version, doc }) => ({ kind, id, version, doc: JSON.parse(doc) as unknown }));
    },
    async write(changes: readonly Change[], { who, why, at }) {
      await db.transaction().execute(async (tx) => {
        for (const { kind, id, doc } of changes) {
          const before = await tx
            .selectFrom('registry_record')
            .selectAll()
            .where('kind', '=', kind)
            .where('id', '=', id)
            .executeTakeFirst();
          const version = (before?.version ?? 0) + 1;
          const after = doc === null ? null : JSON.stringify(doc);
          if (after === null) {
            await tx.deleteFrom('registry_record').where('kind', '=', kind).where('id', '=', id).execute();
          } else {
            await tx
              .insertInto('registry_record')
              .values({ kind, id, version, doc: after })
              .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ version, doc: after }))
              .execute();
          }
          await tx
            .insertInto('registry_change')
            .values({ at, who, why, kind, id, version, before: before?.doc ?? null, after })
            .execute();
        }
      });
    },
  };
}
