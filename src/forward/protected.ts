import { type Endpoint, inMaintenance } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Body } from '../base/request.ts';

/**
 * In producció a forged answer must never get our seal: HTTPS with a pinned authority or key, answers that must be signed,
 * or a dated exception.
 *
 * @param excepted told the endpoint that is asked by such an exception
 * @throws Refusal `forward.unprotected`
 */
export function checkProtected(endpoint: Endpoint, now: number, excepted: (endpoint: string) => void): void {
  const { id, environment, url, ca, pins, signature, unpinnedUntil } = endpoint;
  if (environment !== 'produccio' || signature?.required) return;
  if (url.startsWith('https:') && (ca.length > 0 || pins.length > 0)) return;
  if (unpinnedUntil === null || now >= unpinnedUntil) throw new Refusal('forward.unprotected');
  excepted(id);
}

/** Nobody asks a server in its maintenance window: it may be half there. @throws Refusal `forward.maintenance` */
export function checkMaintenance(endpoint: Endpoint, now: number): void {
  if (inMaintenance(endpoint, now)) throw new Refusal('forward.maintenance');
}

/** A municipality that operators stopped is as one that does not answer. @throws Refusal `forward.stopped` */
export function checkStopped({ stopped }: Pick<Body, 'stopped'>): void {
  if (stopped) throw new Refusal('forward.stopped');
}
