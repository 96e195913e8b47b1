import { answering } from '../child.ts';
import { shipped } from '../shipped.ts';

/** Opens the registry of a store as a gateway does: the first time in this process, then once more. */
const [path] = process.argv.slice(2) as [string];
const { compileAddresses } = await shipped<typeof import('../../src/admit/index.ts')>('admit/index');
const { systemClock } = await shipped<typeof import('../../src/base/clock.ts')>('base/clock');
const { Guard } = await shipped<typeof import('../../src/base/outbound/guard.ts')>('base/outbound/guard');
const { Registry } = await shipped<typeof import('../../src/registry/index.ts')>('registry/index');
const { makeRegistryStore, openSqlite } = await shipped<typeof import('../../src/store/index.ts')>('store/index');

const db = await openSqlite(path);
const guard = new Guard([]);
const compiling = {
  timeoutMs: 30_000,
  checkGroups: compileAddresses,
  checkUrl: ({ hostname }: URL) => guard.checkHost(hostname),
};

/** Milliseconds of CPU, all threads of the process. */
async function open(): Promise<number> {
  const began = process.cpuUsage();
  await Registry.open(makeRegistryStore(db), compiling, systemClock);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

answering(
  path,
  async () => {
    const first = await open();
    for (let i = 0; i < 5; i++) await open();
    return { first, again: await open() };
  },
  () => db.destroy(),
);
