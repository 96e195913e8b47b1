import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeMaterial } from '../material.ts';
import { machine } from '../report.ts';
import { build, ROOT } from '../shipped.ts';
import { type Crowd, crowd, messagesOf } from './crowd.ts';
import { type GrowthRow, growthRows, LIMIT, type WorstRow, worstRows } from './growth.ts';
import { crowdTable, growthTable, worstTable } from './tables.ts';

const HELP = `npm run bench:abuse [-- OPTIONS]

What hostile requests cost: how the CPU time of each shape grows with its size (growth), what the worst of them at 2 MiB
costs beside an honest message of that size (worst), and what a crowd of bad requests does to the good ones (crowd). It
takes some minutes; nothing leaves this machine.

  --json      prints {"growth": [...], "worst": [...], "crowd": {...}} and nothing else
  --quick     fewer and shorter rounds
  --only KIND messages or crowd
`;

const KB = 1024;
const PLANS = {
  whole: {
    messages: { rounds: 5, ms: 25, sizes: [32 * KB, 128 * KB, 512 * KB, LIMIT] },
    most: 10,
    crowd: { rounds: 5, good: 500, everyMs: 20, bad: 10_000 },
  },
  quick: {
    messages: { rounds: 1, ms: 10, sizes: [128 * KB, LIMIT] },
    most: 4,
    crowd: { rounds: 1, good: 150, everyMs: 20, bad: 1_000 },
  },
};

async function run(options: { json?: boolean; quick?: boolean; only?: string }): Promise<void> {
  const plan = options.quick ? PLANS.quick : PLANS.whole;
  const say = (text: string): void => {
    if (!options.json) console.log(text);
  };
  build();
  const folder = join(ROOT, 'var');
  mkdirSync(folder, { recursive: true });
  const dir = mkdtempSync(join(folder, 'abuse-'));
  try {
    makeMaterial(dir, options.only === 'messages' ? 0 : messagesOf(plan.crowd));
    say(`${machine()}.\n`);
    const found: { growth?: GrowthRow[]; worst?: WorstRow[]; crowd?: Crowd } = {};
    if (options.only !== 'crowd') {
      found.growth = await growthRows(dir, plan.messages);
      say(`${growthTable(found.growth)}\n`);
      found.worst = await worstRows(dir, found.growth, plan.most);
      say(`${worstTable(found.worst)}\n`);
    }
    if (options.only !== 'messages') {
      found.crowd = await crowd(dir, plan.crowd);
      say(crowdTable(found.crowd));
    }
    if (options.json) console.log(JSON.stringify(found));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    only: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) console.log(HELP);
else await run(values);
