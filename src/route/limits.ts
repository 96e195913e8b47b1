import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../base/errors/refusal.ts';
import type { Destination, Routed } from '../base/request.ts';

export interface LimitOptions {
  /** Petitions a second of one consumer, and to one municipality; 0: no limit. Bursts of as many are let through. */
  readonly consumerPerSecond: number;
  readonly municipalityPerSecond: number;
  /** Petitions in flight at once in the whole process. */
  readonly inFlight: number;
}

/** Holds a place for a petition; the caller gives it back when the petition is answered. */
export interface Limits {
  /** @throws Refusal `route.limit` */
  take(routed: Pick<Routed<Destination>, 'consumer' | 'destination'>): Promise<() => void>;
}

/**
 * Limits by consumer and by municipality, known ones only, so that nothing a caller sends can fill a table. While more
 * than half of the places are taken, no consumer holds more than its share of them.
 */
export function makeLimits({ consumerPerSecond, municipalityPerSecond, inFlight }: LimitOptions): Limits {
  const limiter = (points: number): RateLimiterMemory | undefined =>
    points > 0 ? new RateLimiterMemory({ points, duration: 1 }) : undefined;
  const [byConsumer, byMunicipality] = [limiter(consumerPerSecond), limiter(municipalityPerSecond)];
  const held = new Map<string, number>();
  let total = 0;
  return {
    async take({ consumer, destination }) {
      const { ens } = consumer;
      const own = held.get(ens) ?? 0;
      const share = inFlight / Math.max(1, held.size + (own === 0 ? 1 : 0));
      if (total > inFlight / 2 && own >= share) throw new Refusal('route.limit', { what: ens });
      await consume(byConsumer, ens, ens);
      if (destination.kind === 'endpoint') await consume(byMunicipality, destination.municipi, destination.municipi);
      held.set(ens, (held.get(ens) ?? 0) + 1);
      total++;
      return () => {
        const left = (held.get(ens) ?? 1) - 1;
        if (left > 0) held.set(ens, left);
        else held.delete(ens);
        total--;
      };
    },
  };
}

async function consume(limiter: RateLimiterMemory | undefined, key: string, what: string): Promise<void> {
  if (!limiter) return;
  try {
    await limiter.consume(key);
  } catch {
    throw new Refusal('route.limit', { what });
  }
}
