import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Report } from '../../src/check/index.ts';
import { makeCheckStore, openSqlite } from '../../src/store/index.ts';

test('reports are kept by their hash, samples for a time', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'check-store-'));
  const db = await openSqlite(join(dir, 'padro.sqlite'));
  t.after(async () => {
    await db.destroy();
    rmSync(dir, { recursive: true });
  });
  const store = makeCheckStore(db);
  const report: Report = {
    version: 1,
    urls: [],
    environment: 'proves',
    municipis: [],
    at: '',
    accepted: true,
    findings: [],
  };
  await store.saveReport('a', report);
  await store.saveReport('a', report);
  assert.deepEqual(await store.report('a'), report);
  assert.equal(await store.report('b'), undefined);

  const sample = (at: number) => ({
    endpoint: 'e',
    at,
    ok: at % 2 === 0,
    ms: 1.6,
    ...(at % 2 ? { cause: 'forward.timeout' } : {}),
  });
  await store.saveSamples(
    Array.from({ length: 1000 }, (_, i) => sample(i)),
    0,
  );
  assert.deepEqual(await store.samples('e', 2), [
    { endpoint: 'e', at: 999, ok: false, ms: 2, cause: 'forward.timeout' },
    { endpoint: 'e', at: 998, ok: true, ms: 2 },
  ]);
  await store.saveSamples([sample(1000)], 995);
  assert.deepEqual(
    (await store.samples('e', 100)).map(({ at }) => at),
    [1000, 999, 998, 997, 996, 995],
  );
  assert.deepEqual(await store.samples('f', 10), []);
});
