import type {
  Admitted,
  Answered,
  Authorised,
  Collected,
  Parsed,
  Received,
  Reply,
  Routed,
  Verified,
} from './base/request.ts';
import type { Station } from './base/trail.ts';

/**
 * The path of a request, whole. Each station takes what the one before gives, and refuses by throwing a `Refusal`.
 *
 *   listen → admit → parse → verify → authorise → route → forward → record
 */
export interface Stations {
  admit(received: Received): Admitted;
  collect(admitted: Admitted): Promise<Collected>;
  parse(collected: Collected): Parsed;
  verify(parsed: Parsed): Verified | Promise<Verified>;
  authorise(verified: Verified): Authorised;
  route(authorised: Authorised): Routed;
  /** Holds a place for a petition within the limits; the result gives it back. */
  limit(routed: Routed): Promise<() => void>;
  forward(routed: Routed): Promise<Answered>;
  /** Adds what the petition asked for besides the answer: a PDF, the evidence. */
  extend(answered: Answered): Promise<Answered>;
  seal(answered: Answered): Promise<Reply>;
  readonly record: {
    /** Durable before anything is forwarded. */
    intent(routed: Routed): Promise<Routed>;
    /** Durable before the answer leaves. */
    outcome(answered: Answered, reply: Reply): Promise<void>;
    refusal(received: Received, refusal: unknown): Promise<Reply>;
  };
}

/** Asks one municipality, now. */
export function synchronous(s: Stations): (received: Received) => Promise<Reply> {
  return async (received) => {
    const at = (station: Station): void => received.trail.enter(station);
    let release = (): void => {};
    try {
      at('admit');
      const admitted = s.admit(received);
      at('listen');
      const collected = await s.collect(admitted);
      at('parse');
      const parsed = s.parse(collected);
      at('verify');
      const verified = await s.verify(parsed);
      at('authorise');
      const authorised = s.authorise(verified);
      at('route');
      const routed = s.route(authorised);
      release = await s.limit(routed);
      at('record');
      const recorded = await s.record.intent(routed);
      at('forward');
      const answered = await s.forward(recorded);
      at('seal');
      const extended = await s.extend(answered);
      const reply = await s.seal(extended);
      at('record');
      await s.record.outcome(extended, reply);
      return reply;
    } catch (refusal) {
      return await s.record.refusal(received, refusal);
    } finally {
      release();
    }
  };
}
