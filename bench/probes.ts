/**
 * What watching 1,000 endpoints costs: CPU of a gateway's process for each probe (sign, send over kept connections, judge
 * the answer, keep the sample), and the share of one core that this is with the shipped interval.
 *
 *   node --import tsx bench/probes.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { probe, probeTargets } from '../src/check/index.ts';
import { openStage } from '../src/cli/demo/stage.ts';
import { makeLogger } from '../src/record/index.ts';
import { put } from '../src/registry/index.ts';

const ENDPOINTS = 1000;
const EVERY_MS = 300_000;
const PARALLEL = 8;

const dir = mkdtempSync(join(tmpdir(), 'probes-'));
const stage = await openStage({
  dir,
  ports: { http: 0, https: 0, management: 0, public: 0 },
  clock: systemClock,
  logger: makeLogger('error'),
});
const { registry, checks } = stage.gateway;
const person = { municipi: '17023', tipus: 1, document: '12344321Z' };
await registry.change(
  Array.from({ length: ENDPOINTS }, (_, i) =>
    put('endpoint', { id: `e${i}`, environment: 'proves', url: stage.simulators['17023'].urls.http!, probe: person }),
  ),
  'bench',
  'a thousand endpoints',
);
const targets = probeTargets(registry);

const round = async (): Promise<number> => {
  const queue = [...targets];
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let target = queue.pop(); target; target = queue.pop()) {
      if (!(await probe(target, checks.calls, systemClock, 10_000)).ok) failed++;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return failed;
};

await round();
const began = process.cpuUsage();
const failed = await round();
const { user, system } = process.cpuUsage(began);
const each = (user + system) / ENDPOINTS;
const tick = process.cpuUsage();
for (let i = 0; i < 100; i++) checks.probes.tick();
const ticks = process.cpuUsage(tick);
process.stdout.write(
  `${ENDPOINTS} endpoints, ${failed} failed: ${Math.round(each)} µs of CPU a probe, the simulated servers in the same process included; ` +
    `${((100 * each * ENDPOINTS) / (EVERY_MS * 1000)).toFixed(2)} % of a core with a probe every ${EVERY_MS / 1000} s; ` +
    `${Math.round((ticks.user + ticks.system) / 100)} µs for each look at what is due, once a second\n`,
);
await stage.close();
rmSync(dir, { recursive: true });
