import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAILURES, type FailureName } from '../../src/simulator/index.ts';
import { closedPort } from '../support/backend.ts';
import { openGateway } from '../support/gateway.ts';
import { PERSONAL } from '../support/refused.ts';
import { unavailable } from '../support/unavailable.ts';

/** Protocol section 13: however a municipal server fails, the consumer is told the same, and operators why. */

const CAUSES: Readonly<Record<Exclude<FailureName, 'none' | 'slow'>, RegExp>> = {
  dead: /^forward\.timeout/,
  reset: /^forward\.(truncated|connect) \(ECONNRESET\)$/,
  truncated: /^forward\.truncated/,
  'html-404': /^forward\.status/,
  'html-500': /^forward\.status/,
  fault: /^forward\.(status|fault)/,
  empty: /^forward\.not-xml/,
  'iso-8859-1': /^forward\.not-xml/,
  'wrong-person': /^forward\.not-ours/,
  redirect: /^forward\.status/,
  gzip: /^forward\.content-type/,
  endless: /^forward\.too-large/,
  huge: /^forward\.too-large/,
};

test('section 13: every way to fail is “unavailable” for the consumer', async (t) => {
  const g = await openGateway(t, { PADRO_FORWARD_MAX_BYTES: '1000000' });
  const simulator = g.stage.simulators['17023'];
  await g.serveFrom(simulator.urls.http!, { timeoutMs: 400 });
  const names = Object.keys(FAILURES).filter((name) => name !== 'none' && name !== 'slow') as (keyof typeof CAUSES)[];
  for (const name of names) {
    await t.test(`${name}: ${FAILURES[name].description}`, async () => {
      simulator.fail(name);
      const { received } = simulator;
      const cause = await unavailable(g);
      assert.match(cause, CAUSES[name]);
      assert.equal(simulator.received, received + 1, 'asked once, without a retry');
      const code = cause.split(' ', 1)[0];
      assert.match(await g.metrics(), new RegExp(`^padro_source_failures_total\\{code="${code}"\\} [1-9]`, 'm'));
      simulator.fail('none');
      assert.equal((await g.ask()).codigoResultado, 1, 'the next good request');
    });
  }
  await t.test('slow, but in time: served', async () => {
    simulator.fail({ name: 'slow', delayMs: 150 });
    assert.equal((await g.ask()).codigoResultado, 1);
    simulator.fail('none');
  });
  assert.ok(
    g.logs.every((line) => !PERSONAL.test(line)),
    'nothing personal in the log',
  );
  assert.doesNotMatch(await g.metrics(), PERSONAL);
});

test('a failing municipality doesn’t touch another one', async (t) => {
  const g = await openGateway(t);
  await g.serveFrom(g.stage.simulators['17023'].urls.http!, { timeoutMs: 4_000 });
  g.stage.simulators['17023'].fail('dead');
  let ended = 0;
  const failing = Array.from({ length: 30 }, () => g.ask().finally(() => ended++));
  const good = await Promise.all(Array.from({ length: 10 }, () => g.ask({ municipi: '08001', document: '12345678Z' })));
  assert.equal(ended, 0, 'without waiting for the one that is dead');
  assert.ok(good.every(({ codigoResultado }) => codigoResultado === 1));
  for (const { estado } of await Promise.all(failing)) assert.equal(estado, '0502');
});

test('nobody listens there, no route, no such host', async (t) => {
  const g = await openGateway(t, {
    PADRO_FORWARD_ALLOW_PRIVATE: '["127.0.0.0/8"]',
    PADRO_FORWARD_CONNECT_TIMEOUT_MS: '300',
  });
  const port = await closedPort();
  const causes = [
    [`http://127.0.0.1:${port}/x`, /^forward\.connect \(ECONNREFUSED\)$/],
    ['http://padro.invalid/x', /^forward\.connect \((ENOTFOUND|EAI_AGAIN)\)$/],
    [`https://127.0.0.1:${port}/x`, /^forward\.connect \(ECONNREFUSED\)$/],
  ] as const;
  for (const [url, cause] of causes) {
    await g.serveFrom(url, { timeoutMs: 2_000 });
    assert.match(await unavailable(g), cause, url);
  }
});
