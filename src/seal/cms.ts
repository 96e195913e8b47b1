import { createHash, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { loadKey, type SealKey, signWith } from './key.ts';

const OID = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  rsa: '1.2.840.113549.1.1.1',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  ecdsa: { sha256: '1.2.840.10045.4.3.2', sha384: '1.2.840.10045.4.3.3', sha512: '1.2.840.10045.4.3.4' },
} as const;

/**
 * Signs with the seal what a PDF holds: a detached CMS with the signed attributes of PAdES B-B and no others (ETSI EN
 * 319 142-1 section 6.3): content type, message digest, signing certificate v2. The signing time stands in the PDF.
 *
 * @param certPem the seal's certificate and, behind it, those above it, which go into the CMS too
 * @throws Error as `loadKey`
 */
export function makeCms(keyPem: string, certPem: string): (content: Buffer) => Promise<Buffer> {
  const seal = loadKey(keyPem, new X509Certificate(certPem));
  const chain = (certPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((pem) =>
    pkijs.Certificate.fromBER(new X509Certificate(pem).raw),
  );
  return (content) => cmsOf(content, seal, chain);
}

async function cmsOf(content: Buffer, seal: SealKey, chain: pkijs.Certificate[]): Promise<Buffer> {
  const [own] = chain as [pkijs.Certificate];
  const digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: OID[seal.hash] });
  const signedAttrs = new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: attributes(content, seal) });
  // What is signed is the SET OF itself, not the implicit [0] that it is written as (RFC 5652 section 5.4).
  const signedBytes = Buffer.from(signedAttrs.toSchema().toBER());
  signedBytes[0] = 0x31;
  const signature = await signWith(seal, signedBytes, 'der');
  const signedData = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: pkijs.ContentInfo.DATA }),
    certificates: chain,
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        digestAlgorithm,
        signedAttrs,
        signatureAlgorithm: signatureAlgorithm(seal),
        signature: new asn1js.OctetString({ valueHex: signature }),
      }),
    ],
  });
  const whole = new pkijs.ContentInfo({
    contentType: pkijs.ContentInfo.SIGNED_DATA,
    content: signedData.toSchema(true),
  });
  return Buffer.from(whole.toSchema().toBER());
}

const signatureAlgorithm = ({ key, hash }: SealKey): pkijs.AlgorithmIdentifier =>
  key.asymmetricKeyType === 'ec'
    ? new pkijs.AlgorithmIdentifier({ algorithmId: OID.ecdsa[hash] })
    : new pkijs.AlgorithmIdentifier({ algorithmId: OID.rsa, algorithmParams: new asn1js.Null() });

/** In the order of their encodings, as DER sorts a SET OF. */
function attributes(content: Buffer, { hash, certificate }: SealKey): pkijs.Attribute[] {
  const digest = (bytes: Buffer): asn1js.OctetString =>
    new asn1js.OctetString({ valueHex: createHash(hash).update(bytes).digest() });
  const attribute = (type: string, value: asn1js.BaseBlock): pkijs.Attribute =>
    new pkijs.Attribute({ type, values: [value] });
  return [
    attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: pkijs.ContentInfo.DATA })),
    attribute(OID.messageDigest, digest(content)),
    attribute(OID.signingCertificateV2, signingCertificate(hash, digest(certificate.raw))),
  ].sort((a, b) => Buffer.compare(encoded(a), encoded(b)));
}

const encoded = (attribute: pkijs.Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());

/** SigningCertificateV2 with one ESSCertIDv2 (RFC 5035 section 3); SHA-256 is its default, and so not written. */
function signingCertificate(hash: SealKey['hash'], certHash: asn1js.OctetString): asn1js.Sequence {
  const algorithm = new pkijs.AlgorithmIdentifier({ algorithmId: OID[hash] });
  const essCertId = new asn1js.Sequence({
    value: [...(hash === 'sha256' ? [] : [algorithm.toSchema()]), certHash],
  });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [essCertId] })] });
}
