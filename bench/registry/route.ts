import { MODALITATS } from '../../src/base/modalitats.ts';
import { MUNICIPIS } from '../../src/registry/index.ts';
import { answering } from '../child.ts';
import { shipped } from '../shipped.ts';
import { catalonia } from './catalonia.ts';

/** Finds where solicituds for all municipalities go, in no order, by tables of so many endpoints each. */
const [sizes] = process.argv.slice(2) as [string];
const { tablesOf } = await shipped<typeof import('../../src/registry/index.ts')>('registry/index');
const { makeDestination } = await shipped<typeof import('../../src/route/index.ts')>('route/index');

const compiling = { timeoutMs: 30_000, checkGroups: () => {}, checkUrl: () => {} };
const routers = sizes.split(',').map((endpoints) => {
  const rows = catalonia(Number(endpoints)).map((change) => ({ ...change, version: 1 }));
  const { routes } = tablesOf(rows, compiling, 0);
  return makeDestination({ routes: { current: routes } });
});

const STRIDE = 389;
const codes = [...MUNICIPIS.keys()];
const peticion = { modalitat: MODALITATS.get('TITULAR')!, ens: '9821920002', idPeticion: 'BENCH' };
const solicituds = codes.map((_, i) => ({
  // As the path has it: a text of its own, cut out of a message.
  municipi: Buffer.from(codes[(i * STRIDE) % codes.length]!).toString('latin1'),
  idescat: 0,
}));

/** Nanoseconds of CPU of one. */
answering(sizes, ({ table, ms }: { table: number; ms: number }) => {
  const route = routers[table]!;
  const began = process.cpuUsage();
  const end = performance.now() + ms;
  let count = 0;
  do {
    for (const solicitud of solicituds) {
      if (route(peticion, solicitud, 'produccio').kind !== 'endpoint') throw new Error('a municipality was not found');
    }
    count += solicituds.length;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(began);
  return ((user + system) * 1000) / count;
});
