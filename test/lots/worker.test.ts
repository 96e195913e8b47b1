import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../src/base/clock.ts';
import { type LotStore, Rate, type Vault, Worker } from '../../src/jobs/index.ts';

it('a store that fails is asked again at the next look, not without pause', async (t) => {
  let claims = 0;
  const store = {
    elsewhere: async () => [],
    waiting: async () => [{ ens: 'A', queue: 'x', count: 500 }],
    claim: () => {
      claims++;
      return Promise.reject(new Error('the journal is closed'));
    },
  } as unknown as LotStore;
  const troubles: unknown[] = [];
  const worker = new Worker({
    store,
    attempt: () => Promise.reject(new Error('nothing was claimed')),
    vault: {} as Vault,
    clock: systemClock,
    rate: new Rate(),
    options: { inFlight: 8, perEndpoint: 8, leaseMs: 60_000, retryMs: 1, longestRetryMs: 1, pollMs: 60_000 },
    trouble: (_, error) => troubles.push(error),
    counted: () => {},
  });
  t.after(() => worker.stop(0));
  while (troubles.length === 0) await wait(1);
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(claims, 1);
});
