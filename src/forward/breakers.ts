import { ConsecutiveBreaker, ExponentialBackoff, noJitterGenerator } from 'cockatiel';
import type { Clock } from '../base/clock.ts';
import type { Endpoint } from '../base/domain.ts';
import type { Code } from '../base/errors/catalogue/index.ts';
import { Refusal } from '../base/errors/refusal.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  /** Failures one after the other that open it. */
  readonly failures: number;
  /** Time until the first trial, milliseconds; doubled after each trial that fails, up to `longestMs`. */
  readonly openMs: number;
  readonly longestMs: number;
  readonly clock: Clock;
  readonly changed?: (endpoint: string, state: BreakerState) => void;
}

interface Breaker {
  /** A record that changed is another object: its breaker begins anew. */
  readonly endpoint: Endpoint;
  readonly rule: ConsecutiveBreaker;
  backoff: Backoff | undefined;
  state: BreakerState;
  /** When the next trial may begin, or the one under way counts as lost. */
  until: number;
}

type Backoff = ReturnType<ExponentialBackoff<unknown>['next']>;

/**
 * A circuit breaker for each endpoint: one that did not answer several times is left alone for a while, then tried with
 * one call. Cockatiel has the rules; its `execute` is not used, as it would put a promise around every forwarded petition.
 * An endpoint that never failed costs a look-up.
 */
export class Breakers {
  readonly #options: BreakerOptions;
  readonly #backoff: ExponentialBackoff<unknown>;
  readonly #breakers = new Map<string, Breaker>();

  constructor(options: BreakerOptions) {
    this.#options = options;
    const { openMs: initialDelay, longestMs: maxDelay } = options;
    this.#backoff = new ExponentialBackoff({ initialDelay, maxDelay, generator: noJitterGenerator });
  }

  /** @param id of the endpoint */
  state(id: string): BreakerState {
    return this.#breakers.get(id)?.state ?? 'closed';
  }

  /** Whether it may be called now. Whoever is allowed must `report`. */
  allows(endpoint: Endpoint): boolean {
    const breaker = this.#of(endpoint);
    if (breaker === undefined || breaker.state === 'closed') return true;
    const now = this.#options.clock.now();
    if (now < breaker.until) return false;
    breaker.until = now + this.#options.longestMs;
    this.#enter(breaker, 'half-open');
    return true;
  }

  /** @param ok undefined when nothing was learnt, as of a consumer that left: a trial may begin again at once */
  report(endpoint: Endpoint, ok: boolean | undefined): void {
    const breaker = this.#of(endpoint);
    if (ok === true) this.#forget(breaker);
    else if (ok === false) this.#failed(breaker ?? this.#added(endpoint));
    else if (breaker?.state === 'half-open') breaker.until = this.#options.clock.now();
  }

  #of(endpoint: Endpoint): Breaker | undefined {
    const breaker = this.#breakers.get(endpoint.id);
    if (breaker === undefined || breaker.endpoint === endpoint) return breaker;
    this.#forget(breaker);
    return undefined;
  }

  #forget(breaker: Breaker | undefined): void {
    if (breaker === undefined) return;
    this.#breakers.delete(breaker.endpoint.id);
    this.#enter(breaker, 'closed');
  }

  #added(endpoint: Endpoint): Breaker {
    const rule = new ConsecutiveBreaker(this.#options.failures);
    const breaker: Breaker = { endpoint, rule, backoff: undefined, state: 'closed', until: 0 };
    this.#breakers.set(endpoint.id, breaker);
    return breaker;
  }

  #failed(breaker: Breaker): void {
    if (breaker.state === 'open' || !breaker.rule.failure()) return;
    breaker.backoff = breaker.backoff?.next(undefined) ?? this.#backoff.next();
    breaker.until = this.#options.clock.now() + breaker.backoff.duration;
    this.#enter(breaker, 'open');
  }

  #enter(breaker: Breaker, state: BreakerState): void {
    if (breaker.state === state) return;
    breaker.state = state;
    this.#options.changed?.(breaker.endpoint.id, state);
  }
}

const NOT_REACHED: ReadonlySet<Code> = new Set<Code>([
  'forward.connect',
  'forward.tls',
  'forward.timeout',
  'forward.truncated',
]);
const NOT_TRIED: ReadonlySet<Code> = new Set<Code>([
  'forward.maintenance',
  'forward.open',
  'forward.stopped',
  'forward.unprotected',
  'forward.address',
  'forward.consumer-gone',
]);

/** What a failed call says of the endpoint: that it answered badly is no reason to leave it alone, one petition may do that. */
export function reachedBy(error: unknown): boolean | undefined {
  if (!(error instanceof Refusal) || NOT_TRIED.has(error.code)) return undefined;
  return !NOT_REACHED.has(error.code);
}
