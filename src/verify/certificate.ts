import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { CURVES, RSA_BITS, RSA_EXPONENTS } from './algorithms.ts';
import { isStrictDer } from './der.ts';
import { organisationNif } from './nif.ts';

/** One certificate, from the token to the verdict to the ens: the object that is chained is the one that verifies. */
export interface Certificate {
  readonly der: Buffer;
  /** SHA-256, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** SHA-256 of the public key (SPKI), lower-case hexadecimal. */
  readonly keyId: string;
  readonly x509: X509Certificate;
  readonly key: KeyObject;
  readonly keyType: 'rsa' | 'ec';
  /** Exact length of a SignatureValue: the modulus, or r and s together. */
  readonly signatureBytes: number;
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly nif: string | undefined;
  /** Signature over the certificate itself made with a digest that is still sound. */
  readonly soundlySigned: boolean;
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | undefined } | undefined;
  /** Undefined: no such extension, every use allowed. */
  readonly keyUsage:
    | { readonly digitalSignature: boolean; readonly nonRepudiation: boolean; readonly keyCertSign: boolean }
    | undefined;
  readonly extendedKeyUsage: readonly string[] | undefined;
  /** Object identifiers of its certificate policies. */
  readonly policies: readonly string[];
  /** Object identifiers of critical extensions that nobody here judges. */
  readonly unknownCritical: readonly string[];
  readonly subjectKeyId: string | undefined;
  readonly authorityKeyId: string | undefined;
}

/** Object identifiers of the signature algorithms that a certificate may bear: RSA and ECDSA with SHA-2. */
const SOUND = new Set([
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
]);

const OID = {
  keyUsage: '2.5.29.15',
  basic: '2.5.29.19',
  extended: '2.5.29.37',
  policies: '2.5.29.32',
  ski: '2.5.29.14',
  aki: '2.5.29.35',
};
/**
 * Critical extensions that are judged: here; by the path validation (name constraints, policies and their mappings and
 * constraints); or that bind nobody here (alternative names).
 */
const JUDGED = new Set([
  OID.keyUsage,
  OID.basic,
  OID.extended,
  '2.5.29.17',
  '2.5.29.30',
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.54',
]);

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const MOST_BYTES = 16_384;

/**
 * Parses a certificate; undefined when it is malformed or its key is not an admissible one.
 *
 * X.509 v3 only, strict DER, RSA 2048 to 4096 bits with exponent 65537, or EC on P-256, P-384, P-521.
 */
export function parseCertificate(der: Buffer): Certificate | undefined {
  if (der.length > MOST_BYTES || !isStrictDer(der)) return undefined;
  try {
    const x509 = new X509Certificate(der);
    if (!x509.raw.equals(der)) return undefined;
    const parsed = pkijs.Certificate.fromBER(new Uint8Array(der));
    const key = admissibleKey(x509.publicKey);
    const regular = parsed.version === 2 && hasPositiveSerial(parsed) && namesItsCurve(parsed);
    return regular && key ? assemble(der, x509, parsed, key) : undefined;
  } catch {
    return undefined;
  }
}

const hasPositiveSerial = ({ serialNumber }: pkijs.Certificate): boolean =>
  (serialNumber.valueBlock.valueHexView[0] ?? 0x80) < 0x80;

/** A curve written out instead of named may be another one (CVE-2020-0601). */
function namesItsCurve({ subjectPublicKeyInfo: { algorithm } }: pkijs.Certificate): boolean {
  return algorithm.algorithmId !== EC_PUBLIC_KEY || algorithm.algorithmParams instanceof asn1js.ObjectIdentifier;
}

function admissibleKey(key: KeyObject): Pick<Certificate, 'keyType' | 'signatureBytes'> | undefined {
  const { modulusLength = 0, publicExponent = 0n, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    const fits = modulusLength >= RSA_BITS.min && modulusLength <= RSA_BITS.max && RSA_EXPONENTS.has(publicExponent);
    return fits ? { keyType: 'rsa', signatureBytes: Math.ceil(modulusLength / 8) } : undefined;
  }
  const coordinate = key.asymmetricKeyType === 'ec' ? CURVES.get(namedCurve) : undefined;
  return coordinate === undefined ? undefined : { keyType: 'ec', signatureBytes: 2 * coordinate };
}

function assemble(
  der: Buffer,
  x509: X509Certificate,
  parsed: pkijs.Certificate,
  key: Pick<Certificate, 'keyType' | 'signatureBytes'>,
): Certificate | undefined {
  const extensions = new Map((parsed.extensions ?? []).map((extension) => [extension.extnID, extension]));
  if (extensions.size !== (parsed.extensions ?? []).length) return undefined;
  const value = <T>(oid: string): T | undefined => extensions.get(oid)?.parsedValue as T | undefined;
  const basic = value<pkijs.BasicConstraints>(OID.basic);
  const usage = value<asn1js.BitString>(OID.keyUsage);
  return {
    der,
    x509,
    key: x509.publicKey,
    ...key,
    fingerprint: createHash('sha256').update(der).digest('hex'),
    keyId: createHash('sha256')
      .update(x509.publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex'),
    subject: hex(parsed.subject.toSchema().toBER()),
    issuer: hex(parsed.issuer.toSchema().toBER()),
    notBefore: parsed.notBefore.value.getTime(),
    notAfter: parsed.notAfter.value.getTime(),
    nif: organisationNif(parsed),
    soundlySigned:
      SOUND.has(parsed.signatureAlgorithm.algorithmId) &&
      parsed.signature.algorithmId === parsed.signatureAlgorithm.algorithmId,
    basicConstraints: basic && { ca: basic.cA, pathLength: numberOf(basic.pathLenConstraint) },
    keyUsage: usage && usageBits(usage),
    extendedKeyUsage: value<pkijs.ExtKeyUsage>(OID.extended)?.keyPurposes,
    policies: (value<pkijs.CertificatePolicies>(OID.policies)?.certificatePolicies ?? []).map(
      ({ policyIdentifier }) => policyIdentifier,
    ),
    unknownCritical: [...extensions.values()].filter((e) => e.critical && !JUDGED.has(e.extnID)).map((e) => e.extnID),
    subjectKeyId: keyId(value<asn1js.OctetString>(OID.ski)),
    authorityKeyId: keyId(value<pkijs.AuthorityKeyIdentifier>(OID.aki)?.keyIdentifier),
  };
}

const hex = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');
const keyId = (octets: asn1js.OctetString | undefined): string | undefined =>
  octets && hex(octets.valueBlock.valueHexView.slice().buffer);

function numberOf(value: number | asn1js.Integer | undefined): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  return Number(value.toBigInt());
}

function usageBits(bits: asn1js.BitString): Certificate['keyUsage'] {
  const first = bits.valueBlock.valueHexView[0] ?? 0;
  return {
    digitalSignature: (first & 0x80) !== 0,
    nonRepudiation: (first & 0x40) !== 0,
    keyCertSign: (first & 0x04) !== 0,
  };
}
