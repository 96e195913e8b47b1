import { readFileSync } from 'node:fs';
import { Access, SignIn } from './access/index.ts';
import {
  BASE,
  type Doing,
  type Gate,
  Integrations,
  integrationsPage,
  managementApi,
  publicApi,
  publicMunicipis,
  Streams,
} from './api/index.ts';
import { type Clock, timedId } from './base/clock.ts';
import type { Refusal } from './base/errors/refusal.ts';
import { Guard } from './base/outbound/guard.ts';
import type { Config } from './config/index.ts';
import { loadWsdl, makePublicApp, type ProblemPorts, type PublicPorts, renderFault } from './listen/index.ts';
import { PooledOutbound } from './outbound/index.ts';
import { checkContentType, readEnvelope, readTree } from './parse/index.ts';
import type { Logger } from './record/index.ts';
import type { Registry } from './registry/index.ts';
import { makeAddressLimit } from './route/index.ts';
import { integracionsRouter } from './soap/index.ts';
import { makeAccessStore } from './store/index.ts';

export interface FacesPorts {
  readonly config: Config;
  readonly db: Parameters<typeof makeAccessStore>[0];
  readonly registry: Registry;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly permissions: Gate['permissions'];
  readonly refused: (refusal: Refusal, incident: string) => void;
  readonly doing: Doing;
  /** Folder of the WSDLs. */
  readonly wsdls: string;
  /** Public origin of the public plane. */
  readonly origin: () => string;
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
  /** Ends the open streams, and calls to the identity provider. */
  close(): Promise<void>;
}

/** The part of the composition that shows the registry: REST on two planes, the page, and who may change it. */
export async function openFaces(ports: FacesPorts): Promise<Faces> {
  const { config, db, registry, clock, logger, permissions, refused, doing, wsdls, origin, mounted, described } = ports;
  const access = new Access(makeAccessStore(db), clock, config.management.sessionMs);
  const { signIn, close: closeSignIn } = openSignIn(config, clock);
  const integrations = await Integrations.open(registry, (error) => {
    logger.error({ problem: (error as Error).message }, 'history of the registry');
  });
  const streams = new Streams(registry);
  const shown = { registry, integrations, streams, clock };
  const problems = { language: config.log.language, incident: () => timedId(clock.now()), refused };
  const soap = await integracionsRouter({
    integrations: () => publicMunicipis(registry, integrations),
    wsdl: loadWsdl(wsdls, 'Integracions.wsdl'),
    origin,
    read(contentType, bytes) {
      checkContentType(contentType);
      return readEnvelope(readTree(bytes));
    },
    fault(refusal) {
      const incident = problems.incident();
      refused(refusal, incident);
      return renderFault(refusal, incident, problems.language);
    },
  });
  return {
    publicApp: makePublicApp({
      ...problems,
      limit: makeAddressLimit(config.public.perSecond),
      page: (language) => integrationsPage(registry, integrations, language),
      mounted: [...mounted, ['/', soap], [BASE, publicApi(shown, described)]],
    }),
    managementApi: managementApi(shown, { access, signIn, permissions, origin: config.management.origin ?? '' }, doing),
    problems,
    async close() {
      streams.close();
      integrations.close();
      await closeSignIn();
    },
  };
}

const MOST_BYTES = 262_144;

/** Signing in with an identity provider, where the deployment has one. Nobody asks it before somebody signs in. */
function openSignIn({ oidc, management }: Config, clock: Clock) {
  const { issuer, clientId, clientSecretFile, caFile, timeoutMs, allowPrivate, ...rest } = oidc;
  if (issuer === undefined || clientId === undefined) return { signIn: undefined, close: async () => {} };
  const ca = caFile ? [readFileSync(caFile, 'utf8')] : [];
  const outbound = new PooledOutbound({ guard: new Guard(allowPrivate), ca, timeoutMs, maxBytes: MOST_BYTES });
  const clientSecret = clientSecretFile && readFileSync(clientSecretFile, 'utf8').trim();
  const redirectUri = new URL(`${BASE}/session/oidc/callback`, management.origin).href;
  const signIn = new SignIn({ ...rest, issuer, clientId, clientSecret, redirectUri }, outbound, clock);
  return { signIn, close: () => outbound.close() };
}
