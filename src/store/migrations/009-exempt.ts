import type { Kysely, Migration } from 'kysely';
import { systemClock } from '../../base/clock.ts';
import type { Tables } from '../schema.ts';

const BY = {
  who: 'padro-gateway',
  why: 'it was open before routes depended on convenis: exempt until an expedient opens it',
};

/** A municipality that answered in producció without an expedient goes on: its record says from now on that it is exempt. */
export const exempt: Migration = {
  async up(db: Kysely<Tables>) {
    const docs = async (kind: string) =>
      (await db.selectFrom('registry_record').selectAll().where('kind', '=', kind).execute()).map((row) => ({
        ...row,
        content: JSON.parse(row.doc),
      }));
    const expedients = (await docs('integration')).filter(({ content }) => content.environment === 'produccio');
    const known = new Set(expedients.map(({ content }) => content.municipi));
    for (const { kind, id, version, doc, content } of await docs('municipality')) {
      if (content.endpoints?.produccio === undefined || known.has(id)) continue;
      const after = JSON.stringify({ ...content, exempt: ['produccio'] });
      const next = { version: version + 1 };
      await db
        .updateTable('registry_record')
        .set({ ...next, doc: after })
        .where('kind', '=', kind)
        .where('id', '=', id)
        .execute();
      const change = { ...BY, ...next, kind, id, at: systemClock.now(), before: doc, after };
      await db.insertInto('registry_change').values(change).execute();
    }
  },
};
