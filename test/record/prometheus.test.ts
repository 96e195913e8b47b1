import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { openGateway } from '../support/gateway.ts';
import { unusedPort } from '../support/unused-port.ts';

const missing = ['promtool', 'prometheus'].find((tool) => spawnSync(tool, ['--version']).error);
const skip = missing === undefined ? false : `${missing} is not installed`;

/** One that was asked, and refused. */
async function busy(t: TestContext) {
  const g = await openGateway(t);
  assert.equal((await g.ask()).codigoResultado, 1);
  await g.post('<a/>');
  return g;
}

it('promtool has nothing to say of the metrics', { skip }, async (t) => {
  const g = await busy(t);
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: await g.metrics() });
  assert.deepEqual([status, `${stdout}${stderr}`], [0, '']);
});

it('a Prometheus scrapes them, and answers a query', { skip }, async (t) => {
  const g = await busy(t);
  const { host } = new URL(g.stage.gateway.origins.management);
  const dir = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const config = join(dir, 'prometheus.yml');
  const job = `{job_name: padro, scrape_interval: 200ms, scrape_timeout: 200ms, static_configs: [{targets: ['${host}']}]}`;
  writeFileSync(config, `scrape_configs: [${job}]\n`);
  assert.equal(spawnSync('promtool', ['check', 'config', config]).status, 0);
  const address = `127.0.0.1:${await unusedPort()}`;
  const args = [`--config.file=${config}`, `--storage.tsdb.path=${dir}/data`, `--web.listen-address=${address}`];
  const prometheus = spawn('prometheus', args, { stdio: 'ignore' });
  const ended = once(prometheus, 'exit');
  t.after(async () => {
    prometheus.kill();
    await ended;
    rmSync(dir, { recursive: true });
  });
  const query = 'sum by (outcome) (padro_requests_total{frontal="sincron"})';
  const told = async (): Promise<Record<string, string>> => {
    const response = await fetch(`http://${address}/api/v1/query?query=${encodeURIComponent(query)}`).catch(() => null);
    if (!response?.ok) return {};
    const { data } = (await response.json()) as {
      data: { result: { metric: { outcome: string }; value: [0, string] }[] };
    };
    return Object.fromEntries(data.result.map(({ metric, value }) => [metric.outcome, value[1]]));
  };
  const end = Date.now() + 30_000;
  let seen = await told();
  while (Object.keys(seen).length === 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = await told();
  }
  assert.deepEqual(seen, { answered: '1', refused: '1' });
});

it('each metric of our own stands in docs/operations.md, and none that there is not', async (t) => {
  const g = await busy(t);
  const docs = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const own = (text: string, line: RegExp): string[] =>
    [...text.matchAll(line)].map((found) => found[1]!).filter((name) => !/^padro_(process|nodejs)_/.test(name));
  assert.deepEqual(own(docs, /^\| `(padro_\w+)`/gm).sort(), own(await g.metrics(), /^# TYPE (padro_\w+) /gm).sort());
});
