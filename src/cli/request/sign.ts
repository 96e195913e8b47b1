import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { type HashAlgorithm, type SignatureAlgorithm, SignedXml } from 'xml-crypto';
import { randomHex } from '../../base/clock.ts';
import { BASE64, NS, X509V3 } from '../../base/namespaces.ts';
import { type AlgorithmName, SIGNING, type SigningAlgorithm } from './algorithms.ts';

export interface SignOptions {
  readonly keyPem: string;
  readonly certPem: string;
  /** Default: rsa-sha256 or ecdsa-sha256, as the key is. */
  readonly algorithm?: AlgorithmName | undefined;
  readonly now: number;
  /** Life of the Timestamp. Default: 300 seconds. */
  readonly lifetimeMs?: number;
  /** Default: signed together with the Body. */
  readonly timestamp?: 'signed' | 'unsigned' | 'none';
}

const path = (...names: string[]): string => names.map((name) => `/*[local-name()='${name}']`).join('');
const SECURITY = path('Envelope', 'Header', 'Security');
const BODY = path('Envelope', 'Body');

/**
 * A SOAP 1.1 envelope around a payload, signed by WS-Security X.509: BinarySecurityToken, exclusive C14N, direct reference.
 *
 * @throws Error when the key does not fit the certificate or the algorithm
 */
export function signEnvelope(payload: string, options: SignOptions): string {
  const key = createPrivateKey(options.keyPem);
  const certificate = new X509Certificate(options.certPem);
  if (!certificate.checkPrivateKey(key)) throw new Error('the private key is not that of the certificate');
  const algorithm: SigningAlgorithm = SIGNING[options.algorithm ?? defaultAlgorithm(key)];
  if (key.asymmetricKeyType !== algorithm.keyType) {
    throw new Error(`${options.algorithm} needs a key of type ${algorithm.keyType}, not ${key.asymmetricKeyType}`);
  }
  const token = `X509-${randomHex()}`;
  const signer = new SignedXml({
    idMode: 'wssecurity',
    privateKey: options.keyPem,
    signatureAlgorithm: algorithm.uri,
    canonicalizationAlgorithm: NS.excC14n,
    getKeyInfoContent: () =>
      `<wsse:SecurityTokenReference><wsse:Reference URI="#${token}" ValueType="${X509V3}"/></wsse:SecurityTokenReference>`,
  });
  signer.SignatureAlgorithms = { [algorithm.uri]: signatureMethod(algorithm, key) };
  signer.HashAlgorithms = { [algorithm.digestUri]: digestMethod(algorithm) };
  const timestamp = options.timestamp ?? 'signed';
  const signed = timestamp === 'signed' ? [`${SECURITY}${path('Timestamp')}`, BODY] : [BODY];
  for (const xpath of signed) {
    signer.addReference({ xpath, transforms: [NS.excC14n], digestAlgorithm: algorithm.digestUri });
  }
  signer.computeSignature(unsigned(payload, token, certificate, options, timestamp !== 'none'), {
    prefix: 'ds',
    location: { reference: SECURITY, action: 'append' },
    existingPrefixes: { wsse: NS.wsse },
  });
  return signer.getSignedXml();
}

const defaultAlgorithm = (key: KeyObject): AlgorithmName =>
  key.asymmetricKeyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256';

function unsigned(
  payload: string,
  token: string,
  certificate: X509Certificate,
  { now, lifetimeMs = 300_000 }: SignOptions,
  timestamped: boolean,
): string {
  const at = (time: number): string => new Date(time).toISOString();
  const timestamp =
    `<wsu:Timestamp wsu:Id="TS-${randomHex()}"><wsu:Created>${at(now)}</wsu:Created>` +
    `<wsu:Expires>${at(now + lifetimeMs)}</wsu:Expires></wsu:Timestamp>`;
  return (
    `<soapenv:Envelope xmlns:soapenv="${NS.soap}"><soapenv:Header>` +
    `<wsse:Security xmlns:wsse="${NS.wsse}" xmlns:wsu="${NS.wsu}" soapenv:mustUnderstand="1">` +
    `<wsse:BinarySecurityToken EncodingType="${BASE64}" ValueType="${X509V3}" wsu:Id="${token}">` +
    `${certificate.raw.toString('base64')}</wsse:BinarySecurityToken>` +
    `${timestamped ? timestamp : ''}</wsse:Security></soapenv:Header>` +
    `<soapenv:Body xmlns:wsu="${NS.wsu}" wsu:Id="B-${randomHex()}">${payload}</soapenv:Body></soapenv:Envelope>`
  );
}

/** xml-crypto asks for classes; its own lack SHA-384 and ECDSA. */
const signatureMethod = ({ uri, hash }: SigningAlgorithm, key: KeyObject) =>
  class implements SignatureAlgorithm {
    getSignature(signedInfo: unknown): string {
      return sign(hash, Buffer.from(String(signedInfo)), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
    }
    verifySignature(): boolean {
      return false;
    }
    getAlgorithmName(): string {
      return uri;
    }
  };

const digestMethod = ({ digestUri, hash }: SigningAlgorithm) =>
  class implements HashAlgorithm {
    getHash(xml: string): string {
      return createHash(hash).update(xml, 'utf8').digest('base64');
    }
    getAlgorithmName(): string {
      return digestUri;
    }
  };
