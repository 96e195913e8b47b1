import { Access } from './access/index.ts';
import { BASE, type Gate, Integrations, integrationsPage, managementApi, publicApi, Streams } from './api/index.ts';
import { type Clock, timedId } from './base/clock.ts';
import type { Refusal } from './base/errors/refusal.ts';
import type { Config } from './config/index.ts';
import { makePublicApp, type ProblemPorts, type PublicPorts } from './listen/index.ts';
import type { Logger } from './record/index.ts';
import type { Registry } from './registry/index.ts';
import { makeAddressLimit } from './route/index.ts';
import { makeAccessStore } from './store/index.ts';

export interface FacesPorts {
  readonly config: Config;
  readonly db: Parameters<typeof makeAccessStore>[0];
  readonly registry: Registry;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly permissions: Gate['permissions'];
  readonly refused: (refusal: Refusal, incident: string) => void;
  /** What else the public plane serves. */
  readonly mounted: PublicPorts['mounted'];
  /** What of that belongs into the API's description. */
  readonly described: Parameters<typeof publicApi>[1];
}

export interface Faces {
  readonly publicApp: ReturnType<typeof makePublicApp>;
  readonly managementApi: ReturnType<typeof managementApi>;
  /** How both planes tell of refusals. */
  readonly problems: ProblemPorts;
  /** Ends the open streams. */
  close(): void;
}

/** The part of the composition that shows the registry: REST on two planes, the page, and who may change it. */
export async function openFaces(ports: FacesPorts): Promise<Faces> {
  const { config, db, registry, clock, logger, permissions, refused, mounted, described } = ports;
  const access = new Access(makeAccessStore(db), clock, config.management.sessionMs);
  const integrations = await Integrations.open(registry, (error) => {
    logger.error({ problem: (error as Error).message }, 'history of the registry');
  });
  const streams = new Streams(registry);
  const shown = { registry, integrations, streams };
  const problems = { language: config.log.language, incident: () => timedId(clock.now()), refused };
  return {
    publicApp: makePublicApp({
      ...problems,
      limit: makeAddressLimit(config.public.perSecond),
      page: (language) => integrationsPage(registry, integrations, language),
      mounted: [...mounted, [BASE, publicApi(shown, described)]],
    }),
    managementApi: managementApi(shown, { access, permissions, origin: config.management.origin ?? '' }),
    problems,
    close() {
      streams.close();
      integrations.close();
    },
  };
}
