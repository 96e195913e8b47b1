import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { callerAddress, compileAddresses, compileProxies, makeAdmit, permissionsOf } from './admit/index.ts';
import { type Authorisations, makeAuthorise } from './authorise/index.ts';
import { type Clock, systemClock, timedId } from './base/clock.ts';
import { Refusal } from './base/errors/refusal.ts';
import { derived, pick } from './base/live.ts';
import { Guard } from './base/outbound/guard.ts';
import type { Received, Reply } from './base/request.ts';
import { openCalls } from './compose-calls.ts';
import { type Checks, openChecks } from './compose-check.ts';
import { type OpenCircuit, openCircuit } from './compose-circuit.ts';
import { watchClock } from './compose-clock.ts';
import { openDocuments } from './compose-documents.ts';
import { watchExpiry } from './compose-expiry.ts';
import { openFaces } from './compose-faces.ts';
import { sharedKey } from './compose-keys.ts';
import { openLots } from './compose-lots.ts';
import { followRegistry } from './compose-registry.ts';
import { renderOn, restStations } from './compose-rest.ts';
import { openStatus } from './compose-status.ts';
import type { Config } from './config/index.ts';
import {
  accessibilityRouter,
  VERIFICATION_API,
  VERIFICATION_DESCRIPTION,
  verificationRouter,
} from './documents/index.ts';
import { Cage, makeForward } from './forward/index.ts';
import {
  listen,
  loadWsdls,
  makeConsumerApp,
  makeConsumerServer,
  makeManagementApp,
  makePublicServer,
  publicLinkRouter,
  stop,
} from './listen/index.ts';
import { collect, parse } from './parse/index.ts';
import { path, type Stations } from './path.ts';
import { type Logger, Marks, Metrics, makeKeep, makeLogger, makeRecord, Recorder, RefusalLog } from './record/index.ts';
import { Registry } from './registry/index.ts';
import { openApi } from './rest/index.ts';
import { makeLimits, makeRoute } from './route/index.ts';
import { loadSeals, makeSeal, makeWrap } from './seal/index.ts';
import {
  makeCheckStore,
  makeKeyStore,
  makeLotStore,
  makeRegistryStore,
  openJournal,
  openStore,
} from './store/index.ts';
import { LiveTrust, makeVerify, makeVerifyAnswer } from './verify/index.ts';

/** A gateway that listens. */
export interface Gateway {
  /** Origins, with the ports that were got. */
  readonly origins: {
    readonly http: string;
    readonly https: string | undefined;
    readonly management: string;
    readonly public: string;
  };
  readonly registry: Registry;
  readonly circuit: OpenCircuit;
  readonly checks: Checks;
  readonly logger: Logger;
  /** Finishes what is in flight, then closes everything that was opened. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
}

const WSDL_FOLDER = fileURLToPath(new URL('../wsdl', import.meta.url));
const read = (file: string): string => readFileSync(file, 'utf8');

/**
 * The composition root: the only place that knows every part, in the order in which a request meets them.
 *
 * @throws Error with a text for operators when a part cannot be opened; what was opened is closed again
 */
export async function compose(config: Config, options: ComposeOptions = {}): Promise<Gateway> {
  const clock = options.clock ?? systemClock;
  const logger = options.logger ?? makeLogger(config.log.level);
  const opened: (() => Promise<unknown> | unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const db = await openStore(config.store);
    opened.push(() => db.destroy());
    const guard = new Guard(config.forward.allowPrivate);
    const own = new Set<string>();
    const compiling = {
      timeoutMs: config.forward.timeoutMs,
      checkGroups: compileAddresses,
      checkUrl({ hostname, port }: URL) {
        guard.checkHost(hostname);
        if (own.has(port) && isOwnHost(hostname, config)) throw new Error('it is the gateway itself');
      },
    };
    const registry = await Registry.open(makeRegistryStore(db), compiling, clock);
    const troubles = new Map<string, string>();
    const tell =
      (part: string) =>
      (problem: string | undefined): void => {
        if (problem) troubles.set(part, problem);
        else troubles.delete(part);
      };
    const metrics = new Metrics();
    const followed = followRegistry({ config, registry, logger, metrics, trouble: tell('registry') });
    opened.push(() => followed.close());
    let publicOrigin = config.public.origin;
    const circuit = openCircuit({ config, db, registry, clock, logger, origin: () => publicOrigin });
    opened.push(() => circuit.close());
    const journal = await openJournal(config.store, clock.now());
    opened.push(() => journal.close());
    const keys = makeKeyStore(db);
    const marksFile = config.record.hmacKeyFile ?? `${config.store.path}.key`;
    const marks = new Marks(await sharedKey(keys, 'record.hmacKeyFile', marksFile));
    const language = config.log.language;
    const recorder = new Recorder({
      record: makeRecord({ journal, marks, clock }),
      metrics,
      log: new RefusalLog(logger),
      clock,
      render: renderOn(language),
    });

    const addresses = derived(registry, ({ groups }) => compileAddresses(groups));
    const proxies = compileProxies(config.consumer.trustedProxies);
    const { certificateHeader, certificateForm } = config.client;
    const clientCertificateForm = certificateHeader ? certificateForm : undefined;
    const admit = makeAdmit({ addresses, proxies, clientCertificateForm });
    const trust = new LiveTrust(config.trust.dir, (problem) => {
      tell('trust')(problem && 'the trust directory cannot be read: the last good set is in use');
      if (problem) logger.error({ problem }, 'trust directory');
    });
    opened.push(() => trust.close());
    const clockWatch = watchClock(config, clock, logger, tell('clock'));
    opened.push(() => clockWatch.close());
    const { status, close: closeStatus } = openStatus(config, trust.crls, clock, logger, makeKeep(journal));
    opened.push(closeStatus);
    const consumers = pick(registry, 'consumers');
    const listening: string[] = [];
    const verify = makeVerify({
      trust: trust.anchors,
      consumers,
      clock,
      skewMs: config.verify.clockSkewMs,
      sealPolicies: config.verify.sealPolicies,
      status,
      origins: () => (config.consumer.origin ? [config.consumer.origin] : listening),
      psisInstead: config.psis.mode === 'instead',
    });
    const authorisations = pick(registry, 'authorisations');
    const cage = new Cage({ ...config.forward, guard });
    opened.push(() => cage.close());
    const seals = loadSeals(config.seal, clock);
    const signing = seals?.signing;
    const seal = makeSeal({ signing, clock });
    const wrap = makeWrap({ signing, clock });
    const verifyAnswer = makeVerifyAnswer({ clock, skewMs: config.verify.clockSkewMs });
    const asking = openCalls({ config, clock, guard, metrics, routes: pick(registry, 'routes'), wrap, verifyAnswer });
    opened.push(asking.close);
    const route = makeRoute(asking.route);
    const checks = openChecks({
      ...{ config, clock, guard, registry, metrics, logger, calls: asking.calls, verifyAnswer },
      store: makeCheckStore(db),
      wrap: signing && wrap,
    });
    opened.push(() => checks.close());
    const forward = checks.watching(makeForward({ cage, wrap, answerOne: asking.answerOne, ...asking.guarded }));
    const { funcionario } = config.authorise;
    const sealed = signing !== undefined;
    const authorise = makeAuthorise({ authorisations, clock, funcionario, sealed });
    const documents = openDocuments({
      config,
      clock,
      db,
      seals,
      mark: (documentacion) => marks.document(documentacion),
      publicOrigin: () => publicOrigin ?? '',
    });
    opened.push(documents.close);
    const limit = makeLimits(config.limits).take;
    const store = makeLotStore(db, journal, `${config.store.node} ${timedId(clock.now())}`);
    const key = await sharedKey(keys, 'lots.keyFile', config.lots.keyFile ?? `${config.store.path}.lots.key`);
    const stopped: Authorisations['stopped'] = (what, id) => authorisations.current.stopped(what, id);
    const ports = { key, config, clock, limit, sealed, store, stopped, metrics, logger };
    const lots = openLots({ ...ports, ...asking, ...documents });
    opened.push(lots.close);
    const stations = { admit, collect, parse, verify, authorise, limit, seal, record: recorder };
    const facesOf = (own: Stations) => ({
      sincron: path(own, { route, forward: async (routed) => documents.extend(await forward(routed)) }),
      asincron: path(own, lots.asincron),
      asincronResposta: path({ ...own, limit: lots.pollLimit }, lots.asincronResposta),
    });
    const soap = facesOf(stations);
    const rest = facesOf(restStations(stations, clock, language));
    const handle = (received: Received): Promise<Reply> => (received.rest ? rest : soap)[received.frontal](received);

    opened.push(watchExpiry({ config, seals, trust: trust.anchors, registry, clock, metrics, logger }));

    let origin = config.consumer.origin ?? '';
    const wsdl = loadWsdls(WSDL_FOLDER);
    const app = makeConsumerApp({
      language,
      wsdl,
      seals: seals?.certificates.map(({ pem }) => pem).join('') ?? '',
      openApi,
      origin: () => origin,
      incident: () => timedId(clock.now()),
      refused: recorder.refusedOutside,
      admit: (request) => {
        const { 'x-forwarded-for': forwardedFor, forwarded } = request.headers;
        const peer = {
          address: request.socket.remoteAddress ?? '',
          forwardedFor: forwardedFor as string | undefined,
          forwarded,
        };
        const address = callerAddress(peer, proxies);
        if (!address || !addresses.current.find(address)) throw new Refusal('admit.address', { address: peer.address });
      },
    });
    const plane = {
      limits: config.limits,
      certificateHeader,
      clock,
      handle,
      refused: recorder.refused,
      malformed: () => recorder.refusedOutside(new Refusal('http.malformed'), timedId(clock.now())),
      app,
      begun: () => metrics.begun(),
    };
    const start = async (server: Server, host: string, port: number): Promise<number> => {
      const got = await listen(server, host, port);
      own.add(String(got));
      opened.push(() => stop(server, config.limits.shutdownMs));
      return got;
    };
    const shown = (listening: string): string =>
      listening === '0.0.0.0' || listening === '::' ? 'localhost' : listening;
    const permissions = (address: string) => permissionsOf(addresses.current, address);
    const refused = recorder.refusedOutside;
    const { look, spend } = circuit.links;
    const mounted = [
      ['/', publicLinkRouter({ look: look.bind(circuit.links), spend: spend.bind(circuit.links), language })],
      ['/', accessibilityRouter({ issuer: config.documents.issuer, contact: config.mail.from })],
      // The plane limits every caller already.
      ['/', verificationRouter({ issued: documents.issued, clock, ...config.documents, mayCheck: async () => true })],
    ] as const;
    const { outbox } = circuit;
    const doing = { ...checks, circuit: circuit.circuit, outbox, reports: checks.store, pdf: documents.pdf, clock };
    const faces = await openFaces({
      ...{ config, db, registry, clock, logger, permissions, refused, doing, mounted },
      wsdls: WSDL_FOLDER,
      origin: () => publicOrigin ?? '',
      described: { [VERIFICATION_API]: VERIFICATION_DESCRIPTION },
    });
    const management = makeManagementApp({
      ...faces.problems,
      permissions,
      api: faces.managementApi,
      health: () => {
        const reasons = [...(journal.failed ? ['the journal cannot be written'] : []), ...troubles.values()];
        return { ready: !journal.failed && !troubles.has('clock'), reasons };
      },
      metrics: () => metrics.text(),
    });
    const { host, port, tlsPort, tlsKeyFile, tlsCertFile } = config.consumer;
    const managementPort = await start(createServer(management), config.management.host, config.management.port);
    const publicServer = makePublicServer(faces.publicApp, config.limits);
    const publicPort = await start(publicServer, config.public.host, config.public.port);
    publicOrigin ??= `http://${shown(config.public.host)}:${publicPort}`;
    opened.push(faces.close);
    const tls = tlsKeyFile && tlsCertFile ? { key: read(tlsKeyFile), cert: read(tlsCertFile) } : undefined;
    const gotTls = tls && (await start(makeConsumerServer(plane, tls), host, tlsPort));
    const got = await start(makeConsumerServer(plane), host, port);
    origin ||= `http://${shown(host)}:${got}`;
    const httpsOrigin = gotTls ? `https://${shown(host)}:${gotTls}` : undefined;
    listening.push(origin, ...(httpsOrigin ? [httpsOrigin] : []));
    return {
      origins: {
        http: origin,
        https: httpsOrigin,
        management: `http://${shown(config.management.host)}:${managementPort}`,
        public: publicOrigin,
      },
      registry,
      circuit,
      checks,
      logger,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const isOwnHost = (hostname: string, config: Config): boolean =>
  /^(localhost|127\.[0-9.]+|\[::1\])$/.test(hostname) ||
  [config.consumer, config.management, config.public].some(({ host }) => host === hostname);
