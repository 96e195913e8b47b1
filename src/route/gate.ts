import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../base/errors/refusal.ts';

export interface GateOptions {
  /** Calls a second; 0: no limit. */
  readonly perSecond: number;
  /** Calls in flight at once. */
  readonly inFlight: number;
}

/** Holds a place for a call to one body; the result gives it back. @throws Refusal `route.limit` */
export function makeGate({ perSecond, inFlight }: GateOptions, what: string): () => Promise<() => void> {
  const limiter = perSecond > 0 ? new RateLimiterMemory({ points: perSecond, duration: 1 }) : undefined;
  let held = 0;
  return async () => {
    if (held >= inFlight) throw new Refusal('route.limit', { what });
    held++;
    const release = (): void => {
      held--;
    };
    try {
      await limiter?.consume(what);
    } catch {
      release();
      throw new Refusal('route.limit', { what });
    }
    return release;
  };
}
