import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { petitionKey } from '../base/petition-key.ts';
import { type Authorised, extend, type Route, type Routed, type ToLot } from '../base/request.ts';
import { cut } from './cut.ts';
import type { Destination, LotStore } from './ports.ts';
import { places, type Vault } from './vault.ts';

export interface AcceptOptions {
  /** How long solicituds are asked again, and how long everything of a lot is kept; milliseconds. */
  readonly deadlineMs: number;
  readonly keepMs: number;
  /** Most solicituds of one ens that wait for an answer. */
  readonly openPerConsumer: number;
}

export interface AcceptPorts {
  /** There is a seal to put on the calls that a lot takes. */
  readonly sealed: boolean;
  readonly store: Pick<LotStore, 'open'>;
  readonly destination: Destination;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly options: AcceptOptions;
}

/**
 * Makes a lot of an asynchronous petition, whole or not at all. It is kept by the journal, with the petition's intent.
 *
 * @throws Refusal `jobs.unavailable`, `route.limit`, `route.not-local`
 */
export function makeAccept(ports: AcceptPorts): (authorised: Authorised) => Promise<Routed<ToLot>> {
  const { sealed, store, destination, vault, clock, options } = ports;
  return async (authorised) => {
    const { peticion, envelope, environment, trail } = authorised;
    if (!sealed) throw new Refusal('jobs.unavailable');
    const open = await store.open(peticion.ens);
    if (open + peticion.solicitudes.length > options.openPerConsumer) {
      throw new Refusal('route.limit', { what: peticion.ens });
    }
    const routes = peticion.solicitudes.map((solicitud) => destination(peticion, solicitud, environment));
    const id = trail.incident;
    const { frame, messages } = cut(envelope.doc, id);
    const at = clock.now();
    const lot = {
      id,
      petition: petitionKey(peticion),
      ens: peticion.ens,
      environment,
      modalitat: peticion.modalitat.code,
      at,
      deadline: at + options.deadlineMs,
      until: at + options.keepMs,
      frame: vault.close(frame, places.frame(id)),
      solicituds: messages.map((message, n) => ({
        queue: queueOf(routes[n]!),
        message: vault.close(message, places.question(id, n)),
      })),
    };
    const municipis = [...new Set(routes.flatMap((route) => ('municipi' in route ? [route.municipi] : [])))];
    return extend(authorised, { destination: { kind: 'lot', lot, municipis } as const });
  };
}

/** Solicituds wait for the server that they go to: each server has so many at once. */
export function queueOf(route: Route): string {
  if ('endpoint' in route) return route.endpoint.id;
  return 'fallback' in route && route.fallback ? route.fallback.id : route.kind;
}
