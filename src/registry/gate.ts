import type { Environment } from '../base/domain.ts';
import type { Expedient } from './circuit/expedient.ts';
import { FACTS } from './circuit/facts.ts';
import type { StepName } from './circuit/words.ts';
import type { Records } from './schema.ts';

type Integrations = Pick<Records, 'integration'>;

/** Whether a municipality may be asked at an endpoint now. */
export type Gate = (
  municipality: Pick<Records['municipality'][number], 'ine' | 'exempt'>,
  environment: Environment,
  endpoint: string,
) => boolean;

/** Whether an endpoint passed its acceptance check, at the address that it has now. */
export const isVerified = ({ url, verified }: Pick<Records['endpoint'][number], 'url' | 'verified'>): boolean =>
  verified?.url === url;

/** Whether an expedient holds its route open: live, its conveni in force. */
export const holdsOpen = (expedient: Expedient, now: number): boolean =>
  expedient.step === 'live' && FACTS['conveni-in-force'].holds(expedient, now);

/** Steps of an expedient that never was about a route. */
const NO_ROUTE: ReadonlySet<StepName> = new Set(['consumer', 'refused']);

/**
 * A route is open while an expedient of its municipality is live, its conveni in force, and the endpoint has passed its
 * acceptance check. Where there is no expedient, or only such as want to consume or were refused, a test environment is
 * open, as it holds public test people only, and producció is closed. A record that names an environment as exempt is
 * open there.
 */
export function compileGate({ integration, endpoint }: Pick<Records, 'integration' | 'endpoint'>, now: number): Gate {
  const verified = new Set(endpoint.filter(isVerified).map(({ id }) => id));
  const expedients = new Map<string, boolean>();
  for (const expedient of integration) {
    if (NO_ROUTE.has(expedient.step)) continue;
    const key = `${expedient.environment} ${expedient.municipi}`;
    expedients.set(key, holdsOpen(expedient, now) || expedients.get(key) === true);
  }
  return ({ ine, exempt }, environment, id) => {
    if (exempt.includes(environment)) return true;
    const holds = expedients.get(`${environment} ${ine}`);
    return holds === undefined ? environment !== 'produccio' : holds && verified.has(id);
  };
}

/** When convenis begin or lapse, milliseconds. */
export const conveniTimes = ({ integration }: Integrations): number[] =>
  integration
    .filter(({ step }) => step === 'live')
    .flatMap(({ data }) => [data.conveniFrom, data.conveniTo])
    .flatMap((day) => (day ? [Date.parse(day)] : []));
