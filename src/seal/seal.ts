import type { Clock } from '../base/clock.ts';
import type { Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import type { Answered, Reply } from '../base/request.ts';
import { type Element, only, type XmlDocument } from '../base/xml/tree.ts';
import { type Signing, sealEnvelope } from './envelope.ts';
import { filledWith } from './inside.ts';

export interface SealPorts {
  /** Undefined: answers leave unsealed. */
  readonly signing: Live<Signing> | undefined;
  readonly clock: Clock;
}

/** Gives an answer the form in which it leaves: sealed like the real platform's, or as it is where there is no seal. */
export function makeSeal({ signing, clock }: SealPorts): (answered: Answered) => Promise<Reply> {
  return async ({ answer }) => {
    const { doc, inside } = answer;
    // Written out: a copy by spread with a field more has a hidden class of its own each time (Node 20).
    if (!signing) return xml(inside ? filledWith(doc, inside) : answer.bytes);
    return xml(await sealEnvelope(doc, bodyOf(doc), signing.current, clock.now(), inside));
  };
}

const xml = (bytes: Buffer): Reply => ({ status: 200, contentType: 'text/xml; charset=utf-8', bytes });

/** A message in the form in which endpoints accept it for any ens (protocol section 8): its Body under a Header of ours. */
export function makeWrap({ signing, clock }: SealPorts): (message: XmlDocument) => Promise<Buffer> {
  return async (message) => {
    if (!signing) throw new Refusal('internal', {}, { detail: 'a message to be sealed, without a seal' });
    return sealEnvelope(message, bodyOf(message), signing.current, clock.now());
  };
}

function bodyOf({ root }: XmlDocument): Element {
  const body = only(root, NS.soap, 'Body');
  if (!body) throw new Refusal('internal', {}, { detail: 'an envelope without Body' });
  return body;
}
