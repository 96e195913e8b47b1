import { readFileSync } from 'node:fs';
import type { AnswerOne, Calls, VerifyAnswer } from './base/calls.ts';
import type { Clock } from './base/clock.ts';
import type { Endpoint, Environment, Live } from './base/domain.ts';
import type { Guard } from './base/outbound/guard.ts';
import type { Body } from './base/request.ts';
import type { XmlDocument } from './base/xml/tree.ts';
import type { Config } from './config/index.ts';
import { Breakers, type ForwardPorts, makeAnswerOne, makeCalls } from './forward/index.ts';
import { EndpointPool } from './outbound/index.ts';
import type { Metrics } from './record/index.ts';
import { makeGate, type RoutePorts, type Routes } from './route/index.ts';

export interface CallPorts {
  readonly config: Config;
  readonly clock: Clock;
  readonly guard: Guard;
  readonly metrics: Metrics;
  readonly routes: Live<Routes>;
  /** A message's Body under a Header of our seal. */
  readonly wrap: (message: XmlDocument) => Promise<Buffer>;
  readonly verifyAnswer: VerifyAnswer;
}

/** The part of the composition that asks on the gateway's own account: municipalities and IDESCAT. */
export function openCalls({ config, clock, guard, metrics, routes, wrap, verifyAnswer }: CallPorts): {
  readonly calls: Calls;
  readonly answerOne: AnswerOne;
  readonly route: RoutePorts;
  /** What guards a call to an endpoint, and its answer. */
  readonly guarded: Pick<ForwardPorts, 'breakers' | 'clock' | 'verifyAnswer' | 'excepted'>;
  close(): Promise<void>;
} {
  const { breaker, forward, search } = config;
  const changed = (endpoint: string, state: Parameters<Metrics['circuit']>[1]): void =>
    metrics.circuit(endpoint, state);
  const breakers = new Breakers({ ...breaker, clock, changed });
  const { connectTimeoutMs, maxBytes, connectionsPerEndpoint: connections } = forward;
  const pool = new EndpointPool({ guard, connectTimeoutMs, maxBytes, connections });
  const excepted = (endpoint: string): void => metrics.excepted(endpoint);
  const guarded = { breakers, clock, verifyAnswer, excepted };
  const calls = makeCalls({ outbound: (endpoint) => pool.of(endpoint), wrap, ...guarded });
  const limits = {
    idescat: makeGate(config.idescat, 'IDESCAT'),
    search: makeGate({ perSecond: 0, inFlight: search.inFlight }, 'searches'),
  };
  const find = (municipi: string, environment: Environment): Body | undefined =>
    routes.current.find(municipi, environment);
  return {
    guarded,
    calls,
    answerOne: makeAnswerOne({ calls, clock, search, limits, find }),
    route: { routes, idescat: idescatOf(config), search: search.enabled ? search.municipis : undefined },
    close: () => pool.close(),
  };
}

/** IDESCAT speaks the synchronous frontal like any endpoint (protocol section 3). */
export function idescatOf({ idescat }: Config): Endpoint | undefined {
  const { url, environment, caFile, pins, timeoutMs } = idescat;
  if (url === undefined) return undefined;
  const ca = caFile ? [readFileSync(caFile, 'utf8')] : [];
  return { id: 'idescat', environment, url, ca, pins, unpinnedUntil: null, timeoutMs };
}
