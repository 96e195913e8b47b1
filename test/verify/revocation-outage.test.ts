import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { certify } from './revocation/certificates.ts';
import { atOnce, ca, consumer, SECOND } from './revocation/consumer.ts';
import { desk, GOOD, MINUTE, REVOKED, UNAVAILABLE, web } from './revocation/desk.ts';
import { list, noOpenssl } from './revocation/openssl.ts';

describe('revocation: when nobody answers', { skip: noOpenssl }, () => {
  it('it refuses, at once for some seconds, and then asks again', async (t) => {
    const { d, leaf, ocsp, check, later, silence, alarms, asked } = await consumer(t);
    await check();
    silence();
    later(6 * MINUTE);
    assert.equal(await check(), UNAVAILABLE);
    assert.equal(asked.length, 3);
    assert.throws(() => atOnce(d, leaf, ca), { code: UNAVAILABLE });
    assert.equal(asked.length, 3);
    assert.deepEqual(alarms, []);
    ocsp({ good: [leaf] }, '-nmin', '60');
    later(6 * SECOND);
    assert.equal(await check(), GOOD);
  });

  it('it accepts who was good not long ago, with an alarm, and then refuses', async (t) => {
    const options = { whenUnavailable: 'accept-until', acceptForMs: 30 * MINUTE } as const;
    const { d, leaf, check, later, silence, alarms } = await consumer(t, options);
    await check();
    silence();
    later(6 * MINUTE);
    assert.equal(await check(), GOOD);
    assert.equal(alarms.length, 1);
    assert.match(alarms[0]!, new RegExp(`certificate ${leaf.certificate.fingerprint} .*HTTP 500`));
    assert.ok(atOnce(d, leaf, ca));
    assert.equal(alarms.length, 1, 'once for each time that nobody answered');
    later(24 * MINUTE);
    assert.equal(await check(), GOOD);
    assert.equal(alarms.length, 2);
    later(1);
    assert.equal(await check(), UNAVAILABLE);
    assert.equal(alarms.length, 2);
  });

  it('it accepts nobody who was never good, or who was found revoked', async (t) => {
    const options = { whenUnavailable: 'accept-until', acceptForMs: 30 * MINUTE } as const;
    const { leaf, ocsp, check, later, silence } = await consumer(t, options);
    silence();
    assert.equal(await check(), UNAVAILABLE);
    later(6 * SECOND);
    ocsp({ good: [leaf] }, '-nmin', '60');
    assert.equal(await check(), GOOD);
    later(6 * MINUTE);
    ocsp({ revoked: [leaf] }, '-nmin', '60');
    assert.equal(await check(), REVOKED);
    later(6 * MINUTE);
    silence();
    assert.equal(await check(), REVOKED);
  });
});

describe('revocation: ahead of time', { skip: noOpenssl }, () => {
  it('it learns anew what is in use and soon runs out', async (t) => {
    const { d, leaf, check, later, asked } = await consumer(t);
    await check();
    await d.revocation.prefetch();
    assert.equal(asked.length, 1, 'not yet');
    later(4 * MINUTE);
    await d.revocation.prefetch();
    assert.equal(asked.length, 2);
    later(4 * MINUTE);
    assert.ok(atOnce(d, leaf, ca));
    assert.equal(asked.length, 2);
  });

  it('it leaves alone what nobody used', async (t) => {
    const { d, check, later, asked } = await consumer(t);
    await check();
    for (let i = 0; i < 3; i++) {
      later(4 * MINUTE);
      await d.revocation.prefetch();
    }
    assert.equal(asked.length, 2);
  });

  it('it finds a revocation', async (t) => {
    const { d, leaf, ocsp, check, later } = await consumer(t);
    await check();
    ocsp({ revoked: [leaf] }, '-nmin', '60');
    later(4 * MINUTE);
    await d.revocation.prefetch();
    assert.throws(() => atOnce(d, leaf, ca), { code: REVOKED });
  });

  it('it goes on with what holds when nobody answers, and raises an alarm', async (t) => {
    const { d, leaf, check, later, silence, alarms } = await consumer(t);
    await check();
    silence();
    later(4 * MINUTE);
    await d.revocation.prefetch();
    assert.equal(alarms.length, 1);
    assert.ok(atOnce(d, leaf, ca));
    later(MINUTE + 1);
    assert.equal(await check(), UNAVAILABLE);
  });

  it('it finds out that somebody answers again, while nobody waits', async (t) => {
    const options = { whenUnavailable: 'accept-until', acceptForMs: 30 * MINUTE } as const;
    const { d, leaf, ocsp, check, later, silence, alarms, asked } = await consumer(t, options);
    await check();
    silence();
    later(6 * MINUTE);
    assert.equal(await check(), GOOD);
    assert.ok(atOnce(d, leaf, ca));
    ocsp({ good: [leaf] }, '-nmin', '60');
    later(6 * SECOND);
    await d.revocation.prefetch();
    later(2 * MINUTE);
    assert.ok(atOnce(d, leaf, ca));
    assert.deepEqual([alarms.length, asked.length], [1, 4]);
  });

  it('it gets a list anew, once for all', async (t) => {
    const { origin, paths, asked } = await web(t);
    const leaves = [1, 2, 3].map(() => certify(ca, { crl: [`${origin}/list.crl`] }));
    paths['/list.crl'] = () => list(ca, {});
    const d = desk(t);
    for (const leaf of leaves) assert.equal(await d.check(leaf, ca), GOOD);
    for (const times of [2, 3]) {
      d.later(4 * MINUTE);
      await d.revocation.prefetch();
      assert.equal(asked.length, times);
      assert.ok(leaves.every((leaf) => atOnce(d, leaf, ca)));
    }
  });
});
