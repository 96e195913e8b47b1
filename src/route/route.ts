import { municipalityOf } from '../base/codes.ts';
import type { Endpoint, Environment, Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Modalitat } from '../base/modalitats.ts';
import type { Peticion, Solicitud } from '../base/peticion.ts';
import { type Authorised, type Body, extend, type Route, type Routed } from '../base/request.ts';

/** Municipality and environment to endpoint, compiled. */
export interface Routes {
  /** Undefined: the municipality is not integrated in that environment. */
  find(municipi: string, environment: Environment, idPeticion?: string): Body | undefined;
  /** Path at its endpoint for `*_PROPI`, where the municipality has one of its own. */
  ownPath(municipi: string): string | undefined;
  /** Everybody that is integrated in an environment. */
  integrated(environment: Environment): readonly Body[];
}

export interface RoutePorts {
  readonly routes: Live<Routes>;
  /** IDESCAT, for petitions of its own environment; undefined: there is none. */
  readonly idescat?: Endpoint | undefined;
  /** Most municipalities that a search may ask; undefined: nobody searches. */
  readonly search?: number | undefined;
}

/** Where one solicitud of a petition goes. @throws Refusal `route.not-local` */
export type Destination = (
  peticion: Pick<Peticion, 'modalitat' | 'ens' | 'idPeticion'>,
  solicitud: Pick<Solicitud, 'municipi' | 'idescat'>,
  environment: Environment,
) => Route;

/**
 * Which server answers, always one of the caller's own environment.
 *
 * @throws Refusal `route.not-local`
 */
export function makeRoute(ports: RoutePorts): (authorised: Authorised) => Routed {
  const destinationOf = makeDestination(ports);
  return (authorised) => {
    const { peticion, environment, trail } = authorised;
    const destination = destinationOf(peticion, peticion.solicitudes[0]!, environment);
    if ('municipi' in destination) trail.municipi = destination.municipi;
    if ('endpoint' in destination) trail.endpoint = destination.endpoint.id;
    return extend(authorised, { destination });
  };
}

/** The routing rule of each modalitat, protocol section 4. */
export function makeDestination({ routes, idescat, search }: RoutePorts): Destination {
  const idescatIn = (environment: Environment): Endpoint | undefined =>
    idescat?.environment === environment ? idescat : undefined;

  const municipality = (municipi: string, idPeticion: string, environment: Environment, fallsBack: boolean): Route => {
    const body = routes.current.find(municipi, environment, idPeticion);
    const fallback = fallsBack ? idescatIn(environment) : undefined;
    return body ? { kind: 'endpoint', ...body, fallback } : { kind: 'not-integrated', municipi, fallback };
  };

  const catalonia = ({ searchable }: Modalitat, environment: Environment): Route => {
    const endpoint = idescatIn(environment);
    if (endpoint) return { kind: 'idescat', endpoint };
    if (search === undefined || !searchable) return { kind: 'nobody' };
    const bodies = routes.current.integrated(environment);
    return { kind: 'search', bodies: bodies.slice(0, search), total: bodies.length };
  };

  const rules: Record<Modalitat['source'], Destination> = {
    named: ({ idPeticion }, { municipi, idescat }, environment) =>
      municipality(municipi!, idPeticion, environment, idescat === 1),
    own: ({ ens, idPeticion }, { idescat }, environment) => {
      const municipi = municipalityOf(ens);
      if (municipi === undefined) throw new Refusal('route.not-local', { ens });
      const route = municipality(municipi, idPeticion, environment, idescat === 1);
      return route.kind === 'endpoint' ? { ...route, path: routes.current.ownPath(municipi) } : route;
    },
    'named-or-idescat': ({ modalitat, idPeticion }, { municipi }, environment) =>
      municipi === undefined
        ? catalonia(modalitat, environment)
        : municipality(municipi, idPeticion, environment, true),
    catalonia: ({ modalitat }, _, environment) => catalonia(modalitat, environment),
  };
  return (peticion, solicitud, environment) => rules[peticion.modalitat.source](peticion, solicitud, environment);
}
