import { envelope } from './base/build-peticion.ts';
import type { Calls, VerifyAnswer } from './base/calls.ts';
import { type Clock, random } from './base/clock.ts';
import type { Endpoint } from './base/domain.ts';
import type { Guard } from './base/outbound/guard.ts';
import type { Answered, Routed } from './base/request.ts';
import { readXml } from './base/xml/reader.ts';
import type { XmlDocument } from './base/xml/tree.ts';
import {
  acceptEndpoint,
  type CheckStore,
  certificateEnd,
  Migrations,
  Probes,
  probe,
  probeTargets,
  type Report,
  Tasks,
  targetOf,
} from './check/index.ts';
import type { Config } from './config/index.ts';
import { makeJudgeSigned } from './forward/index.ts';
import type { Logger, Metrics } from './record/index.ts';
import type { Registry } from './registry/index.ts';

export interface CheckParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly guard: Guard;
  readonly registry: Registry;
  readonly store: CheckStore;
  readonly calls: Calls;
  readonly verifyAnswer: VerifyAnswer;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** A message's Body under a Header of our seal; undefined: there is no seal, and nothing to ask with. */
  readonly wrap: ((message: XmlDocument) => Promise<Buffer>) | undefined;
}

/** Acceptance checks, migrations and probes of a running gateway. */
export interface Checks {
  readonly migrations: Migrations;
  readonly probes: Probes;
  readonly store: CheckStore;
  readonly calls: Calls;
  readonly tasks: Tasks;
  /** Whether there is such an endpoint. @throws Refusal `migration.unknown` */
  known(endpoint: string): void;
  /** @throws VersionConflict, Refusal, AddressRefused */
  accept(endpoint: string, who: string): Promise<{ readonly report: Report; readonly hash: string }>;
  /** Watches what becomes of forwarded petitions, for migrations. */
  watching(forward: (routed: Routed) => Promise<Answered>): (routed: Routed) => Promise<Answered>;
  close(): Promise<void>;
}

const TICK_MS = 1_000;

/** Causes that say nothing of the server that a petition was for. */
const NOT_ITS_OWN = /^forward\.(consumer-gone|maintenance|stopped|unprotected)\b/;

export function openChecks(parts: CheckParts): Checks {
  const { config, clock, guard, registry, store, calls, verifyAnswer, metrics, logger, wrap } = parts;
  const stop = new AbortController();
  const sign = async (payload: string): Promise<Buffer> => {
    if (!wrap) throw new Error('no seal is configured to sign test queries with');
    return wrap(readXml(Buffer.from(envelope(payload)), 'message'));
  };
  const judgeSigned = makeJudgeSigned(verifyAnswer);
  const ports = { sign, judgeSigned, clock, guard, signal: stop.signal, registry, store };
  const migrations = new Migrations({
    ...ports,
    alarm: ({ id, from, to }) => {
      metrics.probes.returned();
      logger.error({ migration: id, from, to }, 'migration returned: the new endpoint failed too often');
    },
    trouble: (id, error) => {
      logger.error({ migration: id, problem: (error as Error).message }, 'migration: its traffic was not given back');
    },
  });

  const tasks = new Tasks(store, clock, ({ id, kind, about }, error) => {
    logger.error({ task: id, kind, about, problem: (error as Error).message }, 'task');
  });
  let targets = probeTargets(registry);
  const forget = registry.onChange(() => {
    targets = probeTargets(registry);
  });
  const { timeoutMs } = config.probes;
  const probes = new Probes(
    {
      targets: () => targets,
      probe: (target) => probe(target, calls, clock, timeoutMs),
      certificate: ({ url }: Endpoint) => certificateEnd(url, { guard, timeoutMs }),
      store,
      clock,
      chance: () => random(4).readUInt32LE() / 2 ** 32,
      told: metrics.probes,
      trouble: (error) => logger.error({ problem: (error as Error).message }, 'probes'),
    },
    config.probes,
  );
  const timer = wrap ? setInterval(() => probes.tick(), TICK_MS) : undefined;
  timer?.unref();

  return {
    migrations,
    probes,
    store,
    calls,
    tasks,
    known: (endpoint) => void targetOf(registry, endpoint),
    accept: async (endpoint, who) => acceptEndpoint(ports, targetOf(registry, endpoint), who),
    watching: (forward) => async (routed) => {
      const answered = await forward(routed);
      const { destination, answer } = answered;
      const cause = answer.cause ?? '';
      if (destination.kind === 'endpoint' && !NOT_ITS_OWN.test(cause)) {
        migrations.outcome(destination.endpoint.id, cause === '');
      }
      return answered;
    },
    async close() {
      clearInterval(timer);
      forget();
      migrations.close();
      stop.abort();
      await tasks.close();
      await probes.close();
    },
  };
}
