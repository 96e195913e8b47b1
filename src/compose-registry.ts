import type { Logger } from './record/index.ts';
import type { Registry } from './registry/index.ts';

/** How soon a change that another process made is in force, milliseconds. */
const EVERY_MS = 500;

/**
 * Takes over what other processes write into the registry. What does not fit is told once, and the last good tables stay.
 *
 * @param trouble is told a text, and undefined when all is well again
 */
export function followRegistry(
  registry: Registry,
  logger: Logger,
  trouble: (text: string | undefined) => void,
): { close(): void } {
  let told: string | undefined;
  const tell = (problem: string | undefined): void => {
    if (problem === told) return;
    told = problem;
    if (problem) logger.error({ problem }, 'registry');
    trouble(problem && 'a change of the registry does not fit: the last good tables are in use');
  };
  const timer = setInterval(() => {
    registry.refresh().then(
      () => tell(undefined),
      (error: unknown) => tell((error as Error).message),
    );
  }, EVERY_MS);
  timer.unref();
  return { close: () => clearInterval(timer) };
}
