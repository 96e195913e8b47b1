import { hash, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XmlC14NMode, XmlDocument, type XmlElement, XmlXPath } from 'libxml2-wasm';
import { NS } from '../../src/base/namespaces.ts';
import { FILES } from '../material.ts';
import type { Prepare } from './contender.ts';

/** libxml2 reads and canonicalises in WebAssembly, Node hashes and verifies. */
export const prepare: Prepare = async (dir) => {
  const bytes = readFileSync(join(dir, FILES.message));
  const key = new X509Certificate(readFileSync(join(dir, FILES.signer))).publicKey;
  const xpath = (path: string): XmlXPath => XmlXPath.compile(path, { ...NS });
  const security = xpath('/soap:Envelope/soap:Header/wsse:Security');
  const body = xpath('/soap:Envelope/soap:Body');
  const [timestamp, signedInfo, value] = [
    xpath('wsu:Timestamp'),
    xpath('ds:Signature/ds:SignedInfo'),
    xpath('ds:Signature/ds:SignatureValue'),
  ];
  const [reference, digest] = [xpath('ds:Reference'), xpath('ds:DigestValue')];
  const canonical = (element: XmlElement): string =>
    element.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });

  return () => {
    const doc = XmlDocument.fromBuffer(bytes);
    try {
      const header = doc.get(security) as XmlElement;
      const info = header.get(signedInfo) as XmlElement;
      const signed = [header.get(timestamp) as XmlElement, doc.get(body) as XmlElement];
      const digests = info.find(reference).map((each) => (each as XmlElement).get(digest)!.content);
      const signature = Buffer.from(header.get(value)!.content, 'base64');
      return (
        signed.every((element, i) => hash('sha256', canonical(element), 'base64') === digests[i]) &&
        verify('sha256', Buffer.from(canonical(info)), key, signature)
      );
    } finally {
      doc.dispose();
    }
  };
};
