import type { Config } from './config/index.ts';
import type { Logger, Metrics } from './record/index.ts';
import { Misfit, type Registry } from './registry/index.ts';
import { hearRegistry } from './store/index.ts';

/** How soon at the latest a change that another process made is in force, milliseconds. */
const EVERY_MS = 500;

export interface FollowParts {
  readonly config: Config;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Told a text, and undefined when all is well again. */
  readonly trouble: (text: string | undefined) => void;
}

/**
 * Takes over what other processes write into the registry: at once where the store tells of it, else, and if it should not,
 * a moment later. What does not fit is told once, and the last good tables stay.
 */
export function followRegistry({ config, registry, logger, metrics, trouble }: FollowParts): {
  close(): Promise<void>;
} {
  let told: string | undefined;
  const tell = (error?: Error): void => {
    if (error?.message === told) return;
    told = error?.message;
    metrics.registryInForce(error === undefined);
    if (error) logger.error({ problem: error.message }, 'registry');
    else logger.info('registry: all changes are in force again');
    const what = error instanceof Misfit ? 'a change of the registry does not fit' : 'the registry cannot be read';
    trouble(error && `${what}: the last good tables are in use`);
  };
  let wanted = false;
  let looking: Promise<void> | undefined;
  const look = (): void => {
    wanted = true;
    looking ??= (async () => {
      while (wanted) {
        wanted = false;
        await registry.refresh().then(() => tell(), tell);
      }
      looking = undefined;
    })();
  };
  const hearing = hearRegistry(config.store, {
    heard: look,
    trouble: (problem) => {
      if (problem) logger.warn({ problem }, 'registry: changes are not heard of, and looked for instead');
    },
  });
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await hearing.close();
      await looking;
    },
  };
}
