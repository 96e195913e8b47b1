import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { noPostgres, startPostgres } from '../support/postgres.ts';
import { survive } from './survive.ts';

/** `npm run chaos:store -- --kills 200 --store postgres --seed N` */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    store: { type: 'string', default: 'sqlite' },
    seed: { type: 'string' },
  },
});
const kills = Number(values.kills);
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
  throw new Error('--kills and --seed are whole numbers');
}
if (values.store !== 'sqlite' && values.store !== 'postgres') throw new Error('--store is sqlite or postgres');
if (values.store === 'postgres' && noPostgres) throw new Error(noPostgres);

const cleanups: (() => unknown)[] = [];
const t = { after: (clean: () => unknown) => void cleanups.push(clean) };
console.log(`${kills} kills of a process that writes to ${values.store}, seed ${seed}`);
try {
  const dir = mkdtempSync(join(tmpdir(), 'padro-chaos-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const server = values.store === 'postgres' ? startPostgres() : undefined;
  if (server) t.after(() => server.stop());
  let stores = 0;
  const fresh = async () => ({
    path: join(dir, `${++stores}.sqlite`),
    ...(server && { url: await server.fresh() }),
  });
  const { acknowledged, letters, unknown } = await survive(t, {
    kills,
    seed,
    fresh,
    progress: (done) => console.log(`${done} kills survived`),
  });
  console.log(
    `${stores} stores opened each time; nothing of ${acknowledged} acknowledged writes is missing; ` +
      `of ${letters} letters none went out twice, ${unknown} are shown to operators as unknown`,
  );
} finally {
  for (const clean of cleanups.reverse()) await clean();
}
