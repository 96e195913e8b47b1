import { Refusal } from '../../base/errors/refusal.ts';
import { isVerified } from '../gate.ts';
import { put } from '../records.ts';
import type { Change } from '../store.ts';
import type { Effect } from './acts.ts';
import type { Expedient } from './expedient.ts';
import { FACTS } from './facts.ts';
import type { CircuitRegistry } from './ports.ts';

type Make = (expedient: Expedient, registry: CircuitRegistry) => Change[];

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
  close: (expedient, registry) => routed(expedient, registry, undefined),
};

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

/** @throws Refusal `circuit.missing` */
export const changesOf = (effects: readonly Effect[], expedient: Expedient, registry: CircuitRegistry): Change[] =>
  effects.flatMap((effect) => EFFECTS[effect](expedient, registry));
