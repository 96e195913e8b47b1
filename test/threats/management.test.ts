import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadConfig } from '../../src/config/index.ts';
import { openGateway, SINCRON } from '../support/gateway.ts';
import { otherAuthority, readPair, serverCertificate } from '../support/pki.ts';

/** A151 as far as there is a management plane, and the HTTPS listener. */

test('HTTPS with and without a client certificate, whoever issued it; TLS 1.2 and later', async (t) => {
  const g = await openGateway(t);
  const ca = readFileSync(g.stage.pki.ca.cert, 'utf8');
  const stranger = serverCertificate(otherAuthority(), { extKeyUsage: ['clientAuth'] });
  for (const pair of [{}, readPair(g.stage.pki.consumer), stranger]) {
    const told = await g.ask({}, { ca, ...pair });
    assert.equal(told.codigoResultado, 1, told.text);
  }
  assert.equal((await g.post('', { ca, method: 'GET' }, `${SINCRON}?wsdl`)).status, 200);
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
  await assert.rejects(g.ask({}, { ca, ...old } as never), /alert|protocol|EPROTO|SSL/i);
  assert.equal((await g.ask({}, { ca })).codigoResultado, 1);
});

test('the management plane shows health and metrics, and nothing else', async (t) => {
  const g = await openGateway(t);
  const json = async (path: string) => JSON.parse((await g.management(path)).text);
  assert.deepEqual(await json('/health/live'), { status: 'live' });
  assert.deepEqual(await json('/health/ready'), { status: 'ready', reasons: [] });
  for (const path of [
    '/',
    '/health',
    '/Metrics',
    '/metrics/',
    '//metrics',
    '/registre',
    SINCRON,
    '/health/ready/%00',
  ]) {
    assert.equal((await g.management(path)).status, 404, path);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH']) {
    assert.ok([404, 405].includes((await g.management('/metrics', { method })).status), method);
  }
  const { headers, text } = await g.management('/nothing<script>');
  assert.match(String(headers['content-type']), /^application\/problem\+json/);
  assert.doesNotMatch(text, /script|express/i);
  assert.equal(headers['x-powered-by'], undefined);
});

test('a refusal that comes before the path is logged and counted too', async (t) => {
  const g = await openGateway(t);
  await g.post('', { method: 'PUT' });
  await g.post('', {}, '/nothing');
  assert.equal(g.logs.length, 2);
  assert.match(await g.metrics(), /^padro_refusals_total\{station="listen",code="http\.method"\} 1$/m);
});

test('limits that contradict each other are told when the configuration is read', () => {
  const limits = { headersTimeoutMs: 2_000, requestTimeoutMs: 1_000 };
  assert.throws(() => loadConfig({ env: {}, base: { limits } }), /headersTimeoutMs/);
});
