import type { Kysely, Migration } from 'kysely';
import { systemClock } from '../../base/clock.ts';
import type { Tables } from '../schema.ts';

/** An upgrade closes nobody: what answered in producció before routes depended on expedients and checks goes on. */
export const exempt: Migration = {
  async up(db: Kysely<Tables>) {
    const opened = new Set(
      (await docs(db, 'integration'))
        .filter(({ content: { environment, step } }) => environment === 'produccio' && STEPS.has(step))
        .map(({ content }) => content.municipi),
    );
    for (const row of await docs(db, 'municipality')) {
      if (row.content.endpoints?.produccio === undefined || opened.has(row.id)) continue;
      await write(db, row, { exempt: ['produccio'] }, EXEMPT);
    }
    for (const row of await docs(db, 'endpoint')) {
      const { url, verified } = row.content;
      if (verified === undefined || verified.url !== undefined) continue;
      await write(db, row, { verified: { ...verified, url } }, PLACED);
    }
  },
};

/** Steps of an expedient that opens the route by itself, or closed it. */
const STEPS: ReadonlySet<string> = new Set(['live', 'paused']);

const EXEMPT = 'it was open before routes depended on convenis: exempt until an expedient opens it';
const PLACED = 'it passed its check before the address was noted: taken to be the one that it has';

type Row = Awaited<ReturnType<typeof docs>>[number];

async function docs(db: Kysely<Tables>, kind: string) {
  const rows = await db.selectFrom('registry_record').selectAll().where('kind', '=', kind).execute();
  return rows.map((row) => ({ ...row, content: JSON.parse(row.doc) }));
}

async function write(db: Kysely<Tables>, row: Row, more: object, why: string): Promise<void> {
  const { kind, id, doc, content } = row;
  const after = JSON.stringify({ ...content, ...more });
  const version = row.version + 1;
  await db
    .updateTable('registry_record')
    .set({ version, doc: after })
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
  const change = { who: 'padro-gateway', why, version, kind, id, at: systemClock.now(), before: doc, after };
  await db.insertInto('registry_change').values(change).execute();
}
