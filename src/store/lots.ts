import type { Kysely, Selectable } from 'kysely';
import type { Environment } from '../base/domain.ts';
import type { Lot, LotStore, Note } from '../jobs/index.ts';
import type { Line } from '../record/index.ts';
import { isPostgres } from './dialect.ts';
import type { Batches } from './journal/batches.ts';
import { claim, purge, putBack, renew, settle, shorten, turnToClaim } from './lot-queries.ts';
import type { Tables } from './schema.ts';

/**
 * Lots over the journal, which writes each change together with its line; read directly.
 *
 * @param holder names this process in its claims
 */
export function makeLotStore(db: Kysely<Tables>, journal: Pick<Batches, 'run' | 'runGiven'>, holder: string): LotStore {
  const many = isPostgres(db);
  const line = ({ incident, fields }: Note): Line => ({ kind: 'solicitud', incident, fields });
  return {
    async find(petition, now) {
      const rows = db.selectFrom('lot').selectAll().where('petition', '=', petition);
      return lotOf(await rows.where('until', '>', now).executeTakeFirst());
    },
    async get(id) {
      return lotOf(await db.selectFrom('lot').selectAll().where('id', '=', id).executeTakeFirst());
    },
    async progress(lot) {
      const row = await db
        .selectFrom('lot_solicitud')
        .select(({ fn }) => [
          fn.count('due').as('open'),
          fn.max('due').as('lastDue'),
          fn.max('attempts').as('attempts'),
        ])
        .where('lot', '=', lot)
        .executeTakeFirstOrThrow();
      return { open: Number(row.open), lastDue: Number(row.lastDue ?? 0), begun: Number(row.attempts) > 0 };
    },
    async waiting(now) {
      const rows = await db
        .selectFrom('lot_solicitud')
        .select(({ fn }) => ['ens', 'queue', fn.countAll().as('count')])
        .where('due', '<=', now)
        .groupBy(['ens', 'queue'])
        .execute();
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
    async elsewhere(now) {
      const rows = await db
        .selectFrom('lot_solicitud')
        .select(({ fn }) => ['ens', 'queue', fn.countAll().as('count')])
        .where('holder', 'is not', null)
        .where('holder', '!=', holder)
        .where('due', '>', now)
        .groupBy(['ens', 'queue'])
        .execute();
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
    async open(ens) {
      const rows = db.selectFrom('lot_solicitud').select(({ fn }) => fn.countAll().as('open'));
      const open = rows.where('due', 'is not', null);
      const row = await (ens === undefined ? open : open.where('ens', '=', ens)).executeTakeFirstOrThrow();
      return Number(row.open);
    },
    async claim(wanted) {
      const { ens, queue } = wanted;
      const query = claim[many ? 'many' : 'one']({ ...wanted, holder });
      const rows = await (many ? journal.runGiven<Row>(turnToClaim(wanted), query) : journal.run<Row>([query]));
      return rows.map(({ lot, n, attempts, content }) => ({ lot, n, attempt: attempts, content, ens, queue }));
    },
    async renew(claimed, until) {
      await journal.run(claimed.map((one) => renew({ ...one, until })));
    },
    async settle(claimed, answer, note) {
      await journal.run([settle({ ...claimed, answer })], line(note));
    },
    async putBack(claimed, due, queue, note) {
      await journal.run([putBack({ ...claimed, due, queue })], note && line(note));
    },
    async answers(lot, from, most) {
      const rows = db.selectFrom('lot_solicitud').select('content').where('lot', '=', lot).where('due', 'is', null);
      const some = await rows.where('n', '>=', from).orderBy('n').limit(most).execute();
      return some.map(({ content }) => content);
    },
    async shorten(lot, until) {
      await journal.run([shorten(lot, until)]);
    },
    async purge(now) {
      await journal.run(purge(now));
    },
  };
}

type Row = Pick<Selectable<Tables['lot_solicitud']>, 'lot' | 'n' | 'attempts' | 'content'>;

function lotOf(row: Selectable<Tables['lot']> | undefined): Lot | undefined {
  if (!row) return undefined;
  const { at, deadline, until, environment } = row;
  return {
    ...row,
    environment: environment as Environment,
    at: Number(at),
    deadline: Number(deadline),
    until: Number(until),
  };
}
