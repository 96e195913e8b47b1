import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { NS } from '../base/namespaces.ts';
import { exclusiveC14n } from '../base/xml/c14n.ts';
import { readXml } from '../base/xml/reader.ts';
import { type Element, elements, type XmlDocument } from '../base/xml/tree.ts';

/** PEM texts. */
export interface KeyAndCert {
  readonly key: string;
  readonly cert: string;
}

const METHODS: Readonly<Record<string, string>> = {
  rsa: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  ec: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
};
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

export interface Signer {
  /** DER of the certificate, base64. */
  readonly certificate: string;
  /** A `ds:Signature` over the element that bears the Id and has this digest. @param keyInfo content of its KeyInfo */
  sign(id: string, digest: string, keyInfo: string): string;
}

/**
 * XML Signature 1.0 with exclusive C14N and SHA-256.
 *
 * @param what the option that the key comes from
 * @throws Error when the key is neither RSA nor EC, or the certificate is another key's
 */
export function signerOf({ key, cert }: KeyAndCert, what: string): Signer {
  const privateKey = createPrivateKey(key);
  const x509 = new X509Certificate(cert);
  const method = METHODS[privateKey.asymmetricKeyType ?? ''];
  if (!method) throw new Error(`${what}.key: expected an RSA or EC key`);
  if (!x509.checkPrivateKey(privateKey)) throw new Error(`${what}.cert: expected the certificate of ${what}.key`);
  return {
    certificate: x509.raw.toString('base64'),
    sign(id, digest, keyInfo) {
      const info = signedInfo(method, id, digest);
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
      const value = sign('sha256', Buffer.from(canonical(info, root), 'latin1'), key).toString('base64');
      return `<ds:Signature xmlns:ds="${NS.ds}">${info}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo>${keyInfo}</ds:KeyInfo></ds:Signature>`;
    },
  };
}

/** Signs volants with a municipality's own key: enveloped after the data, which it references by its Id. @throws Error as `signerOf` */
export function volantSigner(pair: KeyAndCert): (volant: string, id: string) => string {
  const signer = signerOf(pair, 'volant');
  const keyInfo = `<ds:X509Data><ds:X509Certificate>${signer.certificate}</ds:X509Certificate></ds:X509Data>`;
  return (volant, id) => {
    const end = volant.lastIndexOf('</');
    return volant.slice(0, end) + signer.sign(id, digestOf(volant, firstChild), keyInfo) + volant.slice(end);
  };
}

type Apex = (doc: XmlDocument) => Element;
const root: Apex = (doc) => doc.root;
const firstChild: Apex = (doc) => elements(doc.root)[0]!;

/** SHA-256 of the canonical form of an element, base64. */
export const digestOf = (xml: string, apex: Apex): string =>
  createHash('sha256').update(canonical(xml, apex), 'latin1').digest('base64');

function canonical(xml: string, apex: Apex): string {
  const doc = readXml(Buffer.from(xml), 'document');
  return exclusiveC14n(doc, apex(doc));
}

const signedInfo = (method: string, id: string, value: string): string =>
  `<ds:SignedInfo xmlns:ds="${NS.ds}"><ds:CanonicalizationMethod Algorithm="${NS.excC14n}"/><ds:SignatureMethod Algorithm="${method}"/>` +
  `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${NS.excC14n}"/></ds:Transforms>` +
  `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${value}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
