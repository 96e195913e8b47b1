import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { type TestContext, test } from 'node:test';
import { ConfigError, loadConfig } from '../../src/config/index.ts';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { put } from '../../src/registry/index.ts';
import { answerWell, openBackend } from '../support/backend.ts';
import { openGateway } from '../support/gateway.ts';
import { otherAuthority, serverCertificate } from '../support/pki.ts';
import { unavailable } from '../support/unavailable.ts';

/** A146: whom the gateway takes for a municipal server over TLS. */

const pinned = otherAuthority('Autoritat del municipi');
const other = otherAuthority();
const good = serverCertificate(pinned);
const DAY = 86_400_000;
const ago = (days: number): Date => new Date(Date.now() - days * DAY);
const selfSigned = createAuthority({
  commonName: '127.0.0.1',
  key: 'P-256',
  basicConstraints: { ca: false },
  keyUsage: ['digitalSignature'],
  altNames: { ip: ['127.0.0.1'] },
});
const notAnAuthority = issue(pinned, { subject: { CN: 'fulla' }, key: 'P-256', basicConstraints: { ca: false } });
const underLeaf = serverCertificate(notAnAuthority);
const samename = createAuthority({ commonName: 'Autoritat del municipi', key: 'P-256' });
const names = (altNames: { dns?: string[]; ip?: string[] }) => serverCertificate(pinned, { altNames });

const REFUSED: Readonly<Record<string, ServerOptions>> = {
  expired: serverCertificate(pinned, { notBefore: ago(20), notAfter: ago(1) }),
  'not valid yet': serverCertificate(pinned, { notBefore: ago(-1), notAfter: ago(-20) }),
  'self-signed': { key: selfSigned.keyPem, cert: selfSigned.certPem },
  'of another authority': serverCertificate(other),
  'of an authority with the same name': serverCertificate(samename),
  'of a certificate that is no authority': { ...underLeaf, cert: underLeaf.cert + notAnAuthority.certPem },
  'for another host': names({ dns: ['altre.example.cat'] }),
  'for another address': names({ ip: ['127.0.0.2'] }),
  'for the address as a name': names({ dns: ['127.0.0.1'] }),
  'for every name': names({ dns: ['*', '*.0.0.1'] }),
  'for a name with NUL in it': names({ dns: ['127.0.0.1\0.evil.example'] }),
  'without names': serverCertificate(pinned, { altNames: {} }),
  'with the address as its CN only': serverCertificate(pinned, { subject: { CN: '127.0.0.1' }, altNames: {} }),
  'for clients only': serverCertificate(pinned, { extKeyUsage: ['clientAuth'] }),
  'TLS 1.1 only': { ...good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  'anonymous ciphers': { ...good, maxVersion: 'TLSv1.2', ciphers: 'aNULL@SECLEVEL=0' },
  'null ciphers': { ...good, maxVersion: 'TLSv1.2', ciphers: 'eNULL@SECLEVEL=0' },
  'asks for a client certificate': { ...good, requestCert: true, rejectUnauthorized: true, ca: pinned.certPem },
};

test('A146: a server that can’t show the pinned certificate is unavailable', async (t) => {
  const g = await openGateway(t);
  for (const [name, tls] of Object.entries(REFUSED)) {
    await t.test(name, async (t) => {
      const backend = await openBackend(t, answerWell, tls);
      await g.serveFrom(backend, { ca: [pinned.certPem], timeoutMs: 2_000 });
      assert.match(await unavailable(g), /^forward\.(tls|truncated)/);
      assert.equal(backend.requests.length, 0, 'not a byte of the petition was sent');
    });
  }
  await t.test('plain HTTP where HTTPS is expected', async (t) => {
    const backend = await openBackend(t);
    await g.serveFrom(backend.url.replace('http:', 'https:'), { ca: [pinned.certPem], timeoutMs: 2_000 });
    assert.match(await unavailable(g), /^forward\.tls/);
    assert.equal(backend.requests.length, 0);
  });
});

async function servedBy(t: TestContext, tls: ServerOptions, ca: string[], host = '127.0.0.1'): Promise<void> {
  const g = await openGateway(t);
  const backend = await openBackend(t, answerWell, tls);
  await g.serveFrom(backend.url.replace('127.0.0.1', host), { ca, timeoutMs: 2_000 });
  const told = await g.ask();
  assert.equal(told.codigoResultado, 1, String(g.journal().at(-1)?.fields.cause));
}

test('A146: what is pinned and right is served', async (t) => {
  await t.test('an authority, by address', (t) => servedBy(t, good, [pinned.certPem]));
  await t.test('one of two authorities', (t) => servedBy(t, good, [other.certPem, pinned.certPem]));
  await t.test('a self-signed certificate itself', (t) =>
    servedBy(t, { key: selfSigned.keyPem, cert: selfSigned.certPem }, [selfSigned.certPem]),
  );
  await t.test('asks for a client certificate, but does without', (t) =>
    servedBy(t, { ...good, requestCert: true, rejectUnauthorized: false }, [pinned.certPem]),
  );
  await t.test('TLS 1.2', (t) => servedBy(t, { ...good, maxVersion: 'TLSv1.2' }, [pinned.certPem]));
});

const pinOf = (cert: string): string =>
  createHash('sha256')
    .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

test('A146: a pinned key', async (t) => {
  const g = await openGateway(t);
  const backend = await openBackend(t, answerWell, good);
  const renewed = serverCertificate(pinned);
  const ca = [pinned.certPem];
  await t.test('is served', async () => {
    await g.serveFrom(backend, { ca, pins: [pinOf(renewed.cert), pinOf(good.cert)] });
    assert.equal((await g.ask()).codigoResultado, 1);
  });
  await t.test('that is another is unavailable, though its authority is the right one', async () => {
    await g.serveFrom(backend, { ca, pins: [pinOf(renewed.cert)] });
    for (let i = 0; i < 3; i++) assert.match(await unavailable(g), /^forward\.tls/);
    assert.equal(backend.requests.length, 1);
  });
  await t.test('frees from neither the authority nor the host', async (t) => {
    await g.serveFrom(backend, { pins: [pinOf(good.cert)] });
    assert.match(await unavailable(g), /^forward\.tls/);
    const elsewhere = names({ dns: ['altre.example.cat'] });
    await g.serveFrom(await openBackend(t, answerWell, elsewhere), { ca, pins: [pinOf(elsewhere.cert)] });
    assert.match(await unavailable(g), /^forward\.tls/);
  });
});

test('in producció an endpoint without a pin or a dated exception is not asked', async (t) => {
  const g = await openGateway(t);
  const [plain, tls] = [await openBackend(t), await openBackend(t, answerWell, good)];
  const day = (ms: number): string => ago(ms).toISOString();
  const served = async (url: string, more: { ca?: string[]; unpinnedUntil?: string }) => {
    const environment = 'produccio';
    const changes = [
      put('addressGroup', { name: 'demo', environment, may: ['query'], addresses: ['127.0.0.0/8'] }),
      put('endpoint', { id: 'produccio', environment, url, ...more }),
      put('municipality', {
        ine: '17023',
        name: 'Blanes',
        endpoints: { [environment]: 'produccio' },
        exempt: [environment],
      }),
    ];
    await g.stage.gateway.registry.change(changes, 'prova', 'producció');
    return (await g.ask()).codigoResultado === 1;
  };
  assert.equal(await served(plain.url, {}), false);
  assert.equal(await served(plain.url, { ca: [pinned.certPem] }), false);
  assert.equal(await served(plain.url, { unpinnedUntil: day(1) }), false);
  assert.equal(await served(tls.url, {}), false);
  assert.equal(plain.connections + tls.connections, 0);
  assert.equal(await served(plain.url, { unpinnedUntil: day(-1) }), true);
  assert.equal(await served(tls.url, { ca: [pinned.certPem] }), true);
});

test('A146: a pin that changes is in force for the next petition', async (t) => {
  const g = await openGateway(t);
  const backend = await openBackend(t, answerWell, good);
  await g.serveFrom(backend, { ca: [pinned.certPem] });
  assert.equal((await g.ask()).codigoResultado, 1);
  await g.serveFrom(backend, { ca: [other.certPem] });
  assert.match(await unavailable(g), /^forward\.tls/);
  await g.serveFrom(backend, { ca: [pinned.certPem] });
  assert.equal((await g.ask()).codigoResultado, 1);
});

test('A146: a session is not resumed with another server', async (t) => {
  const g = await openGateway(t);
  const first = await openBackend(t, answerWell, good);
  const second = await openBackend(t, answerWell, { ...serverCertificate(other), sessionIdContext: 'x' });
  await g.serveFrom(first, { ca: [pinned.certPem] });
  assert.equal((await g.ask()).codigoResultado, 1);
  await g.serveFrom(second, { ca: [pinned.certPem] });
  assert.match(await unavailable(g), /^forward\.tls/);
});

test('a pin that is no certificate is not taken into the registry', async (t) => {
  const g = await openGateway(t);
  for (const ca of ['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']) {
    await assert.rejects(g.serveFrom('https://127.0.0.1:8443/x', { ca: [ca] }), ca);
  }
});

test('A146: NODE_TLS_REJECT_UNAUTHORIZED=0 is refused at start', () => {
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  assert.throws(
    () => loadConfig({ base: {}, env }),
    (error) => error instanceof ConfigError && /REJECT_UNAUTHORIZED/.test(error.message),
  );
  assert.doesNotThrow(() => loadConfig({ base: {}, env: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } }));
});
