import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { it, test } from 'node:test';
import { endingOf, type Listing } from '../../src/registry/certificates.ts';
import { type Certificate, KINDS, put, Registry } from '../../src/registry/index.ts';
import { makeRegistryStore } from '../../src/store/index.ts';
import { openApi } from '../api/gateway.ts';
import { demoAuthority, fingerprint, outcome, rewriteConsumer, sealLike } from '../channel/support.ts';
import { cli } from '../cli/harness.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { onEveryStore } from '../support/stores.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-23T09:00:00Z');
const iso = (days: number, from = NOW): string => new Date(from + days * DAY).toISOString();
const FINGERPRINT = 'ab'.repeat(32);
const ENS = '9821920002';

const seal = (g: OpenGateway, days: number) => {
  const { key, cert } = sealLike(demoAuthority(g), { notAfter: new Date(Date.now() + days * DAY) });
  return { pem: cert, sign: { keyPem: key, certPem: cert, algorithm: 'ecdsa-sha256' } as const };
};

test("a consumer's next certificate is registered ahead, and the renewal passes with no change on the day", async (t) => {
  const g = await openGateway(t);
  const [old, next] = [seal(g, 20), seal(g, 400)];
  const asked = async (one: typeof old) => outcome(await g.ask({ sign: one.sign }));
  assert.equal(await asked(old), 'authorise.unknown');
  const register = (pem: string, label: string) => put('certificate', { ens: ENS, label, pem });
  await rewriteConsumer(g, { fingerprints: [] });
  await g.stage.gateway.registry.change([register(old.pem, 'segell'), register(next.pem, 'segell nou')], 'prova', 'x');
  assert.deepEqual([await asked(old), await asked(next)], ['0003', '0003']);
  assert.equal(outcome(await g.ask()), 'authorise.unknown', 'the one that its record named before');
  const [kept] = g.stage.gateway.registry.list('certificate').filter(({ doc }) => doc.label === 'segell nou');
  assert.deepEqual(Object.keys(kept!.doc).sort(), ['ens', 'fingerprint', 'label', 'notAfter', 'notBefore']);
  assert.equal(kept!.doc.fingerprint, fingerprint(next.pem));
});

test('a gateway that runs takes a certificate up at its date by itself', async (t) => {
  const g = await openGateway(t);
  const { registry } = g.stage.gateway;
  const next = seal(g, 400);
  const from = new Date(Date.now() + 300).toISOString();
  await registry.change([put('certificate', { ens: ENS, label: 'nou', pem: next.pem, from })], 'prova', 'ahead');
  await new Promise<void>((resolve) => {
    const end = registry.onChange(() => {
      end();
      resolve();
    });
  });
  assert.equal(outcome(await g.ask({ sign: next.sign })), '0003');
});

onEveryStore('a certificate', (kind) => {
  it('counts from its beginning until its end, while nobody changes anything', async (t) => {
    const { db } = await kind.fresh(t);
    const clock = { at: NOW, now: () => clock.at };
    const options = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
    const registry = await Registry.open(makeRegistryStore(db), options, clock);
    const doc = { ens: ENS, label: 'segell', fingerprint: FINGERPRINT, from: iso(1), until: iso(3) };
    await registry.change([put('consumer', { ens: ENS, name: 'Prova' }), put('certificate', doc)], 'prova', 'x');
    const { seq } = registry;
    const counts: boolean[] = [];
    for (const days of [0, 1, 2, 3]) {
      clock.at = NOW + days * DAY;
      await registry.refresh();
      counts.push(registry.current.consumers.of({ fingerprint: FINGERPRINT, nif: undefined }).length === 1);
    }
    assert.deepEqual(counts, [false, true, true, false]);
    assert.equal(registry.seq, seq);
    assert.equal(registry.current.until, Number.POSITIVE_INFINITY);
  });

  it('that ended, or is yet to begin, does not speak for its ens by the NIF in it either', async (t) => {
    const { db } = await kind.fresh(t);
    const clock = { at: NOW, now: () => clock.at };
    const options = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
    const registry = await Registry.open(makeRegistryStore(db), options, clock);
    const nif = 'Q0801175A';
    const doc = { ens: ENS, label: 'segell', fingerprint: FINGERPRINT, from: iso(1), until: iso(3) };
    const consumer = put('consumer', { ens: ENS, name: 'Prova', nif, acceptNif: true });
    await registry.change([consumer, put('certificate', doc)], 'prova', 'x');
    const speaksFor = (fingerprint: string) => registry.current.consumers.of({ fingerprint, nif }).length === 1;
    const counts: boolean[] = [];
    for (const days of [0, 1, 2, 3]) {
      clock.at = NOW + days * DAY;
      await registry.refresh();
      counts.push(speaksFor(FINGERPRINT));
      assert.ok(speaksFor('cd'.repeat(32)), 'a seal that is not registered');
    }
    assert.deepEqual(counts, [false, true, true, false]);
  });
});

/** A registry of these alone. */
const listing = (certificate: readonly Certificate[], endpoint: readonly object[] = []): Listing => ({
  list: (kind) => ({ certificate, endpoint })[kind].map((doc) => ({ doc })) as never,
});

test('what ends is told, unless another one of the same holder follows without a gap', () => {
  const one: Certificate = { ens: ENS, label: 'ara', fingerprint: FINGERPRINT, notAfter: iso(20) };
  const next = { ...one, label: 'despres', fingerprint: 'cd'.repeat(32), notBefore: iso(10), notAfter: iso(400) };
  const told = (...certificates: Certificate[]) =>
    endingOf(listing(certificates), NOW, 60).map(({ label, daysLeft, renewed }) => [label, daysLeft, renewed]);
  assert.deepEqual(told(one), [['ara', 20, false]]);
  assert.deepEqual(told(one, next), [['ara', 20, true]]);
  assert.deepEqual(told(one, { ...next, notBefore: iso(21) }), [['ara', 20, false]]);
  assert.deepEqual(told(one, { ...next, ens: '0801930008' }), [['ara', 20, false]]);
  assert.deepEqual(told({ ...one, until: iso(-1) }), [['ara', -1, false]]);
  assert.deepEqual(told({ ...one, notAfter: iso(61) }), []);
});

test("an endpoint's next certificate follows once its `signature` takes it", () => {
  const [own, other] = ['cd'.repeat(32), 'ef'.repeat(32)];
  const one: Certificate = { ens: ENS, endpoint: 'e', label: 'ara', fingerprint: FINGERPRINT, notAfter: iso(20) };
  const next = { ...one, label: 'despres', fingerprint: own, notBefore: iso(10), notAfter: iso(400) };
  const renewed = (signature?: object) =>
    endingOf(listing([one, next], [{ id: 'e', signature }]), NOW, 60).map((ending) => ending.renewed);
  assert.deepEqual(renewed({ fingerprints: [FINGERPRINT] }), [false]);
  assert.deepEqual(renewed({ fingerprints: [FINGERPRINT, other] }), [false]);
  assert.deepEqual(renewed({ fingerprints: [FINGERPRINT, own] }), [true]);
  assert.deepEqual(renewed(), [true], 'no answer is judged by it');
});

test('certificates near their end are metrics, a list over REST and one of the command', async (t) => {
  const g = await openApi(t);
  const [soon, lasting] = [seal(g as never, 20), seal(g as never, 400)];
  const register = (ens: string, label: string, { pem }: typeof soon, endpoint?: string) =>
    put('certificate', { ens, label, pem, ...(endpoint && { endpoint }) });
  const changes = [
    register(ENS, 'vell', soon),
    register('0801930008', 'nou', lasting),
    register(ENS, 'respostes', soon, 'simulador-17023'),
  ];
  await g.stage.gateway.registry.change(changes, 'prova', 'x');
  const metrics = await g.metrics();
  for (const [holder, within, count] of [
    ['consumer', 60, 1],
    ['consumer', 30, 1],
    ['consumer', 7, 0],
    ['consumer', 0, 0],
    ['endpoint', 30, 1],
  ]) {
    const line = `padro_registered_certificates_ending{holder="${holder}",within="${within}"} ${count}`;
    assert.ok(metrics.includes(line), line);
  }
  const token = await g.access.addToken('prova', ['read:certificate'], 1, 'prova');
  const { json } = await g.ask('/certificates?within=60', { token });
  assert.deepEqual(
    json.items.map(({ label, endpoint, daysLeft, renewed }: Record<string, unknown>) => [
      label,
      endpoint,
      daysLeft,
      renewed,
    ]),
    [
      ['vell', null, 19, false],
      ['respostes', 'simulador-17023', 19, false],
    ],
  );
  assert.equal((await g.ask('/certificates', { token })).json.items.length, 3);
  assert.equal((await g.ask('/certificates?within=x', { token })).json.code, 'api.query');
  assert.equal((await g.ask('/certificates')).status, 401);

  const config = `${g.store}.yaml`;
  writeFileSync(config, `store:\n  path: ${g.store}\n`);
  const { status, out } = await cli(['consumers', '--expiring', '--config', config]);
  assert.equal(status, 0);
  assert.match(out, /^9821920002 {2}vell; ends \d{4}-\d\d-\d\d, in 19 day\(s\); NO OTHER ONE FOLLOWS$/m);
  assert.match(out, /^9821920002, endpoint simulador-17023 {2}respostes; /m);
  assert.equal(out.trim().split('\n').length, 2);
  assert.equal((await cli(['consumers', '--expiring', '--sha1'])).status, 2);
});

test('nonsense is no certificate, and a private key is not taken for one', () => {
  const { certPem, keyPem } = { certPem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', keyPem: 'x' };
  const base = { ens: ENS, label: 'x' };
  for (const doc of [
    base,
    { ...base, fingerprint: FINGERPRINT.toUpperCase() },
    { ...base, pem: certPem },
    { ...base, pem: keyPem },
    { ...base, fingerprint: FINGERPRINT, pem: certPem },
    { ...base, fingerprint: FINGERPRINT, from: '2026-02-01', until: '2026-01-01' },
    { ...base, fingerprint: FINGERPRINT, subject: 'CN=Algú' },
    { ...base, ens: '1', fingerprint: FINGERPRINT },
  ]) {
    assert.equal(KINDS.certificate.safeParse(doc).success, false, JSON.stringify(doc));
  }
});

test('a body whose code breaks its control digits is accepted, with a warning', async (t) => {
  const g = await openApi(t);
  const token = await g.access.addToken('prova', ['read:*', 'write:ens'], 1, 'prova');
  const write = (ens: string) =>
    g.ask(`/records/ens/${ens}`, {
      method: 'PUT',
      token,
      headers: { 'if-none-match': '*' },
      json: { doc: { ens, name: 'Ajuntament de prova', nif: 'P1702300A', kind: 'municipality' }, why: 'prova' },
    });
  const [good, odd, none] = [await write('1702370005'), await write('1702370006'), await write('17023')];
  assert.deepEqual([good.status, good.json.warnings], [201, []]);
  assert.deepEqual([odd.status, odd.json.warnings], [201, ['ens.control-digit']]);
  assert.equal(none.status, 422);
});

test('a municipality whose route is closed is written, with a warning', async (t) => {
  const g = await openApi(t);
  const token = await g.access.addToken('prova', ['read:*', 'write:*'], 1, 'prova');
  const { registry } = g.stage.gateway;
  const url = 'https://padro.example.cat:8443/x';
  await registry.change([put('endpoint', { id: 'real', environment: 'produccio', url })], 'prova', 'x');
  const write = async (more: object) => {
    const { doc, version } = registry.get('municipality', '17023')!;
    const endpoints = { ...doc.endpoints, produccio: 'real' };
    return g.ask('/records/municipality/17023', {
      method: 'PUT',
      token,
      headers: { 'if-match': `"${version}"` },
      json: { doc: { ...doc, endpoints, ...more }, why: 'prova' },
    });
  };
  assert.deepEqual((await write({})).json.warnings, ['municipality.closed']);
  const shown = async () => (await g.anybody('/api/v1/municipis/17023')).json.state;
  assert.equal(await shown(), 'testing');
  assert.deepEqual((await write({ exempt: ['produccio'] })).json.warnings, ['municipality.exempt']);
  assert.equal(await shown(), 'integrated');
});

test('a certificate of nobody that is known, or of no endpoint, does not fit', async (t) => {
  const { registry } = (await openGateway(t)).stage.gateway;
  const certificate = (more: object) =>
    registry.change([put('certificate', { ens: ENS, label: 'x', fingerprint: FINGERPRINT, ...more })], 'prova', 'x');
  await assert.rejects(certificate({ ens: '1702370005' }), /there is no ens or consumer 1702370005/);
  await assert.rejects(certificate({ endpoint: 'enlloc' }), /there is no endpoint enlloc/);
});
