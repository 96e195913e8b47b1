import type { Endpoint } from '../base/domain.ts';
import type { Migration } from './migration.ts';

/** Where a share of an endpoint's petitions goes instead, per cent. */
export interface Move {
  readonly to: Endpoint;
  readonly share: number;
}

/** The moves in force, by the endpoint that they leave. @throws Error naming the migration that does not fit */
export function compileMoves(
  migrations: readonly Migration[],
  endpoints: ReadonlyMap<string, Endpoint>,
): ReadonlyMap<string, Move> {
  const moves = new Map<string, Move>();
  for (const { id, from, to, state, share } of migrations) {
    if (state === 'retired') continue;
    const [old, fresh] = [endpoints.get(from), endpoints.get(to)];
    const missing = old ? (fresh ? undefined : to) : from;
    if (missing !== undefined) throw new Error(`migration ${id}: there is no endpoint ${missing}`);
    if (old!.environment !== fresh!.environment || from === to) {
      throw new Error(`migration ${id}: expected two endpoints of one environment`);
    }
    if (state !== 'share' && state !== 'all') continue;
    if (moves.has(from)) throw new Error(`migration ${id}: another one moves ${from} already`);
    moves.set(from, { to: fresh!, share });
  }
  return moves;
}

/** 0 to 99, the same for the same IdPeticion on every node (FNV-1a, 32 bits). */
export function bucketOf(idPeticion: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < idPeticion.length; i++) hash = Math.imul(hash ^ idPeticion.charCodeAt(i), 0x01000193);
  // The low bits of FNV change least in the last character: fold the high ones in.
  return ((hash ^ (hash >>> 15)) >>> 0) % 100;
}
