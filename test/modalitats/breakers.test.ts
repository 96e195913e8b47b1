import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Endpoint } from '../../src/base/domain.ts';
import { Breakers } from '../../src/forward/index.ts';
import { about, openPlaces } from './support.ts';

const endpoint = { id: 'e' } as Endpoint;

function open(failures = 3) {
  let now = 0;
  const seen: string[] = [];
  const clock = { now: () => now };
  const changed = (id: string, state: string): unknown => seen.push(`${id} ${state}`);
  const breakers = new Breakers({ failures, openMs: 1_000, longestMs: 3_000, clock, changed });
  const pass = (ms: number): void => {
    now += ms;
  };
  const fail = (times: number): void => {
    for (let i = 0; i < times; i++) breakers.report(endpoint, false);
  };
  return { breakers, pass, fail, seen };
}

describe('a breaker', () => {
  it('opens after so many failures one after the other', () => {
    const { breakers, fail, seen } = open();
    fail(2);
    breakers.report(endpoint, true);
    fail(2);
    assert.deepEqual([breakers.state('e'), breakers.allows(endpoint)], ['closed', true]);
    fail(1);
    assert.deepEqual([breakers.state('e'), breakers.allows(endpoint)], ['open', false]);
    assert.equal(breakers.allows({ id: 'other' } as Endpoint), true);
    assert.deepEqual(seen, ['e open']);
  });

  it('lets one call through after a while, and closes when that one is answered', () => {
    const { breakers, fail, pass, seen } = open();
    fail(3);
    pass(999);
    assert.equal(breakers.allows(endpoint), false);
    pass(1);
    assert.deepEqual([breakers.allows(endpoint), breakers.allows(endpoint)], [true, false]);
    assert.equal(breakers.state('e'), 'half-open');
    breakers.report(endpoint, true);
    assert.deepEqual([breakers.allows(endpoint), breakers.allows(endpoint)], [true, true]);
    assert.deepEqual(seen, ['e open', 'e half-open', 'e closed']);
  });

  it('waits twice as long after each trial that fails, up to a limit', () => {
    const { breakers, fail, pass } = open();
    fail(3);
    for (const wait of [1_000, 2_000, 3_000, 3_000]) {
      pass(wait - 1);
      assert.equal(breakers.allows(endpoint), false);
      pass(1);
      assert.equal(breakers.allows(endpoint), true, String(wait));
      fail(1);
    }
  });

  it('tries again at once when a trial taught nothing, and in time when nobody reports', () => {
    const { breakers, fail, pass } = open();
    fail(3);
    pass(1_000);
    assert.equal(breakers.allows(endpoint), true);
    breakers.report(endpoint, undefined);
    assert.equal(breakers.allows(endpoint), true);
    pass(2_999);
    assert.equal(breakers.allows(endpoint), false);
    pass(1);
    assert.equal(breakers.allows(endpoint), true);
  });

  it('forgets all about an endpoint whose record changed', () => {
    const { breakers, fail, seen } = open();
    fail(3);
    assert.equal(breakers.allows({ ...endpoint }), true);
    assert.deepEqual(seen, ['e open', 'e closed']);
  });
});

describe('an endpoint that does not answer', () => {
  it('is left alone, whoever asks, and the metrics say so', async (t) => {
    const g = await openPlaces(t, { PADRO_BREAKER_FAILURES: '3' });
    for (let i = 0; i < 5; i++) assert.equal((await g.ask(about('TITULAR', 'down'))).estado, '0502');
    assert.equal(g.stage.simulators['08001'].received, 3);
    assert.equal(g.journal().at(-1)?.fields.cause, 'forward.open');
    assert.match((await g.ask(about('TITULAR', 'down', 1))).text, /idescatMotivo>2</);
    assert.equal(g.stage.simulators['08001'].received, 3);
    assert.match(await g.metrics(), /padro_circuit_open\{endpoint="simulador-08001"\} 1/);
  });

  it('is not one that answers badly: a single petition could do that to everybody', async (t) => {
    const g = await openPlaces(t, { PADRO_BREAKER_FAILURES: '2' });
    for (const failure of ['fault', 'html-500', 'empty', 'wrong-person'] as const) {
      g.stage.simulators['08001'].fail(failure);
      assert.equal((await g.ask(about('TITULAR', 'down'))).estado, '0502');
    }
    g.stage.simulators['08001'].fail('none');
    assert.equal((await g.ask(about('TITULAR', 'down'))).codigoResultado, 1);
  });
});
