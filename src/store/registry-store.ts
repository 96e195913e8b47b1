import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type By, type Change, type Changed, type RegistryStore, VersionConflict } from '../registry/index.ts';
import { isPostgres } from './dialect.ts';
import type { Tables } from './schema.ts';

/** Told to every node that listens when the registry changed. */
export const CHANNEL = 'registry';
/** The lock under which the registry is written, of this project's own choosing. */
const LOCK = 8_210_001;

export function makeRegistryStore(db: Kysely<Tables>): RegistryStore {
  return {
    async load() {
      const rows = await db.selectFrom('registry_record').selectAll().orderBy('kind').orderBy('id').execute();
      return rows.map(({ kind, id, version, doc }) => ({ kind, id, version, doc: JSON.parse(doc) as unknown }));
    },
    async write(changes, by) {
      await db.transaction().execute(async (tx) => {
        if (isPostgres(tx)) await inTurn(tx);
        for (const change of changes) await writeOne(tx, change, by);
      });
    },
    async history(kind, id) {
      const rows = db.selectFrom('registry_change').selectAll().where('kind', '=', kind).where('id', '=', id);
      return (await rows.orderBy('seq').execute()).map(toChanged);
    },
    async changesSince(seq, limit) {
      const rows = db.selectFrom('registry_change').selectAll().where('seq', '>', seq);
      return (await rows.orderBy('seq').limit(limit).execute()).map(toChanged);
    },
    async lastSeq() {
      const last = await db.selectFrom('registry_change').select('seq').orderBy('seq', 'desc').limit(1).execute();
      return Number(last[0]?.seq ?? 0);
    },
  };
}

/** One writer at a time, as on SQLite: `seq` goes up in the order in which changes become visible. */
async function inTurn(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${LOCK}), pg_notify(${CHANNEL}, '')`.execute(tx);
}

async function writeOne(tx: Transaction<Tables>, { kind, id, doc, expected }: Change, by: By): Promise<void> {
  const record = tx.selectFrom('registry_record').selectAll().where('kind', '=', kind).where('id', '=', id);
  const before = await record.executeTakeFirst();
  const found = before?.version ?? 0;
  if (expected !== undefined && expected !== found) throw new VersionConflict(kind, id, found);
  if (doc === null && !before) return;
  const version = (before?.version ?? (await lastVersion(tx, kind, id))) + 1;
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
  const change = { ...by, kind, id, version, before: before?.doc ?? null, after };
  await tx.insertInto('registry_change').values(change).execute();
}

/** Of a record that was taken away: one that comes back must not look like the one that somebody saw before. */
async function lastVersion(tx: Transaction<Tables>, kind: string, id: string): Promise<number> {
  const changes = tx.selectFrom('registry_change').select('version').where('kind', '=', kind).where('id', '=', id);
  return (await changes.orderBy('seq', 'desc').limit(1).executeTakeFirst())?.version ?? 0;
}

const parsed = (text: string | null): unknown => (text === null ? null : (JSON.parse(text) as unknown));

const toChanged = ({ seq, at, before, after, ...rest }: Selectable<Tables['registry_change']>): Changed => ({
  ...rest,
  seq: Number(seq),
  at: Number(at),
  before: parsed(before),
  after: parsed(after),
});
