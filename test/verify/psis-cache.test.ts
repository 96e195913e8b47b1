import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Psis } from '../../src/verify/psis/psis.ts';
import { Remembered } from '../../src/verify/psis/remembered.ts';
import { both, keep, OPTIONS, outbound, outcomeOf, seal, TestClock } from './psis/setup.ts';

const MINUTE = 60_000;
const subject = seal();

describe('answers are remembered', () => {
  it('a valid one for 10 minutes, without waiting', async (t) => {
    const { psis, primary, clock } = await both(t);
    const first = await psis.check(subject.certificate);
    clock.pass(10 * MINUTE - 1);
    assert.deepEqual(psis.check(subject.certificate), first, 'at once');
    assert.equal(primary.received, 1);
    clock.pass(1);
    primary.revoke(subject.certPem);
    assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'Revoked');
    assert.equal(primary.received, 2);
  });

  it('a valid one never past notAfter', async (t) => {
    const { psis, primary, clock } = await both(t);
    const notAfter = new Date(Math.floor(clock.now() / 1000) * 1000 + 3 * MINUTE);
    const short = seal({ notAfter });
    assert.equal(await outcomeOf(() => psis.check(short.certificate)), 'valid');
    clock.pass(notAfter.getTime() - clock.now() - 1);
    assert.equal(await outcomeOf(() => psis.check(short.certificate)), 'valid');
    assert.equal(primary.received, 1);
    clock.pass(2);
    assert.equal(await outcomeOf(() => psis.check(short.certificate)), 'Expired');
    assert.equal(primary.received, 2);
  });

  it('a refusal for 1 minute, thrown at once', async (t) => {
    const { psis, primary, clock } = await both(t, { mode: 'revoked' });
    assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'Revoked');
    primary.switchTo('valid');
    clock.pass(MINUTE - 1);
    assert.throws(() => psis.check(subject.certificate), { code: 'verify.psis' });
    assert.equal(primary.received, 1);
    clock.pass(1);
    assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'valid');
  });

  it('for each certificate by itself, those with one serial number too', async (t) => {
    const { psis, primary } = await both(t);
    const serial = Buffer.of(7);
    const [one, other] = [seal({ serial }), seal({ serial })];
    primary.revoke(other.certPem);
    assert.equal(await outcomeOf(() => psis.check(one.certificate)), 'valid');
    assert.equal(await outcomeOf(() => psis.check(other.certificate)), 'Revoked');
    assert.equal(primary.received, 2);
  });

  it('not under a clock that was set back', async (t) => {
    const { psis, primary, clock } = await both(t);
    await psis.check(subject.certificate);
    clock.pass(-MINUTE);
    await psis.check(subject.certificate);
    assert.equal(primary.received, 2);
  });

  it('not at all where the options say so', async (t) => {
    const { primary } = await both(t);
    const options = { primary: primary.urls.http!, validCacheMs: 0, invalidCacheMs: 0 };
    const psis = new Psis({ outbound: outbound(t), clock: new TestClock(), options, keep });
    for (const mode of ['valid', 'revoked', 'valid'] as const) {
      primary.switchTo(mode);
      assert.equal(await outcomeOf(() => psis.check(subject.certificate)), mode === 'valid' ? mode : 'Revoked');
    }
    assert.equal(primary.received, 3);
  });

  it('only so many, the oldest goes first', () => {
    const remembered = new Remembered<number>(2);
    for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) remembered.set(key, value, 0, 10);
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => remembered.get(key, 5)),
      [undefined, 2, 3],
    );
    remembered.set('b', 4, 5, 5);
    assert.equal(remembered.get('b', 5), undefined, 'an entry without a life replaces the one before');
  });
});

describe('one request in flight for a certificate', () => {
  it('is shared by all that ask meanwhile, and another certificate has its own', async (t) => {
    const { psis, primary } = await both(t, { mode: { name: 'slow', delayMs: 20 } });
    const another = seal();
    const checks = [...Array(50).fill(subject), another].map(({ certificate }) => psis.check(certificate));
    const verdicts = await Promise.all(checks);
    assert.equal(new Set(verdicts.slice(0, 50).map(({ evidence }) => evidence)).size, 1);
    assert.equal(primary.received, 2);
  });

  it('fails for all that wait, once; the next check asks anew', async (t) => {
    const { psis, primary, secondary } = await both(t, { mode: 'http-500' });
    secondary.switchTo('timeout');
    const checks = Array.from({ length: 10 }, () => outcomeOf(() => psis.check(subject.certificate)));
    assert.deepEqual(new Set(await Promise.all(checks)), new Set(['unavailable']));
    assert.deepEqual([primary.received, secondary.received], [1, 1]);
    secondary.switchTo('judge');
    assert.equal(await outcomeOf(() => psis.check(subject.certificate)), 'valid');
    assert.deepEqual([primary.received, secondary.received], [2, 2]);
  });
});

describe('options', () => {
  const make = (options: object) => () =>
    new Psis({
      outbound: { fetch: () => Promise.reject(new Error('unused')) },
      clock: new TestClock(),
      keep,
      options: { ...OPTIONS, primary: 'https://psis.example/psis/catcert/dss', ...options },
    });

  for (const [name, options, error] of [
    ['plain HTTP to a name', { primary: 'http://psis.example/psis/catcert/dss' }, /primary: .*HTTPS only/],
    ['plain HTTP to an address', { primary: 'http://10.0.0.1/psis/catcert/dss' }, /primary: .*HTTPS only/],
    ['a name that begins like loopback', { primary: 'http://127.0.0.1.example/' }, /primary: .*HTTPS only/],
    ['a name that ends like loopback', { primary: 'http://psis.localhost/' }, /primary: .*HTTPS only/],
    ['plain HTTP on the secondary', { secondary: 'http://[2001:db8::1]/' }, /secondary: .*HTTPS only/],
    ['another scheme', { primary: 'ftp://127.0.0.1/' }, /primary: .*HTTPS only/],
    ['no address', { primary: 'psis' }, /primary: not an address/],
    ['a user in the address', { primary: 'https://user@psis.example/' }, /primary: an address without user/],
    ['valid for longer than 10 minutes', { validCacheMs: 600_001 }, /validCacheMs: from 0 to 600000/],
    ['refused for longer than a minute', { invalidCacheMs: 60_001 }, /invalidCacheMs: from 0 to 60000/],
    ['no number', { validCacheMs: Number.NaN }, /validCacheMs/],
  ] as const) {
    it(`${name} is refused at the start`, () => assert.throws(make(options), error));
  }

  for (const primary of ['http://127.0.0.1:1/', 'http://127.8.0.1/', 'http://[::1]:80/', 'http://localhost:8095/']) {
    it(`${primary} is admitted`, () => assert.doesNotThrow(make({ primary })));
  }
});
