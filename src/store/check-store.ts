import type { Kysely } from 'kysely';
import type { CheckStore, Report } from '../check/index.ts';
import type { Tables } from './schema.ts';
import { makeTaskStore } from './task-store.ts';

export function makeCheckStore(db: Kysely<Tables>): CheckStore {
  return {
    ...makeTaskStore(db),
    async saveReport(hash, report) {
      const row = { hash, report: JSON.stringify(report) };
      await db
        .insertInto('check_report')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async report(hash) {
      const row = await db.selectFrom('check_report').select('report').where('hash', '=', hash).executeTakeFirst();
      return row && (JSON.parse(row.report) as Report);
    },
    async saveSamples(samples, forgetBefore) {
      const rows = samples.map(({ endpoint, at, ok, ms, cause = null }) => ({
        endpoint,
        at,
        ok: ok ? 1 : 0,
        ms: Math.round(ms),
        cause,
      }));
      await db.transaction().execute(async (tx) => {
        await tx.deleteFrom('probe_sample').where('at', '<', forgetBefore).execute();
        // The variables of one statement are limited: 999 in old builds of SQLite.
        for (let i = 0; i < rows.length; i += 150) {
          const some = rows.slice(i, i + 150);
          await tx
            .insertInto('probe_sample')
            .values(some)
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
      });
    },
    async samples(endpoint, limit) {
      const rows = db.selectFrom('probe_sample').selectAll().where('endpoint', '=', endpoint);
      const newest = await rows.orderBy('at', 'desc').limit(limit).execute();
      return newest.map(({ at, ok, ms, cause }) => ({
        endpoint,
        at: Number(at),
        ok: ok === 1,
        ms,
        ...(cause === null ? {} : { cause }),
      }));
    },
  };
}
