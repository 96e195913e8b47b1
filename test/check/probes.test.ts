import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Endpoint } from '../../src/base/domain.ts';
import { type ProbeOptions, type ProbePorts, Probes, type Sample } from '../../src/check/index.ts';

const EVERY = 300_000;
const START = 1_800_000_000_000;

const endpoint = (id: string, more: Partial<Endpoint> = {}): Endpoint => ({
  id,
  environment: 'proves',
  url: `https://${id}.example.cat/`,
  ca: [],
  pins: [],
  unpinnedUntil: null,
  timeoutMs: 1000,
  ...more,
});

/** Probes with a clock that stands still until told, and a network that answers at once unless told. */
function open(endpoints: Endpoint[], options: Partial<ProbeOptions> = {}, ports: Partial<ProbePorts> = {}) {
  const clock = { at: START, now: () => clock.at };
  const asked: { id: string; at: number }[] = [];
  const saved: { samples: readonly Sample[]; before: number }[] = [];
  const told: string[] = [];
  const troubles: unknown[] = [];
  let seed = 1;
  const probes = new Probes(
    {
      targets: () =>
        endpoints.map((each) => ({ endpoint: each, person: { municipi: '17023', tipus: 1, document: 'X' } })),
      probe: async (target) => {
        asked.push({ id: target.endpoint.id, at: clock.at });
        return { endpoint: target.endpoint.id, at: clock.at, ok: true, ms: 5 };
      },
      certificate: async () => START + 1e9,
      store: { saveSamples: async (samples, before) => void saved.push({ samples, before }) },
      clock,
      chance: () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      told: {
        probed: ({ endpoint: id, ok }) => told.push(`${id} ${ok}`),
        quiet: (id) => told.push(`${id} quiet`),
        certificate: (id, notAfter) => told.push(`${id} until ${notAfter}`),
        gone: (id) => told.push(`${id} gone`),
      },
      trouble: (error) => troubles.push(error),
      ...ports,
    },
    { everyMs: EVERY, parallel: 8, keepMs: 3_600_000, ...options },
  );
  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      clock.at += 1000;
      probes.tick();
      await probes.settled();
    }
  };
  return { probes, clock, asked, saved, told, troubles, pass };
}

describe('probes', () => {
  it('ask each of 1,000 endpoints once an interval, spread over it, never more than fit', async () => {
    const { probes, asked, pass } = open(Array.from({ length: 1000 }, (_, i) => endpoint(`e${i}`)));
    probes.tick();
    assert.equal(asked.length, 0, 'not all at the start');
    await pass(EVERY / 1000 + 30);
    assert.equal(new Set(asked.map(({ id }) => id)).size, 1000);
    const inSecond = new Map<number, number>();
    for (const { at } of asked) inSecond.set(at, (inSecond.get(at) ?? 0) + 1);
    assert.ok(Math.max(...inSecond.values()) <= 8);
    await pass(EVERY / 1000);
    const last = asked.filter(({ at }) => at > START + EVERY).length;
    assert.ok(last > 850 && last < 1200, `${last} in one interval`);
  });

  it('are bounded in parallel while servers are slow', async () => {
    const ends: (() => void)[] = [];
    const { probes, clock } = open(
      Array.from({ length: 50 }, (_, i) => endpoint(`e${i}`)),
      { parallel: 3 },
      {
        probe: ({ endpoint: { id } }) =>
          new Promise((resolve) => ends.push(() => resolve({ endpoint: id, at: 0, ok: true, ms: 1 }))),
        certificate: async () => undefined,
      },
    );
    probes.tick();
    clock.at += EVERY;
    for (let i = 0; i < 5; i++) probes.tick();
    assert.equal(ends.length, 3);
    for (const end of ends.splice(0)) end();
    await probes.settled();
    probes.tick();
    assert.equal(ends.length, 3);
    for (const end of ends) end();
    await probes.settled();
  });

  it('know state, since when, the last sample and the end of the certificate', async () => {
    let ok = true;
    const { probes, told, pass } = open(
      [endpoint('a')],
      {},
      {
        probe: async () => ({ endpoint: 'a', at: START, ok, ms: 7, ...(ok ? {} : { cause: 'forward.timeout' }) }),
      },
    );
    probes.tick();
    assert.equal(probes.state('a')?.state, 'waiting');
    await pass(EVERY / 1000);
    assert.deepEqual([probes.state('a')?.state, probes.state('a')?.notAfter], ['up', START + 1e9]);
    ok = false;
    await pass(EVERY / 1000 + 100);
    assert.deepEqual([probes.state('a')?.state, probes.state('a')?.last?.cause], ['down', 'forward.timeout']);
    assert.equal(told.filter((line) => line.includes('until')).length, 1, 'the certificate is looked at now and then');
    assert.equal(probes.state('b'), undefined);
  });

  it('stay quiet in a maintenance window, and go on after it', async () => {
    const maintenance = [{ from: START, to: START + 2 * EVERY }];
    const { probes, asked, told, pass } = open([endpoint('a', { maintenance })]);
    await pass((2 * EVERY) / 1000 - 1);
    assert.deepEqual([asked.length, probes.state('a')?.state], [0, 'quiet']);
    assert.ok(told.length > 0 && told.every((line) => line === 'a quiet'));
    await pass(EVERY / 500);
    assert.equal(probes.state('a')?.state, 'up');
  });

  it('keep samples in batches, forget old ones, and keep the rest at the end', async () => {
    const { probes, clock, saved, pass } = open(Array.from({ length: 100 }, (_, i) => endpoint(`e${i}`)));
    await pass(60);
    assert.ok(saved.length >= 4 && saved.length <= 6, String(saved.length));
    assert.ok(saved.every(({ before }) => before <= clock.at - 3_600_000 && before > START - 3_600_000));
    const before = saved.flatMap(({ samples }) => samples).length;
    clock.at += 500_000;
    probes.tick();
    await probes.close();
    assert.ok(saved.flatMap(({ samples }) => samples).length > before);
  });

  it('forget an endpoint that is watched no more, and survive a failure of their own', async () => {
    const endpoints = [endpoint('a'), endpoint('b')];
    const { probes, told, troubles, pass } = open(
      endpoints,
      {},
      {
        store: { saveSamples: () => Promise.reject(new Error('disk full')) },
      },
    );
    await pass(EVERY / 1000);
    endpoints.pop();
    await pass(1);
    assert.ok(told.includes('b gone'));
    assert.equal(probes.state('b'), undefined);
    assert.match(String(troubles[0]), /disk full/);
    await pass(EVERY / 1000 + 100);
    assert.equal(probes.state('a')?.state, 'up');
  });
});
