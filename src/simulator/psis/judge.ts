import { X509Certificate } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { ATTRIBUTE } from './names.ts';
import type { ResultName } from './results.ts';

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM text. @throws Error when there is none, or one is malformed */
export function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(PEM);
  if (!blocks) throw new Error('expected a certificate in PEM');
  return blocks.map((block) => new X509Certificate(block));
}

/** Looks at certificates as PSIS does: issuer, dates, and a list of revoked ones. */
export class Judge {
  readonly #authorities: readonly X509Certificate[];
  readonly #clock: Clock;
  readonly #revoked = new Set<string>();

  /** @param trusted authorities, PEM; an intermediate one needs no other above it */
  constructor(trusted: readonly string[], clock: Clock) {
    this.#authorities = trusted.flatMap(certificatesOf);
    this.#clock = clock;
  }

  revoke(pem: string): void {
    for (const { fingerprint256 } of certificatesOf(pem)) this.#revoked.add(fingerprint256);
  }

  judge(certificate: X509Certificate): ResultName {
    const issued = this.#authorities.some(
      (authority) => authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey),
    );
    if (!issued) return 'no-path';
    const now = this.#clock.now();
    if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) return 'expired';
    return this.#revoked.has(certificate.fingerprint256) ? 'revoked' : 'valid';
  }
}

/** What PSIS reads from a certificate, by the names of its attributes. */
export function attributesOf(certificate: X509Certificate): Map<string, string> {
  const { serialNumber, subject, issuer } = certificate;
  const named = (name: string, value: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(value)?.[1] ?? '';
  const nif =
    named('organizationIdentifier', subject).replace(/^VATES-/, '') || organisation(named('serialNumber', subject));
  return new Map([
    [ATTRIBUTE.serialNumber, BigInt(`0x${serialNumber}`).toString()],
    [ATTRIBUTE.version, '3'],
    [ATTRIBUTE.commonName, named('CN', subject)],
    [ATTRIBUTE.organisationName, named('O', subject)],
    [ATTRIBUTE.issuer, named('CN', issuer)],
    [ATTRIBUTE.legalEntity, nif],
    [ATTRIBUTE.company, nif],
  ]);
}

const organisation = (serialNumber: string): string =>
  /^[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]$/.test(serialNumber) ? serialNumber : '';
