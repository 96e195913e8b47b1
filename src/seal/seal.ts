import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { NS } from '../base/namespaces.ts';
import type { Answered, Reply } from '../base/request.ts';
import { type Element, only, type XmlDocument } from '../base/xml/tree.ts';
import { type Signing, sealEnvelope } from './envelope.ts';

export interface SealPorts {
  /** Undefined: answers leave unsealed. */
  readonly signing: Signing | undefined;
  readonly clock: Clock;
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

/** Algorithm and hash by kind of key: what installed clients can check. */
const METHODS: ReadonlyMap<string, { readonly algorithm: string; readonly hash: string }> = new Map([
  ['rsa', { algorithm: `${MORE}rsa-sha256`, hash: 'sha256' }],
  ['prime256v1', { algorithm: `${MORE}ecdsa-sha256`, hash: 'sha256' }],
  ['secp384r1', { algorithm: `${MORE}ecdsa-sha384`, hash: 'sha384' }],
  ['secp521r1', { algorithm: `${MORE}ecdsa-sha512`, hash: 'sha512' }],
]);

/**
 * The gateway's key, ready to sign off the event loop.
 *
 * @throws Error when key and certificate do not belong together, or the key is of another kind
 */
export function loadSigning(keyPem: string, certPem: string): Signing {
  const key: KeyObject = createPrivateKey(keyPem);
  const certificate = new X509Certificate(certPem);
  if (!certificate.checkPrivateKey(key)) throw new Error('the key of the seal is not the one of its certificate');
  const kind = key.asymmetricKeyType === 'ec' ? key.asymmetricKeyDetails?.namedCurve : key.asymmetricKeyType;
  const method = METHODS.get(kind ?? '');
  if (!method) throw new Error('the key of the seal must be RSA, or EC on P-256, P-384 or P-521');
  return {
    algorithm: method.algorithm,
    certificate: certificate.raw.toString('base64'),
    sign: (bytes) =>
      new Promise((resolve, reject) => {
        sign(method.hash, bytes, { key, dsaEncoding: 'ieee-p1363' }, (error, signature) =>
          error ? reject(error) : resolve(signature),
        );
      }),
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
