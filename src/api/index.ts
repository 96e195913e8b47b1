import type { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { OutboxStore } from '../notices/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Gate } from './caller.ts';
import { certificateRoutes } from './certificates.ts';
import { changeRoutes } from './changes.ts';
import { type CheckPorts, checkRoutes } from './checks.ts';
import { type ActPorts, actRoutes } from './circuit/acts.ts';
import { expedientRoutes } from './circuit/expedients.ts';
import { letterRoutes } from './circuit/letters.ts';
import { openingRoutes } from './circuit/opening.ts';
import type { Integrations } from './integrations.ts';
import { type MigrationPorts, migrationRoutes } from './migrations.ts';
import { mount } from './mount.ts';
import { municipiRoutes } from './municipis.ts';
import { openApi } from './openapi.ts';
import { recordRoutes } from './records.ts';
import { type Route, route } from './route.ts';
import { sessionRoutes } from './session.ts';
import { signInRoutes } from './sign-in.ts';
import type { Streams } from './streams.ts';
import { taskRoutes } from './tasks.ts';

export type { Gate } from './caller.ts';
export { letter, shownLetter } from './circuit/letters.ts';
export { Integrations } from './integrations.ts';
export { publicMunicipis } from './municipis.ts';
export { integrationsPage } from './page-of-integrations.ts';
export { SCOPES } from './scopes.ts';
export { Streams } from './streams.ts';

export const BASE = '/api/v1';

export interface Shown {
  readonly registry: Registry;
  readonly integrations: Integrations;
  readonly streams: Streams;
  readonly clock: Clock;
}

/** What is open to all, on either plane. */
export const publicRoutes = ({ registry, integrations, streams }: Shown): Route[] => [
  ...municipiRoutes(registry, integrations),
  ...changeRoutes(registry, streams),
];

/** What is done in the registry step by step: the circuit, migrations, acceptance checks. */
export interface Doing extends ActPorts, CheckPorts, Omit<MigrationPorts, 'registry'> {
  readonly outbox: Pick<OutboxStore, 'list'>;
}

export const doingRoutes = (registry: Registry, doing: Doing): Route[] => [
  ...expedientRoutes(doing),
  ...openingRoutes(doing),
  ...actRoutes(doing),
  ...letterRoutes(doing.circuit, doing.outbox),
  ...checkRoutes(doing),
  ...migrationRoutes({ ...doing, registry }),
  ...taskRoutes(doing.tasks),
];

export const managementRoutes = (shown: Shown, gate: Gate, doing: Doing): Route[] => [
  ...publicRoutes(shown),
  ...sessionRoutes(gate),
  ...signInRoutes(gate),
  ...recordRoutes(shown.registry),
  ...doingRoutes(shown.registry, doing),
  ...certificateRoutes(shown),
];

/** Paths of an OpenAPI document. */
type Described = Parameters<typeof openApi>[2];

/**
 * The API of the public plane, to be mounted at `BASE`.
 *
 * @param beside paths that others serve on that plane, described
 */
export const publicApi = (shown: Shown, beside: Described): Router => mount(described(publicRoutes(shown), beside));

/** The API of the management plane, to be mounted at `BASE`. */
export const managementApi = (shown: Shown, gate: Gate, doing: Doing): Router =>
  mount(described(managementRoutes(shown, gate, doing)), gate);

/** The routes and their description. */
export function described(routes: readonly Route[], beside?: Described): Route[] {
  const itself = route({
    method: 'get',
    path: '/openapi.json',
    summary: 'This description, OpenAPI 3.1',
    answer: z.object({}).loose().describe('An OpenAPI document.'),
    handle: () => ({ body: document }),
  });
  const all = [...routes, itself];
  const document = openApi(all, BASE, beside);
  return all;
}
