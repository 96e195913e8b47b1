import type { Endpoint, Environment, Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { type Authorised, extend, type Route, type Routed } from '../base/request.ts';

/** Municipality and environment to endpoint, compiled. */
export interface Routes {
  /** Undefined: the municipality is not integrated in that environment. */
  find(municipi: string, environment: Environment): Endpoint | undefined;
}

export interface RoutePorts {
  readonly routes: Live<Routes>;
}

/**
 * Which server answers: that of the municipality named, in the caller's own environment.
 *
 * @throws Refusal `route.modalitat`, `route.asynchronous`
 */
export function makeRoute({ routes }: RoutePorts): (authorised: Authorised) => Routed {
  return (authorised) => {
    const { peticion, frontal, environment, trail } = authorised;
    if (frontal !== 'sincron') throw new Refusal('route.asynchronous');
    const municipi = peticion.solicitudes[0]?.municipi;
    if (peticion.modalitat.source !== 'named' || municipi === undefined) {
      throw new Refusal('route.modalitat', { modalitat: peticion.modalitat.code });
    }
    const endpoint = routes.current.find(municipi, environment);
    trail.municipi = municipi;
    trail.endpoint = endpoint?.id;
    const destination: Route = endpoint
      ? { kind: 'endpoint', municipi, endpoint }
      : { kind: 'not-integrated', municipi };
    return extend(authorised, { destination });
  };
}
