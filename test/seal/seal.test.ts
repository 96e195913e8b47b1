import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { NS } from '../../src/base/namespaces.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { type Element, elements } from '../../src/base/xml/tree.ts';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { loadSigning, makeSeal } from '../../src/seal/index.ts';
import { noXmlsec, verifiedByXmlsec } from '../e2e/xmlsec.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const authority = createAuthority({ commonName: 'CA de prova', key: 'P-256' });
const signingOf = (keyPem: string, certPem: string) => loadSigning(keyPem, new X509Certificate(certPem));
const certificate = (key: 2048 | 'P-256' | 'P-384' | 'P-521') => issue(authority, { subject: { CN: 'Segell' }, key });

async function seal(xml: string, key: Parameters<typeof certificate>[0] = 'P-256') {
  const { keyPem, certPem } = certificate(key);
  const bytes = Buffer.from(xml);
  const stamp = makeSeal({ signing: { current: signingOf(keyPem, certPem) }, clock: { now: () => NOW } });
  const reply = await stamp({ answer: { bytes, doc: readXml(bytes, 'message'), outcome: 'answered' } } as never);
  return { sealed: reply.bytes, certPem };
}

/** Answers whose Bodies would tempt a sealer to change them, or be sealed wrongly. */
const ANSWERS: Readonly<Record<string, string>> = {
  'like the real platform': `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS.soap}"><SOAP-ENV:Header/><SOAP-ENV:Body><ns0:r xmlns:ns0="${NS.openuri}">Sí</ns0:r></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
  'SOAP as the default namespace': `<Envelope xmlns="${NS.soap}"><Body><r xmlns="urn:r"><s xmlns=""/></r></Body></Envelope>`,
  'prefixes declared on the Envelope and on the Body': `<s:Envelope xmlns:s="${NS.soap}" xmlns:v="urn:v"><s:Body xmlns:w="urn:w" xmlns="urn:d"><v:r w:k="1"><q/></v:r></s:Body></s:Envelope>`,
  'the prefix wsu used inside for its own namespace': `<s:Envelope xmlns:s="${NS.soap}"><s:Body><r xmlns:wsu="${NS.wsu}" wsu:Id="x"/></s:Body></s:Envelope>`,
  'the prefix wsu used inside for another one': `<s:Envelope xmlns:s="${NS.soap}" xmlns:wsu="urn:other"><s:Body><wsu:r/></s:Body></s:Envelope>`,
  'not canonical, CDATA and comments inside': `<s:Envelope xmlns:s="${NS.soap}"><s:Body wsu:Id="old" xmlns:wsu="${NS.wsu}">\r\n <r  b='2' a="1" ><![CDATA[<&>]]><!-- c -->&#233;</r ></s:Body></s:Envelope>`,
  'an old header': `<s:Envelope xmlns:s="${NS.soap}"><s:Header><old xmlns="urn:o"/></s:Header><s:Body><r/></s:Body></s:Envelope>`,
};

const part = (root: Element, name: string): Element | undefined =>
  elements(root).find((element) => element.is(NS.soap, name));

describe('the seal', () => {
  for (const [name, xml] of Object.entries(ANSWERS)) {
    it(`keeps the Body's bytes and verifies: ${name}`, async () => {
      const { sealed, certPem } = await seal(xml);
      const before = readXml(Buffer.from(xml), 'message');
      const after = readXml(sealed, 'message');
      const [old, body] = [part(before.root, 'Body')!, part(after.root, 'Body')!];
      assert.equal(
        after.source.slice(body.contentStart, body.contentEnd),
        before.source.slice(old.contentStart, old.contentEnd),
      );
      assert.ok(!sealed.includes('<old'));
      if (!noXmlsec) assert.ok(verifiedByXmlsec(sealed, certPem), sealed.toString());
    });
  }

  for (const key of [2048, 'P-256', 'P-384', 'P-521'] as const) {
    it(`verifies with a key ${key}`, { skip: noXmlsec }, async () => {
      const { sealed, certPem } = await seal(ANSWERS['like the real platform']!, key);
      assert.ok(verifiedByXmlsec(sealed, certPem));
      assert.ok(!verifiedByXmlsec(sealed.toString().replace('Sí', 'No'), certPem));
    });
  }

  it('signs the Body alone and adds an unsigned Timestamp of five minutes, with Ids of its own each time', async () => {
    const [one, other] = [await seal(ANSWERS['an old header']!), await seal(ANSWERS['an old header']!)];
    const text = one.sealed.toString();
    assert.equal(text.match(/<ds:Reference /g)?.length, 1);
    assert.match(text, /<wsu:Created>2026-11-23T09:00:00.000Z<\/wsu:Created><wsu:Expires>2026-11-23T09:05:00.000Z</);
    const id = (bytes: Buffer) => /Body [^>]*:Id="([^"]+)"/.exec(bytes.toString())?.[1];
    assert.notEqual(id(one.sealed), id(other.sealed));
  });

  it('refuses a key that is not the certificate’s, or of another kind', () => {
    const [a, b] = [certificate('P-256'), certificate('P-256')];
    assert.throws(() => signingOf(a.keyPem, b.certPem), /not the one of its certificate/);
    const odd = issue(authority, { subject: { CN: 'Segell' }, key: 'secp256k1' });
    assert.throws(() => signingOf(odd.keyPem, odd.certPem), /must be RSA, or EC/);
  });
});
