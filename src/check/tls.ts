import { hash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import type { Guard } from '../base/outbound/guard.ts';

export interface Handshake {
  /** `TLSv1.3`. */
  readonly protocol: string;
  readonly certificate: X509Certificate;
  /** SHA-256 of its public key (SPKI), base64. */
  readonly pin: string;
  /** Code of OpenSSL or Node for what is wrong with the chain or the name; undefined: nothing. */
  readonly problem: string | undefined;
}

export interface HandshakeOptions {
  readonly guard: Guard;
  readonly timeoutMs: number;
  /** PEM; empty: the system's authorities. */
  readonly ca?: readonly string[];
  /** The only version to offer. Default: those that Node offers. */
  readonly version?: SecureVersion;
}

export const spkiPin = (certificate: X509Certificate): string =>
  hash('sha256', certificate.publicKey.export({ type: 'spki', format: 'der' }), 'base64');

/** One TLS handshake, with no request after it. @throws Error with a code when there is none */
export function handshake(url: URL, { guard, timeoutMs, ca = [], version }: HandshakeOptions): Promise<Handshake> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    guard.checkHost(host);
    const socket: TLSSocket = connect({
      host,
      port: Number(url.port || 443),
      lookup: guard.lookup,
      rejectUnauthorized: false,
      ...(isIP(host) ? {} : { servername: host }),
      ...(ca.length > 0 ? { ca: [...ca] } : {}),
      // OpenSSL offers the old versions, which must be refused by the other side, only at its level 0.
      ...(version ? { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
    });
    socket.setTimeout(timeoutMs, () =>
      socket.destroy(Object.assign(new Error('no handshake in time'), { code: 'ETIMEDOUT' })),
    );
    socket.once('error', reject);
    socket.once('close', () => reject(Object.assign(new Error('closed in the handshake'), { code: 'ECONNRESET' })));
    socket.once('secureConnect', () => {
      const raw = socket.getPeerCertificate().raw;
      const { authorizationError } = socket;
      socket.removeAllListeners('close').destroy();
      if (!raw) return reject(Object.assign(new Error('no certificate'), { code: 'ERR_TLS_NO_CERTIFICATE' }));
      const certificate = new X509Certificate(raw);
      resolve({
        protocol: socket.getProtocol() ?? '',
        certificate,
        pin: spkiPin(certificate),
        problem: authorizationError ? String(codeOf(authorizationError)) : undefined,
      });
    });
  });
}

/** Node gives an error, or its code alone. */
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code ?? error;
