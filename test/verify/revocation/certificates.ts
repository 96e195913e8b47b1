import assert from 'node:assert/strict';
import { context, encode, oid, sequence } from '../../../src/pki/der.ts';
import { type CertificateOptions, createAuthority, type Issued, issue } from '../../../src/pki/index.ts';
import { type Certificate, parseCertificate } from '../../../src/verify/certificate.ts';

/** Files for openssl, and the certificate as the gateway reads it. */
export interface Made extends Issued {
  readonly certificate: Certificate;
  /** Hexadecimal. */
  readonly serial: string;
}

export interface Addresses {
  readonly ocsp?: readonly string[];
  readonly crl?: readonly string[];
}

const made = (issued: Issued): Made => {
  const certificate = parseCertificate(issued.certDer);
  assert.ok(certificate);
  return { ...issued, certificate, serial: certificate.x509.serialNumber };
};

const uri = (address: string) => context(6, Buffer.from(address, 'latin1'));

/** authorityInfoAccess and cRLDistributionPoints, each only where there are addresses. */
export function naming({ ocsp = [], crl = [] }: Addresses): NonNullable<CertificateOptions['extensions']> {
  const access = ocsp.map((address) => sequence(oid('1.3.6.1.5.5.7.48.1'), uri(address)));
  const points = crl.map((address) => sequence(context(0, [context(0, [uri(address)])])));
  return [
    ...(access.length > 0 ? [{ oid: '1.3.6.1.5.5.7.1.1', value: encode(sequence(...access)) }] : []),
    ...(points.length > 0 ? [{ oid: '2.5.29.31', value: encode(sequence(...points)) }] : []),
  ];
}

export const authority = (commonName: string, options: Partial<CertificateOptions> = {}): Made =>
  made(createAuthority({ commonName, key: 'P-256', ...options }));

let last = 0x4000;

/** A serial number that no certificate has yet. */
export const newSerial = (): Buffer => Buffer.of(++last >> 8, last & 0xff);

/** A seal's certificate that names these addresses. */
export const certify = (by: Made, addresses: Addresses, options: Partial<CertificateOptions> = {}): Made =>
  made(
    issue(by, {
      subject: { C: 'ES', O: 'Ens de prova', CN: 'segell' },
      key: 'P-256',
      serial: newSerial(),
      keyUsage: ['digitalSignature'],
      extensions: naming(addresses),
      ...options,
    }),
  );

export const intermediate = (by: Made, addresses: Addresses): Made =>
  certify(by, addresses, {
    subject: { C: 'ES', O: 'Prova', CN: 'intermèdia' },
    basicConstraints: { ca: true },
    keyUsage: ['keyCertSign', 'cRLSign'],
  });

/** A certificate with which answers are signed in the name of `by`. */
export const responder = (by: Made, options: Partial<CertificateOptions> = {}): Made =>
  certify(by, {}, { subject: { C: 'ES', CN: 'responedor' }, extKeyUsage: ['ocspSigning'], ...options });
