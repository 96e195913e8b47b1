import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { Guard } from '../../src/base/outbound/guard.ts';
import { checkEndpoint, type Report, reportHash } from '../../src/check/index.ts';
import { spkiPin } from '../../src/check/tls.ts';
import { issue } from '../../src/pki/index.ts';
import type { FailureName } from '../../src/simulator/index.ts';
import { closedPort } from '../support/backend.ts';
import { otherAuthority, serverCertificate } from '../support/pki.ts';
import { fingerprintOf } from '../threats/support/prints.ts';
import { authority, check, codes, municipality, ports, server, target, tlsServer } from './support.ts';

const PROBE = { municipi: '17023', tipus: 1, document: '12344321Z' };
const pin = spkiPin(new X509Certificate(server.cert));

describe('the acceptance check of a good server', () => {
  it('accepts it, every modalitat for every test person, and says the pin and the latency', async (t) => {
    const { urls } = await municipality(t, { municipis: ['17023', '08001'] });
    const steps: string[] = [];
    const report = await checkEndpoint(
      target(urls.https!, { otherUrl: urls.http!, pins: [pin], municipis: ['17023', '08001'] }),
      ports,
      { n: 3, load: { parallel: 3, each: 2 } },
      (name, number, of) => steps.push(`${number}/${of} ${name}`),
    );
    assert.deepEqual([report.accepted, codes(report), report.pin], [true, [], pin]);
    assert.equal(report.latency?.n, 3);
    assert.equal(steps.length, 12);
    const consta = report.findings.find(({ check }) => check === 'answer');
    assert.equal(consta?.subject?.split(', ').length, 11, consta?.subject);
    assert.match(reportHash(report), /^[0-9a-f]{64}$/);
  });

  it('warns of a key that is not registered yet, and of plain HTTP', async (t) => {
    const { urls } = await municipality(t);
    assert.deepEqual(codes(await check({ url: urls.https! })), ['certificate.unpinned']);
    assert.deepEqual(codes(await check({ url: urls.http! })), ['tls.plain']);
  });
});

describe('where a server fails, the check says how', () => {
  const FAILED: Readonly<Partial<Record<FailureName, string>>> = {
    'html-404': 'answer.status',
    'html-500': 'answer.status',
    redirect: 'answer.status',
    fault: 'answer.fault',
    empty: 'answer.format',
    'iso-8859-1': 'answer.format',
    gzip: 'answer.format',
    reset: 'answer.none',
    truncated: 'answer.none',
    huge: 'answer.none',
    'wrong-person': 'answer.echo',
  };
  for (const [failure, code] of Object.entries(FAILED)) {
    it(`${failure}: ${code}`, async (t) => {
      const { urls } = await municipality(t, { failure: failure as FailureName });
      const report = await check({ url: urls.http! });
      assert.equal(report.accepted, false);
      assert.ok(codes(report).includes(code), codes(report).join(' '));
      assert.ok(codes(report).includes('latency.failed') && codes(report).includes('load.failed'));
      assert.doesNotMatch(JSON.stringify(report.findings), /12344321Z|RA12345678/, 'no documents in a report');
    });
  }

  it('a server that never answers: answer.none, within the time', async (t) => {
    const { urls } = await municipality(t, { failure: 'dead' });
    const report = await checkEndpoint(target(urls.http!, { modalitats: ['TITULAR'] }), ports, {
      n: 1,
      load: { parallel: 2, each: 1 },
      timeoutMs: 50,
    });
    assert.ok(report.findings.some(({ code, seen }) => code === 'answer.none' && seen === 'TIMEOUT'));
  });

  it('a server that checks no signature: signature.accepted', async (t) => {
    const { urls } = await municipality(t, { checkSignatures: false });
    assert.deepEqual(codes(await check({ url: urls.https!, pins: [pin] })), ['signature.accepted']);
  });

  it('answers that are not signed as the record says: signed.unsound; signed by somebody unknown: signed.unregistered', async (t) => {
    const answers = issue(authority, { subject: { CN: 'Padró' }, key: 'P-256' });
    const fingerprint = fingerprintOf(answers);
    const registered = { pins: [pin], signature: { fingerprints: [fingerprint], required: true } };
    const plain = await municipality(t);
    const signs = await municipality(t, { answers: { key: answers.keyPem, cert: answers.certPem } });
    const other = { ...registered, signature: { fingerprints: ['0'.repeat(64)], required: true } };
    assert.deepEqual(codes(await check({ url: plain.urls.https!, ...registered })), ['signed.unsound']);
    assert.deepEqual(codes(await check({ url: signs.urls.https!, ...other })), ['signed.unsound']);
    const unregistered = await check({ url: signs.urls.https!, pins: [pin] });
    assert.deepEqual([unregistered.accepted, codes(unregistered)], [true, ['signed.unregistered']]);
    assert.equal(unregistered.findings.find(({ check }) => check === 'signed')?.seen, fingerprint);
    const good = await check({ url: signs.urls.https!, ...registered });
    assert.deepEqual([good.accepted, codes(good)], [true, []]);
    const http = { url: signs.urls.http!, environment: 'produccio', probe: PROBE } as const;
    assert.ok(codes(await check({ ...http, ...registered })).includes('tls.plain'));
    assert.ok(codes(await check(http)).includes('tls.plain-production'));
  });

  it('a municipality whose padró lacks the test people: answer.result', async (t) => {
    const { urls } = await municipality(t, { municipis: ['17152'] });
    const report = await check({ url: urls.https!, pins: [pin] });
    assert.deepEqual(codes(report), ['answer.result']);
    assert.deepEqual(report.findings.find(({ code }) => code === 'answer.result')?.seen, 'codigoResultado 2');
  });

  it('a clock that is off by two minutes, and one by twenty seconds', async (t) => {
    const { urls } = await municipality(t);
    for (const [seconds, code] of [
      [120, 'clock.off'],
      [-20, 'clock.drift'],
    ] as const) {
      const clock = { now: () => systemClock.now() + seconds * 1000 };
      assert.deepEqual(codes(await check({ url: urls.https!, pins: [pin] }, { clock })), [code]);
    }
  });

  it('another application at that address: wsdl.missing', async (t) => {
    const url = await tlsServer(t, server);
    assert.deepEqual(codes(await check({ url, pins: [pin] })), [
      'wsdl.missing',
      'answer.status',
      'latency.failed',
      'load.failed',
    ]);
  });
});

describe('names and ports', () => {
  const only = async (
    of: Parameters<typeof check>[0],
    more?: Parameters<typeof check>[1],
  ): Promise<Report['findings']> => (await check(of, more)).findings;

  it('a name that does not exist ends the check there', async () => {
    const findings = await only({ url: 'https://padro.invalid/siri-proxy/services/Sincron' });
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['name.unresolved'],
    );
  });

  it('a port where nobody listens ends it there', async () => {
    const findings = await only({ url: `http://127.0.0.1:${await closedPort()}/` });
    assert.deepEqual(findings.at(-1)?.code, 'port.closed');
    assert.equal(findings.at(-1)?.seen, 'ECONNREFUSED');
  });

  it('the other port is only warned of', async (t) => {
    const { urls } = await municipality(t);
    const report = await check({ url: urls.https!, pins: [pin], otherUrl: `http://127.0.0.1:${await closedPort()}/` });
    assert.deepEqual([report.accepted, codes(report)], [true, ['port.other']]);
  });

  it('A138: an address that the registry would not take is said, and never connected to where the guard forbids it', async (t) => {
    const simulator = await municipality(t);
    const url = simulator.urls.http!;
    const registryGuard = new Guard([]);
    assert.ok(codes(await check({ url }, { registryGuard })).includes('name.private'));
    const before = simulator.received;
    await assert.rejects(check({ url }, { guard: registryGuard }), { code: 'PADRO_ADDRESS' });
    const byName = await check({ url: url.replace('127.0.0.1', 'localhost') }, { guard: registryGuard });
    assert.deepEqual(codes(byName), ['name.private', 'port.silent']);
    assert.equal(simulator.received, before);
  });
});

describe('TLS and the certificate, on a real server', () => {
  const CERTIFICATES = {
    'certificate.expired': () =>
      serverCertificate(authority, { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') }),
    'certificate.not-yet': () => serverCertificate(authority, { notBefore: new Date(Date.now() + 86_400_000) }),
    'certificate.soon': () => serverCertificate(authority, { days: 10 }),
    'certificate.name': () => serverCertificate(authority, { altNames: { dns: ['un.altre.invalid'] } }),
    'certificate.chain': () => serverCertificate(otherAuthority()),
  };
  for (const [code, make] of Object.entries(CERTIFICATES)) {
    it(code, async (t) => {
      const shown = make();
      const { urls } = await municipality(t, { tls: { port: 0, ...shown } });
      const report = await check({ url: urls.https!, pins: [spkiPin(new X509Certificate(shown.cert))] });
      assert.deepEqual(codes(report), [code]);
      assert.equal(report.accepted, code === 'certificate.soon');
    });
  }

  it('another key than the registered one: certificate.pin, with the one that was shown', async (t) => {
    const { urls } = await municipality(t);
    const report = await check({ url: urls.https!, pins: [Buffer.alloc(32).toString('base64')] });
    assert.deepEqual(codes(report), ['certificate.pin']);
    assert.equal(report.findings.find(({ code }) => code === 'certificate.pin')?.seen, pin);
  });

  it('old versions beside the new ones: tls.old; old ones alone: tls.no-modern too', async (t) => {
    const old = { ...server, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    assert.ok(codes(await check({ url: await tlsServer(t, old) })).includes('tls.old'));
    const alone = codes(await check({ url: await tlsServer(t, { ...old, maxVersion: 'TLSv1.1' }) }));
    assert.ok(alone.includes('tls.old') && alone.includes('tls.no-modern'), alone.join(' '));
  });

  it('a port that does not speak TLS: tls.none', async (t) => {
    const { urls } = await municipality(t);
    assert.ok(codes(await check({ url: urls.http!.replace('http:', 'https:') })).includes('tls.none'));
  });
});

describe('in producció', () => {
  it('nobody is asked for without an agreed document, and the endpoint is not accepted', async (t) => {
    const simulator = await municipality(t);
    const report = await check({ url: simulator.urls.https!, pins: [pin], environment: 'produccio' });
    assert.deepEqual([report.accepted, codes(report)], [false, ['people.no-probe']]);
    assert.doesNotMatch(simulator.last!.toString(), /12344321Z|RA12345678|Z2757735Z/);
  });

  it('only the agreed document is asked for, over HTTPS', async (t) => {
    const simulator = await municipality(t);
    const probe = { municipi: '17023', tipus: 2, document: 'RA12345678' };
    const report = await check({ url: simulator.urls.https!, pins: [pin], environment: 'produccio', probe });
    assert.deepEqual([report.accepted, codes(report)], [true, []]);
    assert.deepEqual(codes(await check({ url: simulator.urls.http!, environment: 'produccio', probe })), [
      'tls.plain-production',
    ]);
  });
});
