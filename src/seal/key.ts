import { createPrivateKey, type KeyObject, sign, type X509Certificate } from 'node:crypto';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

/** Algorithm and hash by kind of key: what installed clients can check. */
const METHODS = new Map([
  ['rsa', { algorithm: `${MORE}rsa-sha256`, hash: 'sha256' }],
  ['prime256v1', { algorithm: `${MORE}ecdsa-sha256`, hash: 'sha256' }],
  ['secp384r1', { algorithm: `${MORE}ecdsa-sha384`, hash: 'sha384' }],
  ['secp521r1', { algorithm: `${MORE}ecdsa-sha512`, hash: 'sha512' }],
] as const);

export interface SealKey {
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  /** URI of the signature method in XML. */
  readonly algorithm: string;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
}

/** @throws Error when key and certificate do not belong together, or the key is of another kind */
export function loadKey(keyPem: string, certificate: X509Certificate): SealKey {
  const key = createPrivateKey(keyPem);
  if (!certificate.checkPrivateKey(key)) throw new Error('the key of the seal is not the one of its certificate');
  const kind = key.asymmetricKeyType === 'ec' ? key.asymmetricKeyDetails?.namedCurve : key.asymmetricKeyType;
  const method = (METHODS as ReadonlyMap<string | undefined, Pick<SealKey, 'algorithm' | 'hash'>>).get(kind);
  if (!method) throw new Error('the key of the seal must be RSA, or EC on P-256, P-384 or P-521');
  return { key, certificate, ...method };
}

/** Signs off the event loop. `encoding` is that of EC signatures: XML wants r ‖ s, CMS wants DER. */
export const signWith = ({ key, hash }: SealKey, bytes: Buffer, encoding: 'ieee-p1363' | 'der'): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sign(hash, bytes, { key, dsaEncoding: encoding }, (error, signature) =>
      error ? reject(error) : resolve(signature),
    );
  });
