import { sql } from 'kysely';
import type { NewLot } from '../base/lot.ts';
import type { Claim, Claimed } from '../jobs/index.ts';
import { build, prepared, type Query } from './queries.ts';

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
const claimOf = (writers: Writers) =>
  prepared<Claim & { readonly holder: string }>((value) => {
    const due = build
      .selectFrom('lot_solicitud')
      .select(['lot', 'n'])
      .where('ens', '=', value('ens'))
      .where('queue', '=', value('queue'))
      .where('due', '<=', value('now'))
      .orderBy('due')
      .orderBy('lot')
      .orderBy('n');
    const held = build
      .selectFrom('lot_solicitud')
      .select(({ fn }) => fn.countAll().as('held'))
      .where('queue', '=', value('queue'))
      .where('holder', 'is not', null)
      .where('due', '>', value('now'));
    const [least, greatest] = writers === 'many' ? ['least', 'greatest'] : ['min', 'max'];
    const most = sql`${sql.raw(least!)}(${value('most')}, ${value('perQueue')} - (${held}))`;
    const free = due.limit(sql<number>`${sql.raw(greatest!)}(0, ${most})`);
    return build
      .with('free', () => (writers === 'many' ? free.forUpdate().skipLocked() : free))
      .updateTable('lot_solicitud')
      .set(({ eb }) => ({ due: value('until'), holder: value('holder'), attempts: eb('attempts', '+', 1) }))
      .where(({ eb, refTuple, selectFrom }) =>
        eb(refTuple('lot', 'n'), 'in', selectFrom('free').select(['lot', 'n']).$asTuple('lot', 'n')),
      )
      .returning(['lot', 'n', 'attempts', 'content']);
  });

export const claim = { one: claimOf('one'), many: claimOf('many') } as const satisfies Record<Writers, unknown>;

/** Sets the locks of claims apart from others of the database. */
const CLAIMS = 1;

/**
 * Gives a row to one of the writers that claim for a server at once, until its transaction ends. It is a statement of its
 * own, before the claim: the claim then counts what the one before it took.
 */
export const turnToClaim = prepared<Claim>((value) =>
  build
    .selectNoFrom(({ lit }) => lit(1).as('mine'))
    .where(sql<boolean>`pg_try_advisory_xact_lock(${sql.lit(CLAIMS)}, hashtext(${value('queue')}))`),
);

type Place<V> = <K extends keyof V>(name: K) => V[K];

/** Only while the claim is still the last one and unanswered: whoever claimed a solicitud after it decides. */
const claimed = (value: Place<Claimed>) =>
  build
    .updateTable('lot_solicitud')
    .where('lot', '=', value('lot'))
    .where('n', '=', value('n'))
    .where('attempts', '=', value('attempt'))
    .where('due', 'is not', null);

/** An answered solicitud: what was asked gives way to what was answered. */
export const settle = prepared<Claimed & { readonly answer: string }>((value) =>
  claimed(value).set({ due: null, holder: null, content: value('answer') }),
);

/** Another time, or in another queue. */
export const putBack = prepared<Claimed & { readonly due: number; readonly queue: string }>((value) =>
  claimed(value).set({ due: value('due'), queue: value('queue'), holder: null }),
);

export const renew = prepared<Claimed & { readonly until: number }>((value) =>
  claimed(value).set({ due: value('until') }),
);

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
