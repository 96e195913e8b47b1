import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import type { Answered, Reply } from '../base/request.ts';
import { type Element, only, type XmlDocument } from '../base/xml/tree.ts';
import { type Signing, sealEnvelope } from './envelope.ts';
import { loadKey, signWith } from './key.ts';

export interface SealPorts {
  /** Undefined: answers leave unsealed. */
  readonly signing: Signing | undefined;
  readonly clock: Clock;
}

/**
 * The gateway's key, ready to sign off the event loop.
 *
 * @throws Error when key and certificate do not belong together, or the key is of another kind
 */
export function loadSigning(keyPem: string, certPem: string): Signing {
  const loaded = loadKey(keyPem, certPem);
  return {
    algorithm: loaded.algorithm,
    certificate: loaded.certificate.raw.toString('base64'),
    sign: (bytes) => signWith(loaded, bytes, 'ieee-p1363'),
  };
}

/** Gives an answer the form in which it leaves: sealed like the real platform's, or as it is where there is no seal. */
export function makeSeal({ signing, clock }: SealPorts): (answered: Answered) => Promise<Reply> {
  return async ({ answer }) => {
    const reply = { status: 200, contentType: 'text/xml; charset=utf-8' };
    if (!signing) return { ...reply, bytes: answer.bytes };
    return { ...reply, bytes: await sealEnvelope(answer.doc, bodyOf(answer.doc), signing, clock.now()) };
  };
}

/** A message in the form in which endpoints accept it for any ens (protocol section 8): its Body under a Header of ours. */
export function makeWrap({ signing, clock }: SealPorts): (message: XmlDocument) => Promise<Buffer> {
  return async (message) => {
    if (!signing) throw new Refusal('internal', {}, { detail: 'a message to be sealed, without a seal' });
    return sealEnvelope(message, bodyOf(message), signing, clock.now());
  };
}

function bodyOf({ root }: XmlDocument): Element {
  const body = only(root, NS.soap, 'Body');
  if (!body) throw new Refusal('internal', {}, { detail: 'an envelope without Body' });
  return body;
}
