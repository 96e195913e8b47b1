import { hash } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import type { Endpoint } from '../base/domain.ts';
import { CATALOGUE } from '../base/errors/catalogue/index.ts';
import { fill, Refusal } from '../base/errors/refusal.ts';
import { type Answered, extend, type Outcome, type Routed } from '../base/request.ts';
import { readXml } from '../base/xml/reader.ts';
import { type Estado, makeAnswer } from './answers.ts';
import type { Cage } from './cage.ts';
import { judgeReply } from './reply.ts';

export interface ForwardPorts {
  readonly cage: Cage;
  readonly clock: Clock;
  /** A petition that came unsigned, inside a Security header of our seal, its Body's bytes unchanged. */
  readonly wrap: (routed: Routed) => Promise<Buffer>;
}

/** Gets the answer: from the municipality, with the very bytes that were verified, or made here when there is none to ask. */
export function makeForward({ cage, clock, wrap }: ForwardPorts): (routed: Routed) => Promise<Answered> {
  const made = (routed: Routed, outcome: Outcome, estado: Estado, cause?: string): Answered => {
    const bytes = makeAnswer(routed, estado, clock.now());
    return extend(routed, { answer: { bytes, doc: readXml(bytes, 'message'), outcome, cause } });
  };
  const literal = (code: 'record.repeated' | 'forward.unavailable', id = ''): string =>
    fill(CATALOGUE[code].text.ca, { id });

  return async (routed) => {
    const { destination, peticion, trail, bytes, sha256, connection } = routed;
    if (destination.kind === 'not-integrated') {
      return made(routed, 'not-integrated', { codigo: '0003', literal: 'OK', codigoResultado: 4 });
    }
    if (destination.kind === 'repeated') {
      return made(routed, 'repeated', { codigo: '0502', literal: literal('record.repeated', peticion.idPeticion) });
    }
    try {
      checkProtected(destination.endpoint, clock.now());
      if (hash('sha256', bytes) !== sha256) throw new Error('the verified bytes changed');
      const outgoing = routed.way === 'channel' ? await wrap(routed) : bytes;
      const fetched = await cage.send(destination.endpoint, outgoing, trail.incident, (abort) =>
        connection.onGone(abort),
      );
      const doc = judgeReply(fetched, peticion.idPeticion);
      return extend(routed, { answer: { bytes: fetched.bytes, doc, outcome: 'answered' as const } });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const cause = error.detail ? `${error.code} (${error.detail})` : error.code;
      return made(routed, 'unavailable', { codigo: '0502', literal: literal('forward.unavailable') }, cause);
    }
  };
}

/**
 * In producció a forged answer must never get our seal: HTTPS with a pinned authority or key, or a dated exception.
 *
 * @throws Refusal `forward.unprotected`
 */
function checkProtected({ environment, url, ca, pins, unpinnedUntil }: Endpoint, now: number): void {
  const pinned = url.startsWith('https:') && (ca.length > 0 || pins.length > 0);
  if (environment !== 'produccio' || pinned || (unpinnedUntil !== null && now < unpinnedUntil)) return;
  throw new Refusal('forward.unprotected');
}
