import type { Waiting } from './ports.ts';

/** Solicituds that are worked on, by ens and by the server that they wait for. */
export interface Held {
  readonly byEns: ReadonlyMap<string, number>;
  readonly byQueue: ReadonlyMap<string, number>;
}

/**
 * Whose solicituds are next: one place after the other goes to the ens that holds fewest, so that a lot of 500 does not
 * stand before a lot of one; and no server gets more than so many at once.
 *
 * @param free places that there are
 */
export function shareOut(waiting: readonly Waiting[], held: Held, free: number, perQueue: number): Waiting[] {
  const room = new Map<string, number>();
  const asking = new Map<string, { ens: string; holds: number; queues: { queue: string; left: number }[] }>();
  for (const { ens, queue, count } of waiting) {
    if (!room.has(queue)) room.set(queue, perQueue - (held.byQueue.get(queue) ?? 0));
    const one = asking.get(ens) ?? { ens, holds: held.byEns.get(ens) ?? 0, queues: [] };
    one.queues.push({ queue, left: count });
    asking.set(ens, one);
  }
  const shares = new Map<string, { ens: string; queue: string; count: number }>();
  for (let left = free; left > 0 && asking.size > 0; ) {
    const next = [...asking.values()].reduce((least, one) => (one.holds < least.holds ? one : least));
    const at = next.queues.findIndex(({ queue, left }) => left > 0 && room.get(queue)! > 0);
    const [taken] = at < 0 ? [] : next.queues.splice(at, 1);
    if (!taken) {
      asking.delete(next.ens);
      continue;
    }
    const { queue } = taken;
    taken.left--;
    next.queues.push(taken);
    next.holds++;
    room.set(queue, room.get(queue)! - 1);
    const key = `${next.ens} ${queue}`;
    const share = shares.get(key) ?? { ens: next.ens, queue, count: 0 };
    share.count++;
    shares.set(key, share);
    left--;
  }
  return [...shares.values()];
}
