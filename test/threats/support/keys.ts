import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import {
  type AuthorityOptions,
  type CertificateOptions,
  createAuthority,
  type Issued,
  issue,
  type Name,
} from '../../../src/pki/index.ts';

/** Throw-away keys around the fixed clock. Each is made when it is first asked for, once. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

export const date = (text: string): Date => new Date(text);
const VALID = { notBefore: date('2026-01-01T00:00:00Z'), notAfter: date('2036-01-01T00:00:00Z') };

export const authority = (commonName: string, options: Partial<AuthorityOptions> = {}): Issued =>
  createAuthority({ commonName, key: 'P-256', ...VALID, ...options });

export const root = once(() => authority('Autoritat de prova'));
export const rsaRoot = once(() => authority('Autoritat de prova RSA', { key: 2048 }));

export const subject = (commonName: string, nif = 'Q0000000J'): Name => ({
  C: 'ES',
  O: 'Ens de prova',
  organizationIdentifier: `VATES-${nif}`,
  CN: commonName,
});

/** A seal under an authority, fit to sign petitions unless the options say otherwise. */
export const seal = (by: Pick<Issued, 'keyPem' | 'certPem'>, options: Partial<CertificateOptions> = {}): Issued =>
  issue(by, {
    subject: subject('Segell de prova'),
    key: 'P-256',
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extKeyUsage: ['clientAuth', 'emailProtection'],
    ...VALID,
    ...options,
  });

/** An authority under another one. */
export const intermediate = (
  by: Pick<Issued, 'keyPem' | 'certPem'>,
  commonName: string,
  options: Partial<CertificateOptions> = {},
): Issued =>
  issue(by, {
    subject: { C: 'ES', O: 'padro-gateway', CN: commonName },
    key: 'P-256',
    basicConstraints: { ca: true },
    keyUsage: ['keyCertSign', 'cRLSign'],
    ...VALID,
    ...options,
  });

/** The honest consumers: EC (short messages) and RSA. */
export const consumer = once(() => seal(root()));
export const rsaConsumer = once(() => seal(rsaRoot(), { subject: subject('Segell de prova RSA'), key: 2048 }));
/** Somebody else under the same authority. */
export const other = once(() => seal(root(), { subject: subject('Segell aliè', 'P0801900B') }));

export const keyOf = ({ keyPem }: Issued): KeyObject => createPrivateKey(keyPem);

/** The certificate, with the key of somebody else. */
export const withKey = (certificate: Issued, { keyPem }: Issued): Issued => ({ ...certificate, keyPem });

/** A certificate that is only bytes, with the key of an honest consumer. */
export const bytes = (certDer: Buffer, { keyPem }: Issued): Issued => ({ keyPem, certPem: '', certDer });

/** SubjectPublicKeyInfo of a certificate. */
export const spki = ({ certDer }: Issued): Buffer =>
  new X509Certificate(certDer).publicKey.export({ type: 'spki', format: 'der' }) as Buffer;
