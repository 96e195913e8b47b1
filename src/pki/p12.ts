import { createPrivateKey, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import type { Issued } from './certificate.ts';
import { type Der, decode, encode, part, sequence } from './der.ts';

export type Credentials = Pick<Issued, 'keyPem' | 'certPem'>;

/** A `.p12` file with an RSA key, its certificate and the chain above it, encrypted with AES-256. */
export function writeP12(keyPem: string, certPem: string, chain: readonly string[], password: string): Buffer {
  const key = forge.pki.privateKeyFromPem(keyPem);
  const certificates = [certPem, ...chain].map((pem) => forge.pki.certificateFromPem(pem));
  return encode(forge.pkcs12.toPkcs12Asn1(key, certificates, password, { algorithm: 'aes256' }));
}

/**
 * The private key of a `.p12` file and the certificate that belongs to it.
 *
 * @throws Error with a sentence for the person who named the file
 */
export function readP12(file: Buffer, password: string): Credentials {
  const bags = open(file, password).safeContents.flatMap((content) => content.safeBags);
  const { pkcs8ShroudedKeyBag, keyBag, certBag } = forge.pki.oids;
  const keyBags = bags.filter(({ type }) => type === pkcs8ShroudedKeyBag || type === keyBag);
  if (keyBags.length === 0) throw new Error('the .p12 file holds no private key');
  const keys = keyBags.map((bag) => createPrivateKey({ key: keyDer(bag), format: 'der', type: 'pkcs8' }));
  for (const { type, ...bag } of bags) {
    if (type !== certBag) continue;
    const certificate = new X509Certificate(certificateDer(bag));
    const key = keys.find((candidate) => certificate.checkPrivateKey(candidate));
    if (!key) continue;
    return { keyPem: key.export({ type: 'pkcs8', format: 'pem' }) as string, certPem: certificate.toString() };
  }
  throw new Error('the .p12 file holds no certificate for its private key');
}

function open(file: Buffer, password: string): forge.pkcs12.Pkcs12Pfx {
  let pfx: Der;
  try {
    pfx = decode(file);
  } catch {
    throw new Error('not a .p12 file');
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(pfx, false, password);
  } catch (error) {
    const wrong = error instanceof Error && /MAC could not be verified|wrong password|decrypt/.test(error.message);
    throw new Error(wrong ? 'wrong password for the .p12 file' : 'not a .p12 file, or one of a kind that is not read');
  }
}

type Bag = Pick<forge.pkcs12.Bag, 'key' | 'cert' | 'asn1'>;

/** node-forge leaves keys and certificates that it does not know, the EC ones, as ASN.1. */
const keyDer = ({ key, asn1 }: Bag): Buffer =>
  encode(key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1);

/** node-forge writes a wrong outer AlgorithmIdentifier for EC signatures; the one inside is the same by definition. */
function certificateDer({ cert, asn1 }: Bag): Buffer {
  if (!cert) return encode(asn1);
  const written = forge.pki.certificateToAsn1(cert);
  const tbs = part(written, 0);
  return encode(sequence(tbs, part(tbs, part(tbs, 0).type === 0 ? 2 : 1), part(written, 2)));
}
