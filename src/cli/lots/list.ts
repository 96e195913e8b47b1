import type { StoreReader } from '../../store/index.ts';

/** Rows for programs, and the same as lines for people. */
export interface Listing {
  readonly rows: readonly object[];
  readonly lines: readonly string[];
}

const timeOf = (ms: number): string => new Date(ms).toISOString();

/** Every lot that is kept, the newest last. */
export function listLots(reader: StoreReader): Listing {
  const rows = reader.lots().map(({ at, deadline, until, ...lot }) => ({
    ...lot,
    at: timeOf(at),
    askedUntil: timeOf(deadline),
    keptUntil: timeOf(until),
  }));
  const lines = rows.map(
    ({ id, at, ens, modalitat, answered, solicituds, keptUntil }) =>
      `${id}  ${at}  ${ens}  ${modalitat}; ${answered} of ${solicituds} answered; kept until ${keptUntil}`,
  );
  return { rows, lines };
}

/** The solicituds of one lot, in their order. */
export function listSolicituds(reader: StoreReader, lot: string): Listing {
  const rows = reader.solicitudsOf(lot).map(({ n, queue, attempts, due }) => ({
    solicitud: n + 1,
    waitsFor: queue,
    attempts,
    due: due === null ? null : timeOf(due),
  }));
  const lines = rows.map(
    ({ solicitud, waitsFor, attempts, due }) =>
      `${solicitud}  ${waitsFor}; ${attempts} attempt(s); ${due === null ? 'answered' : `due ${due}`}`,
  );
  return { rows, lines };
}
