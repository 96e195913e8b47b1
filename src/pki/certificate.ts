import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { random, systemClock } from '../base/clock.ts';
import { bits, context, type Der, decode, encode, integer, nothing, oid, part, sequence, time } from './der.ts';
import { type ExtensionOptions, extensionsDer } from './extensions.ts';
import { type KeyChoice, subjectKey } from './keys.ts';
import { type Name, nameDer } from './names.ts';

export type Digest = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** OIDs of certificate signatures. */
const SIGNATURES: Readonly<Record<string, Readonly<Partial<Record<Digest, string>>>>> = {
  rsa: {
    md5: '1.2.840.113549.1.1.4',
    sha1: '1.2.840.113549.1.1.5',
    sha256: '1.2.840.113549.1.1.11',
    sha384: '1.2.840.113549.1.1.12',
    sha512: '1.2.840.113549.1.1.13',
  },
  ec: {
    sha1: '1.2.840.10045.4.1',
    sha256: '1.2.840.10045.4.3.2',
    sha384: '1.2.840.10045.4.3.3',
    sha512: '1.2.840.10045.4.3.4',
  },
};

/** A certificate and its private key (PKCS#8), which is empty where only the public key was given. */
export interface Issued {
  readonly keyPem: string;
  readonly certPem: string;
  readonly certDer: Buffer;
}

export interface CertificateOptions extends ExtensionOptions {
  readonly subject: Name;
  /** Default: a new RSA key of 2048 bits. */
  readonly key?: KeyChoice;
  /** Default: now, less an hour for clocks that are slow. */
  readonly notBefore?: Date;
  /** Default: `days` after now. */
  readonly notAfter?: Date;
  /** Default: 365. */
  readonly days?: number;
  /** Digest of the issuer's signature. Default: sha256. */
  readonly digest?: Digest;
  /** Content of the serial number's INTEGER, as it is. Default: random. */
  readonly serial?: Buffer;
  /** 1 leaves all extensions out. Default: 3. */
  readonly version?: 1 | 3;
}

export interface AuthorityOptions extends Partial<CertificateOptions> {
  readonly commonName: string;
}

const DAY = 86_400_000;

interface Issuer {
  readonly name: Der;
  readonly key: KeyObject;
  readonly keyId: Buffer;
}

/** Method 4 of RFC 7093 section 2. */
const keyIdOf = (spki: Der): Buffer => createHash('sha256').update(encode(spki)).digest().subarray(0, 20);

/** A self-signed authority. The options of `issue` apply; by default it may sign certificates and revocation lists. */
export function createAuthority({ commonName, ...options }: AuthorityOptions): Issued {
  const key = subjectKey(options.key ?? 2048);
  const spki = decode(key.publicKey.export({ type: 'spki', format: 'der' }));
  const subject = options.subject ?? { C: 'ES', O: 'padro-gateway', CN: commonName };
  const issuer = { name: nameDer(subject), key: createPrivateKey(key.keyPem), keyId: keyIdOf(spki) };
  const certDer = certify(issuer, spki, {
    basicConstraints: { ca: true },
    keyUsage: ['keyCertSign', 'cRLSign'],
    ...options,
    subject,
  });
  return { keyPem: key.keyPem, ...certificate(certDer) };
}

/**
 * A certificate signed by `authority`: one that `createAuthority` or `issue` returned, or its PEM files. RSA and EC keys
 * on both sides. Nothing is checked: tests ask for defective certificates.
 */
export function issue(authority: Pick<Issued, 'keyPem' | 'certPem'>, options: CertificateOptions): Issued {
  const tbs = part(decode(new X509Certificate(authority.certPem).raw), 0);
  const first = part(tbs, 0).type === 0 ? 1 : 0;
  const issuer = {
    name: part(tbs, first + 4),
    key: createPrivateKey(authority.keyPem),
    keyId: keyIdOf(part(tbs, first + 5)),
  };
  const key = subjectKey(options.key ?? 2048);
  const certDer = certify(issuer, decode(key.publicKey.export({ type: 'spki', format: 'der' })), options);
  return { keyPem: key.keyPem, ...certificate(certDer) };
}

const certificate = (certDer: Buffer) => ({ certPem: new X509Certificate(certDer).toString(), certDer });

function certify(issuer: Issuer, spki: Der, options: CertificateOptions): Buffer {
  const { digest = 'sha256', days = 365, version = 3 } = options;
  const id = SIGNATURES[issuer.key.asymmetricKeyType ?? '']?.[digest];
  if (!id) throw new Error(`no certificate signature with ${digest} and a key of type ${issuer.key.asymmetricKeyType}`);
  const algorithm = sequence(oid(id), ...(issuer.key.asymmetricKeyType === 'rsa' ? [nothing()] : []));
  const now = systemClock.now();
  const tbs = sequence(
    ...(version === 3 ? [context(0, [integer(Buffer.of(2))])] : []),
    integer(options.serial ?? Buffer.concat([Buffer.of(0x40), random(15)])),
    algorithm,
    issuer.name,
    sequence(
      time(options.notBefore ?? new Date(now - 3_600_000)),
      time(options.notAfter ?? new Date(now + days * DAY)),
    ),
    nameDer(options.subject),
    spki,
    ...(version === 3 ? [context(3, [extensionsDer(options, keyIdOf(spki), issuer.keyId)])] : []),
  );
  return encode(sequence(tbs, algorithm, bits(sign(digest, encode(tbs), issuer.key))));
}
