import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadConfig } from '../../src/config/index.ts';
import { type CertificateOptions, createAuthority, issue } from '../../src/pki/index.ts';
import { loadSeals } from '../../src/seal/index.ts';
import { cli } from '../cli/harness.ts';
import { openGateway } from '../support/gateway.ts';
import { request } from '../support/http.ts';

const dir = mkdtempSync(join(tmpdir(), 'seals-'));
after(() => rmSync(dir, { recursive: true }));

const DAY = 86_400_000;
const iso = (days: number): string => new Date(Date.now() + days * DAY).toISOString();
const authority = createAuthority({ commonName: 'CA de prova', key: 'P-256', days: 3000 });

function pair(name: string, options: Partial<CertificateOptions> = {}) {
  const { keyPem, certPem } = issue(authority, { subject: { CN: name }, key: 'P-256', days: 400, ...options });
  const files = { key: join(dir, `${name}.key`), cert: join(dir, `${name}.pem`) };
  writeFileSync(files.key, keyPem);
  // As some tools write it: the key beside the certificate.
  writeFileSync(files.cert, certPem + keyPem);
  return { ...files, base64: new X509Certificate(certPem).raw.toString('base64'), certPem };
}

const [now, next] = [pair('ara'), pair('despres')];
const config = (nextFrom: string, after = next) => ({
  keyFile: now.key,
  certFile: now.cert,
  nextKeyFile: after.key,
  nextCertFile: after.cert,
  nextFrom,
});

describe('the seal that follows', () => {
  it('signs from its date on, and both are published before and after', () => {
    const clock = { at: Date.now(), now: () => clock.at };
    const seals = loadSeals(config(iso(30)), clock)!;
    const published = seals.certificates.map(({ pem }) => pem);
    assert.equal(seals.signing.current.certificate, now.base64);
    clock.at += 31 * DAY;
    assert.equal(seals.signing.current.certificate, next.base64);
    assert.deepEqual(
      seals.certificates.map(({ pem }) => pem),
      published,
    );
    assert.deepEqual(published, [now.certPem, next.certPem]);
  });

  it('must overlap with the one before', () => {
    const clock = { now: Date.now };
    assert.throws(() => loadSeals(config(iso(500)), clock), /the seal ends before seal.nextFrom/);
    const late = pair('tard', { notBefore: new Date(Date.now() + 40 * DAY) });
    assert.throws(() => loadSeals(config(iso(30), late), clock), /not valid at seal.nextFrom/);
    const crossed = { ...next, key: now.key };
    assert.throws(() => loadSeals(config(iso(30), crossed), clock), /not the one of its certificate/);
  });

  it('is configured whole or not at all', () => {
    const load = (seal: Record<string, string>) => () => loadConfig({ base: { seal }, env: {} });
    const { nextFrom, ...incomplete } = config(iso(30));
    assert.throws(load(incomplete), /give all three/);
    const { nextKeyFile, nextCertFile } = incomplete;
    assert.throws(load({ nextKeyFile, nextCertFile, nextFrom }), /give all three, beside seal.keyFile/);
    assert.throws(load({ ...config('next week') }), /seal.nextFrom/);
  });

  it('is prepared by the command line', async () => {
    const file = join(dir, 'gateway.yaml');
    writeFileSync(file, `seal:\n  keyFile: ${now.key}\n  certFile: ${now.cert}\n`);
    const ask = (...more: string[]) => cli(['seal', 'next', '--key', next.key, '--cert', next.cert, ...more]);
    const good = await ask('--from', iso(30), '--config', file);
    assert.equal(good.status, 0, good.err);
    assert.match(good.out, /^seal:\n {2}nextKeyFile: ".*despres.key"\n {2}nextCertFile: .*\n {2}nextFrom: "20/m);
    const bad = await ask('--from', iso(900), '--config', file);
    assert.deepEqual([bad.status, bad.out], [1, '']);
    assert.match(bad.err, /ends before/);
    writeFileSync(file, 'log:\n  level: warn\n');
    assert.equal((await ask('--from', iso(30), '--config', file)).status, 1);
  });

  it('is published beside the current one, without a key', async (t) => {
    const g = await openGateway(t, {
      PADRO_SEAL_NEXT_KEY_FILE: next.key,
      PADRO_SEAL_NEXT_CERT_FILE: next.cert,
      PADRO_SEAL_NEXT_FROM: iso(-1 / 24 / 60),
    });
    const { status, text } = await request(`${g.stage.gateway.origins.http}/segell.pem`, '', { method: 'GET' });
    assert.equal(status, 200);
    assert.equal(text.match(/BEGIN CERTIFICATE/g)?.length, 2);
    assert.ok(text.endsWith(next.certPem) && !text.includes('PRIVATE'));
    assert.ok((await g.ask()).text.includes(next.base64), 'the next one signs');
    assert.match(await g.metrics(), /padro_certificate_not_after_seconds\{kind="seal",name="next"\}/);
  });
});
