import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { survive } from './survive.ts';

const SEED = Date.now() % 1_000_000_000;

test('kill -9 at 15 moments: SQLite opens, nothing acknowledged is missing, no letter is sent twice', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'padro-chaos-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  t.diagnostic(`seed ${SEED}`);
  let stores = 0;
  const fresh = async () => ({ path: join(dir, `${++stores}.sqlite`) });
  const survived = await survive(t, { kills: 15, seed: SEED, fresh });
  t.diagnostic(JSON.stringify(survived));
});

test('kill -9 at 5 moments: PostgreSQL too', { skip: noPostgres }, async (t) => {
  const server = startPostgres();
  t.after(() => server.stop());
  t.diagnostic(`seed ${SEED}`);
  const survived = await survive(t, {
    kills: 5,
    seed: SEED,
    fresh: async () => ({ path: '', url: await server.fresh() }),
  });
  t.diagnostic(JSON.stringify(survived));
});
