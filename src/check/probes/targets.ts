import type { Endpoint } from '../../base/domain.ts';
import type { Registry } from '../../registry/index.ts';
import type { TestPerson } from '../target.ts';

export interface ProbeTarget {
  readonly endpoint: Endpoint;
  readonly person: TestPerson;
}

/** Endpoints that a probe document was agreed for, as the path knows them. */
export function probeTargets(registry: Pick<Registry, 'list' | 'current'>): ProbeTarget[] {
  return registry.list('endpoint').flatMap(({ id, doc: { probe } }) => {
    const endpoint = registry.current.endpoints.get(id);
    return probe && endpoint ? [{ endpoint, person: probe }] : [];
  });
}
