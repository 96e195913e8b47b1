import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type LotPlan, lotRows } from './lots/rows.ts';
import { makeMaterial } from './material.ts';
import { messagesOf, pathRows } from './path/rows.ts';
import { type RegistryPlan, registryRows } from './registry/rows.ts';
import { limits, machine, markdown, memory, type Row, ratios, table } from './report.ts';
import { build, ROOT } from './shipped.ts';
import { verifyRows } from './verify/rows.ts';

const HELP = `npm run bench [-- OPTIONS]

Compares this project with others, on the same signed message: what a verification costs, and a request through the
whole gateway; and what lots, the registry and routing cost here. It takes about six minutes; nothing leaves this machine.

  --json      prints {"rows": [{name, unit, median, min, max}]} and nothing else
  --markdown  prints the table for a README
  --quick     fewer and shorter rounds
  --only KIND verify, path, lots or registry
`;

interface Plan {
  readonly verify: Parameters<typeof verifyRows>[1];
  readonly path: Parameters<typeof pathRows>[1];
  readonly lots: LotPlan;
  readonly registry: RegistryPlan;
}

const PLANS: Record<'whole' | 'quick', Plan> = {
  whole: {
    verify: { rounds: 21, ms: 250, warmUpMs: 2500 },
    path: { rounds: 30, requests: 250, warmUp: 9000 },
    lots: {
      warmUp: 12,
      lots: [
        [1, 5],
        [10, 3],
        [100, 1],
      ],
    },
    registry: { rounds: 9, ms: 500 },
  },
  quick: {
    verify: { rounds: 3, ms: 200, warmUpMs: 800 },
    path: { rounds: 3, requests: 300, warmUp: 1000 },
    lots: {
      warmUp: 2,
      lots: [
        [1, 3],
        [10, 1],
      ],
    },
    registry: { rounds: 3, ms: 200 },
  },
};

async function run(options: { json?: boolean; markdown?: boolean; quick?: boolean; only?: string }): Promise<void> {
  const plan = options.quick ? PLANS.quick : PLANS.whole;
  const say = (text: string): void => {
    if (!options.json) console.log(text);
  };
  build();
  const folder = join(ROOT, 'var');
  mkdirSync(folder, { recursive: true });
  const dir = mkdtempSync(join(folder, 'bench-'));
  try {
    const rows: Row[] = [];
    const wanted = (kind: string): boolean => options.only === undefined || options.only === kind;
    const bytes = makeMaterial(dir, wanted('path') ? messagesOf(plan.path) : 0);
    say(`${machine()}. One message of ${bytes} bytes: TITULAR, Body and Timestamp signed by rsa-sha256, RSA-2048.\n`);
    if (wanted('verify')) rows.push(...(await verifyRows(dir, plan.verify)));
    if (wanted('path')) rows.push(...(await pathRows(dir, plan.path)));
    if (wanted('lots')) rows.push(...(await lotRows(dir, plan.lots)));
    if (wanted('registry')) rows.push(...(await registryRows(dir, plan.registry)));
    if (options.json) console.log(JSON.stringify({ rows: rows.map(plain) }));
    say(options.markdown ? markdown(rows) : table(rows));
    say(`\n${[...ratios(rows), ...limits(rows), ...memory(rows)].join('\n')}`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const plain = ({ name, unit, median, min, max }: Row): Omit<Row, 'rounds'> => ({ name, unit, median, min, max });

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    markdown: { type: 'boolean' },
    quick: { type: 'boolean' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) console.log(HELP);
else await run(values);
