import { hash, X509Certificate } from 'node:crypto';
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate } from 'node:tls';

/** TLS options of a connection that may rest on these authorities (PEM) and keys (SHA-256 of the SPKI, base64) alone; empty: any. */
export const trustedOnly = ({
  ca,
  pins,
}: {
  readonly ca: readonly string[];
  readonly pins: readonly string[];
}): Pick<ConnectionOptions, 'ca' | 'checkServerIdentity'> => ({
  ...(pins.length > 0 ? { checkServerIdentity: (host, shown) => checkPins(pins, host, shown) } : {}),
  ...(ca.length > 0 ? { ca: [...ca] } : {}),
});

/** The host's name as usual, and the key among the pinned ones. */
function checkPins(pins: readonly string[], host: string, shown: PeerCertificate): Error | undefined {
  const pin = hash(
    'sha256',
    new X509Certificate(shown.raw).publicKey.export({ type: 'spki', format: 'der' }),
    'base64',
  );
  if (pins.includes(pin)) return checkServerIdentity(host, shown);
  return Object.assign(new Error('the key is not a pinned one'), { code: 'ERR_TLS_PIN' });
}
