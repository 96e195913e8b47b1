import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { startPsis } from '../../src/simulator/index.ts';
import { openGateway } from '../support/gateway.ts';
import { readPair } from '../support/pki.ts';
import type { Made } from '../verify/revocation/certificates.ts';
import { list, noOpenssl } from '../verify/revocation/openssl.ts';

it('a list in the trust directory revokes a consumer', { skip: noOpenssl }, async (t) => {
  const g = await openGateway(t);
  assert.equal((await g.ask()).codigoResultado, 1);
  const { key: keyPem, cert: certPem } = readPair(g.stage.pki.ca);
  const serial = new X509Certificate(readPair(g.stage.pki.consumer).cert).serialNumber;
  const revoked = list({ keyPem, certPem } as Made, { revoked: [{ serial }] });
  writeFileSync(join(dirname(g.store), 'trust', 'demo.crl'), revoked);
  let answer = await g.ask();
  for (let i = 0; i < 2_000 && !answer.fault; i++) answer = await g.ask();
  assert.equal(answer.fault?.detail.code, 'verify.revoked', answer.text);
});

it('PSIS is asked besides, primary then secondary, and never about a bad signature', async (t) => {
  const [primary, secondary] = await Promise.all([startPsis({ port: 0 }), startPsis({ port: 0 })]);
  t.after(() => Promise.all([primary.close(), secondary.close()]));
  const g = await openGateway(t, {
    PADRO_PSIS_MODE: 'also',
    PADRO_PSIS_PRIMARY: primary.urls.http!,
    PADRO_PSIS_SECONDARY: secondary.urls.http!,
    PADRO_PSIS_ALLOW_PRIVATE: '["127.0.0.0/8"]',
    PADRO_PSIS_VALID_CACHE_MS: '0',
    PADRO_PSIS_INVALID_CACHE_MS: '0',
  });
  await g.post(
    g
      .petition()
      .toString()
      .replace(/(<ds:SignatureValue>)../, '$1AA'),
  );
  assert.deepEqual([primary.received, secondary.received], [0, 0]);
  for (const [first, second, outcome, asked] of [
    ['valid', 'valid', '0003', 0],
    ['revoked', 'valid', 'verify.psis', 0],
    ['http-500', 'valid', '0003', 1],
    ['http-500', 'http-500', 'verify.psis-unavailable', 1],
  ] as const) {
    primary.switchTo(first);
    secondary.switchTo(second);
    const before = secondary.received;
    const { fault, estado } = await g.ask();
    assert.equal(fault?.detail.code ?? estado, outcome);
    assert.equal(secondary.received > before, asked === 1, `${first}, ${second}`);
  }
});
