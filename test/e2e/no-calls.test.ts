import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it, type TestContext } from 'node:test';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { startPsis } from '../../src/simulator/index.ts';
import { fingerprint, rewriteConsumer } from '../channel/support.ts';
import { openGateway } from '../support/gateway.ts';
import { readPair } from '../support/pki.ts';
import { naming } from '../verify/revocation/certificates.ts';

/** Stands where certificates say that OCSP and lists are; counts who asks. */
async function responder(t: TestContext): Promise<{ url: string; readonly asked: number }> {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked++;
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get asked() {
      return asked;
    },
  };
}

it('A80: nobody triggers a call of ours without a trusted certificate, its key, and a registration', async (t) => {
  const [named, psis] = await Promise.all([responder(t), startPsis({ port: 0, mode: 'valid' })]);
  t.after(() => psis.close());
  const g = await openGateway(t, {
    PADRO_PSIS_MODE: 'also',
    PADRO_PSIS_PRIMARY: psis.urls.http!,
    PADRO_PSIS_ALLOW_PRIVATE: '["127.0.0.0/8"]',
    PADRO_REVOCATION_ALLOW_PRIVATE: '["127.0.0.0/8"]',
  });
  const ca = readPair(g.stage.pki.ca);
  const extensions = naming({ ocsp: [`${named.url}ocsp`], crl: [`${named.url}list.crl`] });
  const seal = (by: { keyPem: string; certPem: string }) => ({
    ...issue(by, { subject: { CN: 'Segell' }, key: 'P-256', keyUsage: ['digitalSignature'], extensions }),
    algorithm: 'ecdsa-sha256' as const,
  });
  const good = seal({ keyPem: ca.key, certPem: ca.cert });
  const unchained = seal(createAuthority({ commonName: 'Desconeguda', key: 'P-256' }));
  const message = (sign: typeof good): string => g.petition({ sign }).toString();
  const change = (xml: string, from: RegExp, to: string): string => {
    assert.match(xml, from);
    return xml.replace(from, to);
  };

  await rewriteConsumer(g, { fingerprints: [good, unchained].map(({ certPem }) => fingerprint(certPem)) });
  const refused = {
    'a bad SignatureValue': change(message(good), /(<ds:SignatureValue>)..../, '$1AAAA'),
    'a Body that was changed': change(message(good), /12344321Z/, '00000000T'),
    'the certificate of another key': change(
      message(seal({ keyPem: ca.key, certPem: ca.cert })),
      /(BinarySecurityToken[^>]*>)[^<]+/,
      `$1${good.certDer.toString('base64')}`,
    ),
    'a registered certificate that does not chain': message(unchained),
    'a certificate that no consumer has': message(seal({ keyPem: ca.key, certPem: ca.cert })),
  };
  for (const [name, xml] of Object.entries(refused)) {
    const { status } = await g.post(xml);
    assert.deepEqual([status, named.asked, psis.received], [500, 0, 0], name);
  }
  await g.post(message(good));
  assert.ok(named.asked > 0, 'the good one is asked about');
});
