import { Refusal } from '../../base/errors/refusal.ts';
import { put } from '../records.ts';
import type { Effect } from './acts.ts';
import type { Expedient } from './expedient.ts';
import type { CircuitRegistry, VersionedChange } from './ports.ts';

type Doc<K extends 'endpoint' | 'municipality'> = Parameters<typeof put<K>>[1];
type Make = (expedient: Expedient, registry: CircuitRegistry) => Promise<VersionedChange[]>;

/** What each effect writes in the rest of the registry, each change on the version that it was made on. */
const EFFECTS: Readonly<Record<Effect, Make>> = {
  // The conveni's number and dates are in the expedient; the table of facts reads them there.
  conveni: async () => [],
  endpoint: async (expedient, registry) => {
    const { endpoint, host, httpsPort, certificate } = expedient.data;
    if (await registry.get('endpoint', endpoint!)) return [];
    if (host === undefined || httpsPort === undefined) {
      throw new Refusal('circuit.missing', { act: 'endpoint', missing: endpoint!, turn: 'OT' });
    }
    const url = `https://${host}:${httpsPort}/siri-proxy/services/Sincron`;
    const { environment } = expedient;
    return [
      { ...put('endpoint', { id: endpoint!, environment, url, ca: certificate ? [certificate] : [] }), expected: 0 },
    ];
  },
  open: async (expedient, registry) => routed(expedient, registry, expedient.data.endpoint),
  close: async (expedient, registry) => routed(expedient, registry, undefined),
};

/** The municipality's record with this endpoint for the expedient's environment, or with none. */
async function routed(expedient: Expedient, registry: CircuitRegistry, endpoint: string | undefined) {
  const { municipi, name, environment } = expedient;
  const found = await registry.get('municipality', municipi);
  const before = (found?.doc as Doc<'municipality'> | undefined) ?? { ine: municipi, name, endpoints: {} };
  const { [environment]: _, ...others } = before.endpoints;
  const endpoints = endpoint === undefined ? others : { ...others, [environment]: endpoint };
  if (!found && endpoint === undefined) return [];
  return [{ ...put('municipality', { ...before, endpoints }), expected: found?.version ?? 0 }];
}

export async function changesOf(
  effects: readonly Effect[],
  expedient: Expedient,
  registry: CircuitRegistry,
): Promise<VersionedChange[]> {
  const changes: VersionedChange[] = [];
  for (const effect of effects) changes.push(...(await EFFECTS[effect](expedient, registry)));
  return changes;
}
