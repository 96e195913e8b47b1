import assert from 'node:assert/strict';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { XmlC14NMode, XmlDocument, type XmlElement } from 'libxml2-wasm';
import { NS } from '../../src/base/namespaces.ts';
import type { Verified } from '../../src/base/request.ts';
import { exclusiveC14n } from '../../src/base/xml/c14n.ts';
import { SIGNING } from '../../src/cli/request/algorithms.ts';
import { assertReadAlike } from '../threats/support/independent.ts';

const names = { ...NS, ec: NS.excC14n };
const SECURITY = '/soap:Envelope/soap:Header/wsse:Security';

const one = (from: XmlDocument | XmlElement, path: string): XmlElement => {
  const found = from.find(path, names);
  assert.equal(found.length, 1, `libxml2 finds ${found.length} of ${path}`);
  return found[0] as XmlElement;
};

const attribute = (element: XmlElement, name: string): string => element.get(`@${name}`)?.content ?? '';

/** The prefixes that a Transform or CanonicalizationMethod lists. */
const prefixesOf = (method: XmlElement): string[] => {
  const list = method.get('ec:InclusiveNamespaces', names) as XmlElement | null;
  return (list ? attribute(list, 'PrefixList') : '').split(/[ \t\r\n]+/).filter((prefix) => prefix !== '');
};

const canonical = (element: XmlElement, inclusiveNamespacePrefixes: string[]): string =>
  element.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, inclusiveNamespacePrefixes });

const hashOf = (uri: string, by: 'uri' | 'digestUri'): string => {
  const found = Object.values(SIGNING).find((algorithm) => algorithm[by] === uri);
  assert.ok(found, `${uri} is accepted`);
  return found.hash;
};

/**
 * Reads an accepted message again with libxml2: the same routed values, the same canonical bytes of the Body, and by
 * those readings alone digests and signature hold.
 *
 * @throws AssertionError
 */
export function assertIndependently(verified: Verified): void {
  assertReadAlike(verified);
  const doc = XmlDocument.fromBuffer(verified.bytes);
  try {
    const body = one(doc, '/soap:Envelope/soap:Body');
    const security = one(doc, SECURITY);
    const info = one(security, 'ds:Signature/ds:SignedInfo');
    const signable = [body, ...(security.find('wsu:Timestamp', names) as XmlElement[])];
    const signed = (info.find('ds:Reference', names) as XmlElement[]).map((reference) => {
      const uri = attribute(reference, 'URI');
      const targets = signable.filter((element) => `#${element.get('@wsu:Id', names)?.content}` === uri);
      assert.equal(targets.length, 1, `${uri} is ${targets.length} elements`);
      const prefixes = prefixesOf(one(reference, 'ds:Transforms/ds:Transform'));
      const bytes = canonical(targets[0]!, prefixes);
      const hash = hashOf(attribute(one(reference, 'ds:DigestMethod'), 'Algorithm'), 'digestUri');
      const digest = Buffer.from(one(reference, 'ds:DigestValue').content, 'base64');
      assert.deepEqual(createHash(hash).update(bytes).digest(), digest, 'the digest');
      return { target: targets[0]!, prefixes, bytes };
    });
    assertBody(
      verified,
      signed.filter(({ target }) => target.get('self::soap:Body', names)),
    );
    const method = attribute(one(info, 'ds:SignatureMethod'), 'Algorithm');
    const key = new X509Certificate(Buffer.from(one(security, 'wsse:BinarySecurityToken').content, 'base64')).publicKey;
    const signedInfo = canonical(info, prefixesOf(one(info, 'ds:CanonicalizationMethod')));
    const value = Buffer.from(one(security, 'ds:Signature/ds:SignatureValue').content, 'base64');
    const holds = verify(hashOf(method, 'uri'), Buffer.from(signedInfo), { key, dsaEncoding: 'ieee-p1363' }, value);
    assert.ok(holds, 'the signature');
  } finally {
    doc.dispose();
  }
}

function assertBody(
  { envelope: { doc, body } }: Verified,
  signed: readonly { readonly prefixes: readonly string[]; readonly bytes: string }[],
): void {
  assert.equal(signed.length, 1, 'the Body is signed once');
  const { prefixes, bytes } = signed[0]!;
  const inclusive = prefixes.map((prefix) => Buffer.from(prefix).toString('latin1'));
  assert.equal(Buffer.from(exclusiveC14n(doc, body, { inclusive }), 'latin1').toString('utf8'), bytes, 'the Body');
}
