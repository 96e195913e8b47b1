import { createPrivateKey, type KeyObject, sign, type X509Certificate } from 'node:crypto';
import type { Signing } from './envelope.ts';

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
export function loadSigning(keyPem: string, certificate: X509Certificate): Signing {
  const key: KeyObject = createPrivateKey(keyPem);
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
