import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bounded } from '../../src/verify/revocation/bounded.ts';
import { certify, intermediate, type Made } from './revocation/certificates.ts';
import { atOnce, ca, consumer, SECOND } from './revocation/consumer.ts';
import { desk, GOOD, MINUTE, REVOKED, type Reply, UNAVAILABLE, web } from './revocation/desk.ts';
import { answer, list, noOpenssl } from './revocation/openssl.ts';

describe('revocation: whom it asks', { skip: noOpenssl }, () => {
  it('nobody when it is off', async (t) => {
    const { d, leaf, asked } = await consumer(t, { mode: 'off' });
    assert.ok(atOnce(d, leaf, ca));
    assert.deepEqual(asked, []);
  });

  it('nobody for a certificate that names nobody, unless it is always asked', async (t) => {
    const leaf = certify(ca, {});
    const d = desk(t);
    assert.equal(await d.check(leaf, ca), GOOD);
    assert.ok(atOnce(d, leaf, ca));
    const strict = desk(t, { mode: 'always' });
    assert.equal(await strict.check(leaf, ca), UNAVAILABLE);
    assert.match(strict.detail, /no source is known/);
  });

  it('the responder, and the list only when that fails', async (t) => {
    const { check, asked } = await consumer(t);
    assert.equal(await check(), GOOD);
    assert.deepEqual(asked, ['/ocsp']);
  });

  const FAILURES: readonly (readonly [string, (leaf: Made) => (body: Buffer) => Reply])[] = [
    ['HTTP 500', () => () => 500],
    ['garbage', () => () => Buffer.from('garbage')],
    ['too much', () => () => Buffer.alloc(1_100_000)],
    ['nothing', () => () => 'never'],
    ['that it does not know', () => (body) => answer(body, { ca })],
    ['in the name of another', (leaf) => (body) => answer(body, { ca, signer: certify(ca, {}), good: [leaf] })],
  ];
  for (const [what, reply] of FAILURES) {
    it(`the list when the responder answers ${what}: good, revoked, nothing`, async (t) => {
      const { d, leaf, paths, lists, check, later, asked } = await consumer(t, { timeoutMs: 3_000 });
      paths['/ocsp'] = reply(leaf);
      assert.equal(await check(), UNAVAILABLE);
      assert.match(d.detail, /\/ocsp: .+; .+\/list\.crl: HTTP 404/);
      later(6 * SECOND);
      lists({});
      assert.equal(await check(), GOOD);
      later(20 * MINUTE);
      lists({ revoked: [leaf] });
      assert.equal(await check(), REVOKED);
      assert.deepEqual(asked, ['/ocsp', '/list.crl', '/ocsp', '/list.crl', '/ocsp', '/list.crl']);
    });
  }

  it('two responders and no more', async (t) => {
    const { origin, paths, asked } = await web(t);
    const leaf = certify(ca, { ocsp: ['/1', '/2', '/3'].map((path) => origin + path) });
    paths['/3'] = (body) => answer(body, { ca, good: [leaf] });
    assert.equal(await desk(t).check(leaf, ca), UNAVAILABLE);
    paths['/2'] = paths['/3'];
    assert.equal(await desk(t).check(leaf, ca), GOOD);
    assert.deepEqual(asked, ['/1', '/2', '/1', '/2']);
  });

  it('about every authority but the anchor', async (t) => {
    const { origin, paths, asked } = await web(t);
    const [above, under] = [`${origin}/above`, `${origin}/under`];
    const between = intermediate(ca, { crl: [above] });
    const leaf = certify(between, { crl: [under] });
    paths['/under'] = () => list(between, {});
    paths['/above'] = () => list(ca, {});
    const d = desk(t);
    assert.equal(await d.check(leaf, between, ca), GOOD);
    assert.ok(atOnce(d, leaf, between, ca));
    assert.deepEqual(asked.sort(), ['/above', '/under']);

    paths['/above'] = () => list(ca, { revoked: [between] });
    const again = desk(t);
    assert.equal(await again.check(leaf, between, ca), REVOKED);
    assert.match(again.detail, new RegExp(between.certificate.fingerprint));
    assert.equal(await again.check(leaf, between, ca), REVOKED);
  });

  it('a revoked authority decides, though nobody answers for the certificate', async (t) => {
    const { origin, paths } = await web(t);
    const between = intermediate(ca, { crl: [`${origin}/above`] });
    paths['/above'] = () => list(ca, { revoked: [between] });
    assert.equal(await desk(t).check(certify(between, { crl: [`${origin}/under`] }), between, ca), REVOKED);
  });

  it('once, however many ask at the same time', async (t) => {
    const { check, asked } = await consumer(t);
    assert.deepEqual(await Promise.all(Array.from({ length: 20 }, check)), Array(20).fill(GOOD));
    assert.deepEqual(asked, ['/ocsp']);
  });
});

describe('revocation: what it remembers', { skip: noOpenssl }, () => {
  it('a good answer, at once, as long as configured', async (t) => {
    const { d, leaf, check, later, asked } = await consumer(t, { cacheMs: 5 * MINUTE });
    await check();
    later(5 * MINUTE);
    assert.ok(atOnce(d, leaf, ca));
    assert.equal(asked.length, 1);
    later(1);
    assert.equal(await check(), GOOD);
    assert.equal(asked.length, 2);
  });

  it('a good answer never past its nextUpdate', async (t) => {
    const { ocsp, leaf, check, later, asked } = await consumer(t, { cacheMs: 60 * MINUTE });
    ocsp({ good: [leaf] }, '-nmin', '5');
    await check();
    later(4 * MINUTE);
    await check();
    assert.equal(asked.length, 1);
    later(2 * MINUTE);
    assert.equal(await check(), UNAVAILABLE, 'the responder still answers with the time of the real clock');
    assert.deepEqual(asked, ['/ocsp', '/ocsp', '/list.crl']);
  });

  it('a revocation, at once, and still when nobody answers any more', async (t) => {
    const { d, leaf, ocsp, check, later, silence, asked } = await consumer(t);
    ocsp({ revoked: [leaf] }, '-nmin', '60');
    assert.equal(await check(), REVOKED);
    assert.throws(() => atOnce(d, leaf, ca), { code: REVOKED });
    assert.equal(asked.length, 1);
    later(6 * MINUTE);
    silence();
    assert.equal(await check(), REVOKED);
    assert.equal(asked.length, 3);
    assert.equal(await check(), REVOKED);
    assert.equal(asked.length, 3, 'nobody is asked again at once');
  });

  it('a revocation, against good answers that are older; a newer one lifts it', async (t) => {
    const { leaf, ocsp, lists, check, later, paths } = await consumer(t);
    ocsp({ revoked: [leaf] }, '-nmin', '60');
    assert.equal(await check(), REVOKED);
    ocsp({}, '-nmin', '60');
    lists({});
    later(6 * MINUTE);
    assert.equal(await check(), REVOKED);
    const newer = list(ca, {}, { thisUpdate: new Date(Date.now() + 5 * MINUTE) });
    paths['/list.crl'] = () => newer;
    later(6 * MINUTE);
    assert.equal(await check(), GOOD);
  });

  it('as many as it has room for', () => {
    const map = new Bounded<number>(2);
    map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    assert.deepEqual(
      [...map],
      [
        ['a', 3],
        ['c', 4],
      ],
    );
  });
});
