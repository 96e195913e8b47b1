import type { X509Certificate } from 'node:crypto';
import type { Signing } from './envelope.ts';
import { loadKey, signWith } from './key.ts';

/**
 * The gateway's key, ready to sign messages off the event loop.
 *
 * @throws Error as `loadKey`
 */
export function loadSigning(keyPem: string, certificate: X509Certificate): Signing {
  const loaded = loadKey(keyPem, certificate);
  return {
    algorithm: loaded.algorithm,
    certificate: certificate.raw.toString('base64'),
    sign: (bytes) => signWith(loaded, bytes, 'ieee-p1363'),
  };
}
