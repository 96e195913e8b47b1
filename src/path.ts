import type {
  Admitted,
  Answered,
  Authorised,
  Collected,
  Destination,
  Parsed,
  Received,
  Repeated,
  Reply,
  Routed,
  Verified,
} from './base/request.ts';
import type { Station } from './base/trail.ts';

/**
 * The path of a request, whole, over SOAP and over REST: a face is its own way from bytes to a petition, and from an answer
 * to bytes. Each station takes what the one before gives, and refuses by throwing a `Refusal`.
 *
 *   listen → admit → parse → verify → authorise → route → forward → record
 */
export interface Stations {
  admit(received: Received): Admitted;
  collect(admitted: Admitted): Promise<Collected>;
  parse(collected: Collected): Parsed;
  verify(parsed: Parsed): Verified | Promise<Verified>;
  authorise(verified: Verified): Authorised;
  /** Holds a place for a petition within the limits; the result gives it back. */
  limit(routed: Routed<Destination>): Promise<() => void>;
  seal(answered: Answered): Promise<Reply>;
  readonly record: {
    /** Durable before anything is forwarded; a lot is kept together with it. */
    intent<D extends Destination>(routed: Routed<D>): Promise<Routed<D | Repeated>>;
    /** Durable before the answer leaves. */
    outcome(answered: Answered, reply: Reply): Promise<void>;
    refusal(received: Received, refusal: unknown): Promise<Reply>;
  };
}

/**
 * The two stations that differ by frontal. Sincron finds the municipality and asks it, now; Asincron makes a lot and
 * confirms it; AsincronResposta finds a lot and tells what there is of it.
 */
export interface Frontal<D extends Destination> {
  route(authorised: Authorised): Routed<D> | Promise<Routed<D>>;
  forward(routed: Routed<D | Repeated>): Promise<Answered>;
}

export function path<D extends Destination>(s: Stations, frontal: Frontal<D>): (received: Received) => Promise<Reply> {
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
      const routed = await frontal.route(authorised);
      release = await s.limit(routed);
      at('record');
      const recorded = await s.record.intent(routed);
      at('forward');
      const answered = await frontal.forward(recorded);
      at('seal');
      const reply = await s.seal(answered);
      at('record');
      await s.record.outcome(answered, reply);
      return reply;
    } catch (refusal) {
      return await s.record.refusal(received, refusal);
    } finally {
      release();
    }
  };
}
