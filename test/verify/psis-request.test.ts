import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { readXml } from '../../src/base/xml/reader.ts';
import { HEADERS, verifyRequest } from '../../src/verify/psis/request.ts';
import { both, seal } from './psis/setup.ts';

const subject = seal();
const bytes = verifyRequest(subject.certDer);

const NAMESPACES = {
  s: 'http://schemas.xmlsoap.org/soap/envelope/',
  d: 'urn:oasis:names:tc:dss:1.0:core:schema',
  x: 'urn:oasis:names:tc:dss:1.0:profiles:XSS',
  k: 'http://www.w3.org/2000/09/xmldsig#',
};

/** Every element under the one given, in order, as `prefix:name` with the prefixes of `NAMESPACES`. */
function outline(element: XmlElement): string {
  const prefix = Object.entries(NAMESPACES).find(([, uri]) => uri === element.namespaceUri)?.[0] ?? '?';
  const children: string[] = [];
  for (let child = element.firstChild; child; child = child.next) {
    if (child instanceof XmlElement) children.push(outline(child));
  }
  return `${prefix}:${element.name}${children.length > 0 ? `(${children.join(' ')})` : ''}`;
}

describe('the request to PSIS', () => {
  it('has the shape of the protocol for libxml2, the attributes asked for before the certificate', () => {
    const doc = XmlDocument.fromBuffer(bytes);
    try {
      const asked = 'x:AttributeDesignator x:AttributeDesignator x:AttributeDesignator';
      assert.equal(
        outline(doc.root),
        `s:Envelope(s:Body(d:VerifyRequest(d:OptionalInputs(x:ReturnX509CertificateInfo(${asked})) ` +
          'd:SignatureObject(d:Other(k:X509Data(k:X509Certificate))))))',
      );
      const texts = (path: string) => doc.find(path, NAMESPACES).map((node) => node.content);
      assert.deepEqual(texts('//d:VerifyRequest/@Profile'), ['urn:oasis:names:tc:dss:1.0:profiles:XSS']);
      assert.deepEqual(texts('//x:AttributeDesignator/@Name'), [
        'urn:oasis:names:tc:dss:1.0:profiles:XSS:certificateAttributes:SerialNumber',
        'urn:catcert:psis:certificateAttributes:LegalEntityCIF',
        'urn:catcert:psis:certificateAttributes:VinculatedCompanyCIF',
      ]);
      assert.deepEqual(texts('//k:X509Certificate'), [subject.certDer.toString('base64')]);
    } finally {
      doc.dispose();
    }
  });

  it('is a message for our own strict reader', () => {
    assert.equal(readXml(bytes, 'message').root.local, 'Envelope');
  });

  it('has the certificate as base64 on one line, not as PEM', () => {
    const [, text] = /<ds:X509Certificate>([^<]*)</.exec(bytes.toString())!;
    assert.match(text!, /^[A-Za-z0-9+/]+={0,2}$/);
    assert.ok(Buffer.from(text!, 'base64').equals(subject.certDer));
  });

  it('is what goes over the wire, as SOAP 1.1', async (t) => {
    const { psis, primary } = await both(t);
    await psis.check(subject.certificate);
    assert.deepEqual(primary.last, bytes);
    assert.deepEqual(HEADERS, { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' });
  });
});
