import { Refusal } from '../../base/errors/refusal.ts';
import { holdsOpen, isVerified } from '../gate.ts';
import { put } from '../records.ts';
import type { Change } from '../store.ts';
import type { Effect } from './acts.ts';
import type { Expedient } from './expedient.ts';
import { FACTS } from './facts.ts';
import type { CircuitRegistry } from './ports.ts';

type Make = (expedient: Expedient, registry: CircuitRegistry, now: number) => Change[];

/** What each effect writes in the rest of the registry, each change on the version that it was made on. */
const EFFECTS: Readonly<Record<Effect, Make>> = {
  endpoint(expedient, registry) {
    const { endpoint: id = '', host, httpsPort, certificate } = expedient.data;
    if (registry.get('endpoint', id)) return [];
    if (host === undefined || httpsPort === undefined) {
      throw new Refusal('circuit.missing', { act: 'include', missing: `endpoint ${id}`, turn: 'OT' });
    }
    const url = `https://${host}:${httpsPort}/siri-proxy/services/Sincron`;
    const ca = certificate ? [certificate] : [];
    return [{ ...put('endpoint', { id, environment: expedient.environment, url, ca }), expected: 0 }];
  },
  open(expedient, registry) {
    const { endpoint = '' } = expedient.data;
    const found = registry.get('endpoint', endpoint)?.doc;
    if (!found || !isVerified(found)) {
      throw new Refusal('circuit.missing', {
        act: 'open',
        missing: `endpoint ${endpoint}: ${FACTS.verified.text.ca}`,
        turn: 'OT',
      });
    }
    return routed(expedient, registry, endpoint);
  },
  close(expedient, registry, now) {
    const own = hadRoute(expedient, registry) && !othersHold(expedient, registry, now);
    return own ? routed(expedient, registry, undefined) : [];
  },
};

/** Whether the expedient was about a route before this act: one that never went live leaves what others opened. */
function hadRoute({ id }: Expedient, registry: CircuitRegistry): boolean {
  const step = registry.get('integration', id)?.doc.step;
  return step === 'live' || step === 'paused';
}

/** Whether another expedient holds the same route open. */
const othersHold = ({ id, municipi, environment }: Expedient, registry: CircuitRegistry, now: number): boolean =>
  registry
    .list('integration')
    .some(
      ({ doc }) => doc.id !== id && doc.municipi === municipi && doc.environment === environment && holdsOpen(doc, now),
    );

type Input = Parameters<typeof put<'municipality'>>[1];

/** The municipality's record with this endpoint for the expedient's environment, or with none; exempt it is there no longer. */
function routed(expedient: Expedient, registry: CircuitRegistry, endpoint: string | undefined): Change[] {
  const { municipi, name, environment } = expedient;
  const found = registry.get('municipality', municipi);
  if (!found && endpoint === undefined) return [];
  const before: Input = found?.doc ?? { ine: municipi, name, endpoints: {} };
  const { [environment]: _, ...others } = before.endpoints;
  const endpoints = endpoint === undefined ? others : { ...others, [environment]: endpoint };
  const exempt = before.exempt?.filter((one) => one !== environment);
  return [{ ...put('municipality', { ...before, endpoints, exempt }), expected: found?.version ?? 0 }];
}

/**
 * @param expedient as the act leaves it; the registry has it as it was
 * @param now milliseconds since the epoch
 * @throws Refusal `circuit.missing`
 */
export const changesOf = (
  effects: readonly Effect[],
  expedient: Expedient,
  registry: CircuitRegistry,
  now: number,
): Change[] => effects.flatMap((effect) => EFFECTS[effect](expedient, registry, now));
