import type { Call, Calls, VerifyAnswer } from '../base/calls.ts';
import type { Clock } from '../base/clock.ts';
import type { Endpoint } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Outbound } from '../base/outbound/fetch.ts';
import type { XmlDocument } from '../base/xml/tree.ts';
import { type Breakers, reachedBy } from './breakers.ts';
import { causeOf } from './causes.ts';
import { checkMaintenance, checkProtected } from './protected.ts';
import { judgeReply } from './reply.ts';
import { checkSigned } from './signed.ts';

export interface CallPorts {
  /** Connections kept for an endpoint, resting on its own authorities and pins. */
  readonly outbound: (endpoint: Endpoint) => Outbound;
  /** The message's Body inside a Header of our seal. */
  readonly wrap: (message: XmlDocument) => Promise<Buffer>;
  readonly breakers: Breakers;
  readonly clock: Clock;
  readonly verifyAnswer: VerifyAnswer;
  /** Told the endpoint in producció that is asked by a dated exception. */
  readonly excepted: (endpoint: string) => void;
}

/** The gateway's own calls: sealed, bounded, once, only where the endpoint's record lets them go. */
export function makeCalls({ outbound, wrap, breakers, clock, verifyAnswer, excepted }: CallPorts): Calls {
  return {
    async ask(call) {
      const { endpoint, message, idPeticion, anywhere } = call;
      checkProtected(endpoint, clock.now(), excepted);
      checkMaintenance(endpoint, clock.now());
      if (!breakers.allows(endpoint)) throw new Refusal('forward.open');
      try {
        const body = await wrap(message);
        const doc = judgeReply(await send(outbound(endpoint), call, body), idPeticion, message, anywhere);
        checkSigned(doc, message, endpoint, verifyAnswer);
        breakers.report(endpoint, true);
        return doc;
      } catch (error) {
        breakers.report(endpoint, reachedBy(error));
        throw error;
      }
    },
  };
}

async function send(outbound: Outbound, { endpoint, path, incident, timeoutMs, signal }: Call, body: Buffer) {
  const url = path === undefined ? endpoint.url : new URL(path, endpoint.url).href;
  const headers = {
    'content-type': 'text/xml; charset=utf-8',
    soapaction: '"http://www.openuri.org/procesa"',
    accept: 'text/xml',
    'x-padro-incident': incident,
  };
  try {
    const fetched = await outbound.fetch(url, { method: 'POST', headers, body, timeoutMs, signal });
    return fetched.headers['content-encoding'] ? { ...fetched, contentType: 'encoded' } : fetched;
  } catch (error) {
    throw causeOf(error);
  }
}
