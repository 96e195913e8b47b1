import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Histogram, Registry } from 'prom-client';
import { STATIONS } from '../../src/base/trail.ts';
import { StationSeconds } from '../../src/record/station-seconds.ts';
import { randomFrom } from '../threats/support/random.ts';

const BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

test('what is counted reads as a histogram of prom-client does, bounds included, sums but for rounding', async () => {
  const seed = Date.now() % 1_000_000_000;
  const below = randomFrom(seed);
  const [ours, theirs] = [new Registry(), new Registry()];
  const seconds = new StationSeconds(ours);
  const judge = new Histogram({
    name: 'padro_station_seconds',
    help: 'Time spent in each station of the path.',
    labelNames: ['station'],
    buckets: BUCKETS,
    registers: [theirs],
  });
  for (const station of STATIONS) judge.zero({ station });
  const observe = (station: (typeof STATIONS)[number], value: number): void => {
    seconds.observe(station, value);
    judge.observe({ station }, value);
  };
  for (const value of [0, ...BUCKETS, 31]) observe('verify', value);
  for (let i = 0; i < 2000; i++) observe(STATIONS[below(STATIONS.length)]!, 40 * (below(1e6) / 1e6) ** 8);
  const lines = async (registry: Registry): Promise<string[]> =>
    (await registry.metrics()).trimEnd().split('\n').sort();
  const [a, b] = [await lines(ours), await lines(theirs)];
  assert.deepEqual(a.map(rounded), b.map(rounded), `seed ${seed}`);
});

const rounded = (line: string): string =>
  line.replace(/(_sum\S*) (\S+)$/, (_, name: string, sum: string) => `${name} ${Number(sum).toFixed(9)}`);
