import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../base/errors/refusal.ts';

/** Limits calls by address; what is remembered of one ends with the second. @throws Refusal `api.too-many` */
export function makeAddressLimit(perSecond: number): (address: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 });
  return async (address) => {
    try {
      await limiter.consume(address);
    } catch {
      throw new Refusal('api.too-many');
    }
  };
}
