import type { AnswerOne, Calls } from './base/calls.ts';
import type { Clock } from './base/clock.ts';
import type { ToLot, ToPoll } from './base/request.ts';
import { readXml } from './base/xml/reader.ts';
import type { Config } from './config/index.ts';
import type { AddExtensions } from './documents/index.ts';
import { makeAnswer } from './forward/index.ts';
import {
  type AnswerPorts,
  attempt,
  type LotStore,
  makeAccept,
  Rate,
  Respond,
  Turnstile,
  Vault,
  Worker,
} from './jobs/index.ts';
import { readEnvelope, readPeticion } from './parse/index.ts';
import type { Frontal, Stations } from './path.ts';
import type { Logger, Metrics } from './record/index.ts';
import { makeDestination, type RoutePorts } from './route/index.ts';

export interface LotPorts {
  /** What petitions and answers are encrypted with. */
  readonly key: ConstructorParameters<typeof Vault>[0];
  readonly config: Config;
  readonly clock: Clock;
  readonly limit: Stations['limit'];
  readonly sealed: boolean;
  readonly store: LotStore;
  readonly route: RoutePorts;
  readonly calls: Calls;
  readonly answerOne: AnswerOne;
  readonly stopped: AnswerPorts['stopped'];
  readonly addExtensions: AddExtensions;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** The part of the composition that keeps petitions, works them off and hands out what came of them. */
export function openLots({ key, config, clock, limit, sealed, store, route, metrics, logger, ...asking }: LotPorts): {
  readonly asincron: Frontal<ToLot>;
  /** The limits, and so few polls at once that their answers fit in memory. */
  readonly pollLimit: Stations['limit'];
  readonly asincronResposta: Frontal<ToPoll>;
  close(): Promise<void>;
} {
  const options = config.lots;
  const vault = new Vault(key);
  const destination = makeDestination(route);
  const rate = new Rate();
  const answerPorts = {
    ...asking,
    destination,
    vault,
    clock,
    read: (message: Parameters<typeof readEnvelope>[0]) =>
      readPeticion(message, readEnvelope(message).payload, 'asincron'),
    unavailable: (message: Parameters<typeof makeAnswer>[0], modalitat: Parameters<typeof makeAnswer>[1]) =>
      readXml(makeAnswer(message, modalitat, FAILED, clock.now()), 'message'),
  };
  const worker = new Worker({
    store,
    vault,
    clock,
    rate,
    options,
    attempt: (work, lot, signal) => attempt(work, lot, answerPorts, signal),
    trouble: (lot, error) => logger.error({ lot, error: (error as Error).message }, 'asynchronous petition'),
    counted: (outcome) => metrics.worked(outcome),
  });
  metrics.watchLots({ held: () => worker.held, open: () => store.open() });
  const purge = (): void => {
    store.purge(clock.now()).catch((error) => logger.error({ error: (error as Error).message }, 'lots: purge'));
  };
  purge();
  const purging = setInterval(purge, PURGE_MS).unref();
  const accept = makeAccept({ sealed, store, destination, vault, clock, options });
  const { collectedKeepMs } = options;
  const respond = new Respond({ store, vault, clock, rate, collectedKeepMs, wake: () => worker.wake() });
  const turnstile = new Turnstile(POLLS);
  return {
    async pollLimit(routed) {
      const release = await limit(routed);
      const leave = await turnstile.enter();
      return () => {
        leave();
        release();
      };
    },
    asincron: { route: accept, forward: respond.confirm },
    asincronResposta: { route: respond.find, forward: respond.collect },
    async close() {
      clearInterval(purging);
      await worker.stop(config.limits.shutdownMs);
    },
  };
}

const PURGE_MS = 60_000;
/** Polls answered at once: the answer to 500 solicituds has up to tens of megabytes. */
const POLLS = 16;

/** `codigoResultado` 3: an error of this solicitud alone (protocol section 4). */
const FAILED = { codigo: '0003', literal: 'OK', data: { codigoResultado: '3' } } as const;
