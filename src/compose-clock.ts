import type { Clock } from './base/clock.ts';
import { Guard } from './base/outbound/guard.ts';
import type { Config } from './config/index.ts';
import { PooledOutbound } from './outbound/index.ts';
import type { Logger } from './record/index.ts';

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 65_536;
/** A Date header is cut to the second. */
const COARSE_MS = 1_000;

/** How far our clock is off, by the Date header of a source; undefined where it says none. Milliseconds, ours minus theirs. */
export function offsetOf(date: string | string[] | undefined, sent: number, received: number): number | undefined {
  const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(theirs) ? undefined : (sent + received) / 2 - (theirs + COARSE_MS / 2);
}

/**
 * Compares our clock with a source, now and then. A source that does not answer says nothing of our clock.
 *
 * @param told what is wrong, or undefined when all is well
 */
export function watchClock(
  { clock: { source, everyMs, allowPrivate }, verify: { clockSkewMs } }: Config,
  clock: Clock,
  logger: Logger,
  told: (problem: string | undefined) => void,
): { close(): Promise<void> } {
  if (!source) return { close: async () => {} };
  const outbound = new PooledOutbound({ guard: new Guard(allowPrivate), timeoutMs: TIMEOUT_MS, maxBytes: MOST_BYTES });
  const compare = async (): Promise<void> => {
    const sent = clock.now();
    const { headers } = await outbound.fetch(source, { method: 'HEAD' });
    const offset = offsetOf(headers.date, sent, clock.now());
    if (offset === undefined) return;
    const off = Math.abs(offset) > clockSkewMs + COARSE_MS;
    told(off ? `the clock is off by ${Math.round(offset / 1000)} s` : undefined);
    if (off) logger.error({ offsetMs: Math.round(offset) }, 'clock');
  };
  const attempt = (): void => {
    compare().catch((error: Error) => logger.warn({ problem: error.message }, 'clock source'));
  };
  attempt();
  const timer = setInterval(attempt, everyMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await outbound.close();
    },
  };
}
