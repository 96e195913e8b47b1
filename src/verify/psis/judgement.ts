import type { Certificate } from '../certificate.ts';
import type { Answer } from './answer.ts';
import { ORGANISATION, PROFILE, SERIAL_NUMBER } from './names.ts';
import { Unusable } from './unusable.ts';

const MAJOR = 'urn:oasis:names:tc:dss:1.0:resultmajor:';
const MINOR = `${PROFILE}:resultminor:`;

const SUCCESS = `${MAJOR}Success`;
const DEFINITIVE = `${MINOR}valid:certificate:Definitive`;
/** These say something of the request or of the server, not of the certificate. */
const TECHNICAL: ReadonlySet<string> = new Set([`${MAJOR}RequesterError`, `${MAJOR}ResponderError`]);

export const WORDS = [
  'Expired',
  'Revoked',
  'CertificatePolicyNotSupported',
  'Status_NoCertificatePathFound',
  'unrecognised',
] as const;
/** What is wrong with a certificate; everything that is not known by its name is `unrecognised`. */
export type Word = (typeof WORDS)[number];

const REFUSED: ReadonlyMap<string, Word> = new Map([
  [`${MINOR}invalid:certificate:Expired`, 'Expired'],
  [`${MINOR}invalid:certificate:Revoked`, 'Revoked'],
  [`${MINOR}invalid:certificate:CertificatePolicyNotSupported`, 'CertificatePolicyNotSupported'],
  [`${MINOR}unknown:certificate:Status_NoCertificatePathFound`, 'Status_NoCertificatePathFound'],
]);

export type Judgement =
  | { readonly valid: true; readonly nif: string | undefined }
  | { readonly valid: false; readonly word: Word; readonly minor: string };

/**
 * What an answer means for the certificate that was asked about. A valid one must say whose serial number it is about;
 * a refusal may leave it out, since PSIS need not know the certificate.
 *
 * @throws Unusable `error-result`, `unreadable`, `serial`
 */
export function judge({ major, minor, attributes }: Answer, certificate: Certificate): Judgement {
  if (TECHNICAL.has(major)) throw new Unusable('error-result');
  if (minor === undefined) throw new Unusable('unreadable');
  const valid = major === SUCCESS && minor === DEFINITIVE;
  const serial = attributes.get(SERIAL_NUMBER);
  const about = serial === undefined ? undefined : serialOf(serial);
  if (serial === undefined ? valid : about === undefined || about !== hexadecimal(certificate.x509.serialNumber)) {
    throw new Unusable('serial');
  }
  if (!valid) return { valid, word: (major === SUCCESS && REFUSED.get(minor)) || 'unrecognised', minor };
  const nif = ORGANISATION.map((name) => attributes.get(name)).find((value) => value !== undefined);
  return { valid, nif: nif?.toUpperCase() };
}

/** PSIS writes an xs:integer; hexadecimal digits are understood where they cannot be one. */
const serialOf = (text: string): bigint | undefined =>
  /^\+?[0-9]{1,64}$/.test(text) ? BigInt(text.replace('+', '')) : hexadecimal(text);

const hexadecimal = (text: string): bigint | undefined =>
  /^[0-9A-Fa-f]{1,64}$/.test(text) ? BigInt(`0x${text}`) : undefined;
