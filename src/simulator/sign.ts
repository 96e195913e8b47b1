import { createHash, createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { NS } from '../base/namespaces.ts';
import { exclusiveC14n } from '../base/xml/c14n.ts';
import { readXml } from '../base/xml/reader.ts';
import { elements } from '../base/xml/tree.ts';

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

/**
 * Signs volants with a municipality's own key: enveloped after the data, which it references by its Id (XML Signature
 * 1.0, exclusive C14N).
 *
 * @throws Error when the key is neither RSA nor EC, or the certificate is another key's
 */
export function volantSigner({ key, cert }: KeyAndCert): (volant: string, id: string) => string {
  const privateKey = createPrivateKey(key);
  const certificate = new X509Certificate(cert);
  const method = METHODS[privateKey.asymmetricKeyType ?? ''];
  if (!method) throw new Error('volant.key: expected an RSA or EC key');
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('volant.cert: expected the certificate of volant.key');
  const keyInfo = `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;

  return (volant, id) => {
    const info = signedInfo(method, id, digest(volant));
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const value = sign('sha256', Buffer.from(canonical(info, 'root'), 'latin1'), key).toString('base64');
    const signature = `<ds:Signature xmlns:ds="${NS.ds}">${info}<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfo}</ds:Signature>`;
    const end = volant.lastIndexOf('</');
    return volant.slice(0, end) + signature + volant.slice(end);
  };
}

const digest = (volant: string): string =>
  createHash('sha256').update(canonical(volant, 'first child'), 'latin1').digest('base64');

function canonical(xml: string, apex: 'root' | 'first child'): string {
  const doc = readXml(Buffer.from(xml), 'document');
  return exclusiveC14n(doc, apex === 'root' ? doc.root : elements(doc.root).next().value!);
}

const signedInfo = (method: string, id: string, value: string): string =>
  `<ds:SignedInfo xmlns:ds="${NS.ds}"><ds:CanonicalizationMethod Algorithm="${NS.excC14n}"/><ds:SignatureMethod Algorithm="${method}"/>` +
  `<ds:Reference URI="#${id}"><ds:Transforms><ds:Transform Algorithm="${NS.excC14n}"/></ds:Transforms>` +
  `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${value}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
