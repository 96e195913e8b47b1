import type { NewLot } from '../base/lot.ts';
import type { Claim, Claimed } from '../jobs/index.ts';
import { build, type Query } from './queries.ts';

/** What is written of lots, each change one statement. */

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
    content: message,
  });
  return [
    build.insertInto('lot').values({ ...lot, solicituds: solicituds.length }),
    build.insertInto('lot_solicitud').values(solicituds.map(row)),
  ];
}

/**
 * Takes the solicituds of one ens that wait longest for one server, until a time after which somebody else may take
 * them. On a store with many writers the inner query locks its rows and skips those that are locked.
 */
export function claim({ ens, queue, now, until, most }: Claim): Query {
  return build
    .updateTable('lot_solicitud')
    .set(({ eb }) => ({ due: until, attempts: eb('attempts', '+', 1) }))
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('lot', 'n'),
        'in',
        selectFrom('lot_solicitud')
          .select(['lot', 'n'])
          .where('ens', '=', ens)
          .where('queue', '=', queue)
          .where('due', '<=', now)
          .orderBy('due')
          .orderBy('lot')
          .orderBy('n')
          .limit(most)
          .$asTuple('lot', 'n'),
      ),
    )
    .returning(['lot', 'n', 'attempts', 'content']);
}

/** Only while the claim is still the last one: whoever claimed a solicitud after it decides. */
const claimed = ({ lot, n, attempt }: Claimed) =>
  build.updateTable('lot_solicitud').where('lot', '=', lot).where('n', '=', n).where('attempts', '=', attempt);

/** An answered solicitud: what was asked gives way to what was answered. */
export const settle = (solicitud: Claimed, answer: string): Query =>
  claimed(solicitud).set({ due: null, content: answer }).where('due', 'is not', null);

/** Another time, or in another queue. */
export const putBack = (solicitud: Claimed, due: number, queue: string): Query =>
  claimed(solicitud).set({ due, queue }).where('due', 'is not', null);

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
