import { sql } from 'kysely';
import type { NewLot } from '../base/lot.ts';
import type { Claim, Claimed } from '../jobs/index.ts';
import { build, type Query } from './queries.ts';

/** What is written of lots, each change one statement. */

/** SQLite has one writer at a time, PostgreSQL many: they skip rows that another one is just taking. */
export type Writers = 'one' | 'many';

/** A lot and all its solicituds. */
export function insertLot({ solicituds, ...lot }: NewLot): Query[] {
  const { id, ens, at } = lot;
  const row = ({ queue, message }: NewLot['solicituds'][number], n: number) => ({
    lot: id,
    n,
    ens,
    queue,
    due: at,
    attempts: 0,
    holder: null,
    content: message,
  });
  return [
    build.insertInto('lot').values({ ...lot, solicituds: solicituds.length }),
    build.insertInto('lot_solicitud').values(solicituds.map(row)),
  ];
}

/**
 * Takes the solicituds of one ens that wait longest for one server, until a time after which somebody else may take
 * them; never so many that the server has more than its share, whoever holds them.
 */
export function claim({ ens, queue, now, until, most, perQueue }: Claim, holder: string, writers: Writers): Query {
  const due = build
    .selectFrom('lot_solicitud')
    .select(['lot', 'n'])
    .where('ens', '=', ens)
    .where('queue', '=', queue)
    .where('due', '<=', now)
    .orderBy('due')
    .orderBy('lot')
    .orderBy('n');
  const held = build
    .selectFrom('lot_solicitud')
    .select(({ fn }) => fn.countAll().as('held'))
    .where('queue', '=', queue)
    .where('holder', 'is not', null)
    .where('due', '>', now);
  const [least, greatest] = writers === 'many' ? ['least', 'greatest'] : ['min', 'max'];
  const free = due.limit(sql<number>`${sql.raw(greatest!)}(0, ${sql.raw(least!)}(${most}, ${perQueue} - (${held})))`);
  return build
    .with('free', () => (writers === 'many' ? free.forUpdate().skipLocked() : free))
    .updateTable('lot_solicitud')
    .set(({ eb }) => ({ due: until, holder, attempts: eb('attempts', '+', 1) }))
    .where(({ eb, refTuple, selectFrom }) =>
      eb(refTuple('lot', 'n'), 'in', selectFrom('free').select(['lot', 'n']).$asTuple('lot', 'n')),
    )
    .returning(['lot', 'n', 'attempts', 'content']);
}

/**
 * Gives a row to one of the writers that claim for a server at once, until its transaction ends. It is a statement of its
 * own, before the claim: the claim then counts what the one before it took.
 */
export const turnToClaim = ({ queue }: Claim): Query =>
  build
    .selectNoFrom(({ lit }) => lit(1).as('mine'))
    .where(sql<boolean>`pg_try_advisory_xact_lock(${CLAIMS}, hashtext(${queue}))`);

/** Sets the locks of claims apart from others of the database. */
const CLAIMS = 1;

/** Only while the claim is still the last one: whoever claimed a solicitud after it decides. */
const claimed = ({ lot, n, attempt }: Claimed) =>
  build.updateTable('lot_solicitud').where('lot', '=', lot).where('n', '=', n).where('attempts', '=', attempt);

/** An answered solicitud: what was asked gives way to what was answered. */
export const settle = (solicitud: Claimed, answer: string): Query =>
  claimed(solicitud).set({ due: null, holder: null, content: answer }).where('due', 'is not', null);

/** Another time, or in another queue. */
export const putBack = (solicitud: Claimed, due: number, queue: string): Query =>
  claimed(solicitud).set({ due, queue, holder: null }).where('due', 'is not', null);

export const renew = (solicitud: Claimed, until: number): Query =>
  claimed(solicitud).set({ due: until }).where('due', 'is not', null);

/** Collected: it stays for a while, as an answer may get lost on its way. */
export const shorten = (lot: string, until: number): Query =>
  build.updateTable('lot').set({ until }).where('id', '=', lot).where('until', '>', until);

/** Everything whose time is over. */
export function purge(now: number): Query[] {
  const over = build.selectFrom('lot').select('id').where('until', '<=', now);
  return [
    build.deleteFrom('lot_solicitud').where('lot', 'in', over),
    build.deleteFrom('lot').where('until', '<=', now),
  ];
}
