import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { buildPeticion } from '../../src/base/build-peticion.ts';
import { NS } from '../../src/base/namespaces.ts';
import { exclusiveC14n } from '../../src/base/xml/c14n.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { elements } from '../../src/base/xml/tree.ts';
import { ALGORITHM_NAMES } from '../../src/cli/request/algorithms.ts';
import { type SignOptions, signEnvelope } from '../../src/cli/request/sign.ts';
import { createAuthority, issue } from '../../src/pki/index.ts';

const dir = mkdtempSync(join(tmpdir(), 'sign-'));
after(() => rmSync(dir, { recursive: true }));
const noXmlsec = spawnSync('xmlsec1', ['--version']).status !== 0 && 'xmlsec1 is not installed';

const ca = createAuthority({ commonName: 'CA de prova' });
const keys = {
  rsa: issue(ca, { subject: { CN: 'Prova' } }),
  ec: issue(ca, { subject: { CN: 'Prova EC' }, key: 'P-256' }),
};
const payload = buildPeticion({
  modalitat: 'TITULAR',
  ens: '9821920002',
  nom: 'Ens <de> "prova" & àèí',
  purpose: { kind: 'finalitat', value: 'PROVES' },
  idPeticion: 'P1',
  now: Date.now(),
  solicituds: [{ persons: [{ tipus: 1, document: '12344321Z' }], municipi: '17023' }],
});

const signed = (options: Partial<SignOptions> = {}): string =>
  signEnvelope(payload, { ...keys.rsa, now: Date.now(), ...options });

function xmlsec(xml: string, certPem: string): boolean {
  const [message, cert] = [join(dir, 'message.xml'), join(dir, 'cert.pem')];
  writeFileSync(message, xml);
  writeFileSync(cert, certPem);
  const ids = [`${NS.soap}:Body`, `${NS.wsu}:Timestamp`].flatMap((name) => ['--id-attr:Id', name]);
  return spawnSync('xmlsec1', ['--verify', ...ids, '--pubkey-cert-pem', cert, message]).status === 0;
}

describe('signEnvelope', () => {
  for (const algorithm of ALGORITHM_NAMES) {
    it(`${algorithm} is accepted by xmlsec1, and not when a byte has changed`, { skip: noXmlsec }, () => {
      const { keyPem, certPem } = algorithm.startsWith('rsa') ? keys.rsa : keys.ec;
      const xml = signed({ keyPem, certPem, algorithm });
      assert.ok(xmlsec(xml, certPem));
      assert.ok(!xmlsec(xml.replace('12344321Z', '12344322Z'), certPem));
      assert.ok(!xmlsec(xml.replace(/<wsu:Created>2/, '<wsu:Created>3'), certPem));
    });
  }

  it('has the exact skeleton, with unique identifiers', () => {
    const doc = readXml(Buffer.from(signed()), 'message');
    const [header, body] = elements(doc.root);
    const [security] = elements(header!);
    assert.deepEqual(
      elements(security!).map(({ local }) => local),
      ['BinarySecurityToken', 'Timestamp', 'Signature'],
    );
    const ids = doc.ids.map(({ value }) => value);
    assert.equal(new Set(ids).size, ids.length);
    const alone = readXml(Buffer.from(payload), 'message');
    assert.equal(exclusiveC14n(doc, elements(body!)[0]!), exclusiveC14n(alone, alone.root));
    assert.notEqual(signed(), signed());
  });

  it('leaves the Timestamp unsigned or out', { skip: noXmlsec }, () => {
    const unsigned = signed({ timestamp: 'unsigned', lifetimeMs: 60_000 });
    assert.equal(unsigned.match(/<ds:Reference /g)?.length, 1);
    assert.match(unsigned, /<wsu:Expires>/);
    assert.ok(xmlsec(unsigned, keys.rsa.certPem));
    const none = signed({ timestamp: 'none' });
    assert.doesNotMatch(none, /Timestamp/);
    assert.ok(xmlsec(none, keys.rsa.certPem));
  });

  it('takes ECDSA for an EC key and refuses what does not fit', () => {
    assert.match(signed(keys.ec), /xmldsig-more#ecdsa-sha256/);
    assert.throws(() => signed({ ...keys.ec, algorithm: 'rsa-sha1' }), {
      message: 'rsa-sha1 needs a key of type rsa, not ec',
    });
    assert.throws(() => signed({ keyPem: keys.ec.keyPem }), { message: /is not that of the certificate/ });
  });
});
