import type { AnswerOne, AskMunicipality, Consulta, VerifyAnswer } from '../base/calls.ts';
import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { type Answered, extend, type Route, type Routed } from '../base/request.ts';
import { isAsRead, type XmlDocument } from '../base/xml/tree.ts';
import { asItCame } from './answer-one.ts';
import { type Breakers, reachedBy } from './breakers.ts';
import type { Cage, Fetched } from './cage.ts';
import { checkMaintenance, checkProtected, checkStopped } from './protected.ts';
import { judgeReply } from './reply.ts';
import { checkSigned } from './signed.ts';

export interface ForwardPorts {
  readonly cage: Cage;
  readonly breakers: Breakers;
  readonly clock: Clock;
  /** A petition that came unsigned or over REST, inside a Security header of our seal, its Body's bytes unchanged. */
  readonly wrap: (message: XmlDocument) => Promise<Buffer>;
  readonly answerOne: AnswerOne;
  readonly verifyAnswer: VerifyAnswer;
  /** Told the endpoint in producció that is asked by a dated exception. */
  readonly excepted: (endpoint: string) => void;
}

type ToEndpoint = Extract<Route, { kind: 'endpoint' }>;
type Gone = (abort: () => void) => void;

/** Gets the answer: from the municipality, with the very bytes that were verified, or by whatever else there is to ask. */
export function makeForward(ports: ForwardPorts): (routed: Routed) => Promise<Answered> {
  const { cage, breakers, clock, wrap, answerOne, verifyAnswer, excepted } = ports;

  const send = (routed: Routed, to: ToEndpoint, outgoing: Buffer, timeoutMs: number, gone: Gone): Promise<Fetched> => {
    const { endpoint, path } = to;
    checkStopped(to);
    checkProtected(endpoint, clock.now(), excepted);
    checkMaintenance(endpoint, clock.now());
    if (!isAsRead(routed.envelope.doc)) throw new Error('the verified bytes changed');
    if (!breakers.allows(endpoint)) throw new Refusal('forward.open');
    return cage.send(endpoint, outgoing, routed.trail.incident, gone, { timeoutMs, path });
  };
  const judged = (fetched: Fetched, { peticion, envelope }: Routed, { endpoint }: ToEndpoint): XmlDocument => {
    const doc = judgeReply(fetched, peticion.idPeticion, envelope.doc);
    checkSigned(doc, envelope.doc, endpoint, verifyAnswer);
    breakers.report(endpoint, true);
    return doc;
  };

  /** The way of most petitions: to the municipality, and its answer as it comes. */
  const straight = async (routed: Routed, to: ToEndpoint): Promise<Answered> => {
    const { way, envelope, connection } = routed;
    const { endpoint } = to;
    try {
      const outgoing = way === 'signature' ? envelope.doc.bytes : await wrap(envelope.doc);
      const fetched = await send(routed, to, outgoing, endpoint.timeoutMs, (abort) => connection.onGone(abort));
      const doc = judged(fetched, routed, to);
      return extend(routed, { answer: asItCame(doc) });
    } catch (error) {
      breakers.report(endpoint, reachedBy(error));
      return extend(routed, { answer: await answerOne(consultaOf(routed), () => Promise.reject(error)) });
    }
  };

  /** The way of those that others than the municipality may answer. */
  const around = async (routed: Routed): Promise<Answered> => {
    const { way, envelope, connection } = routed;
    const left = new AbortController();
    connection.onGone(() => left.abort());
    const ask: AskMunicipality = async (to, timeoutMs) => {
      try {
        const outgoing = way === 'signature' ? envelope.doc.bytes : await wrap(envelope.doc);
        const gone: Gone = (abort) => left.signal.addEventListener('abort', abort, { once: true });
        return judged(await send(routed, to, outgoing, timeoutMs, gone), routed, to);
      } catch (error) {
        breakers.report(to.endpoint, reachedBy(error));
        throw error;
      }
    };
    return extend(routed, { answer: await answerOne(consultaOf(routed, left.signal), ask) });
  };

  return (routed) => {
    const { destination } = routed;
    return destination.kind === 'endpoint' && !destination.fallback ? straight(routed, destination) : around(routed);
  };
}

function consultaOf({ peticion, envelope, destination, environment, trail }: Routed, signal?: AbortSignal): Consulta {
  const solicitud = peticion.solicitudes[0]!;
  return { peticion, solicitud, message: envelope.doc, destination, environment, incident: trail.incident, signal };
}
