import { answering } from '../child.ts';

/** Each contender's module exports this: what verifies the message below `dir` once, and says whether it holds. */
export type Prepare = (dir: string) => Promise<Verify>;
type Verify = () => boolean | Promise<boolean>;

const BATCH = 20;

/** Verifies for so many milliseconds. @returns CPU microseconds of one verification, all threads of the process */
async function measure(verify: Verify, ms: number): Promise<number> {
  const start = process.cpuUsage();
  const end = performance.now() + ms;
  let count = 0;
  do {
    for (let i = 0; i < BATCH; i++) {
      const held = verify();
      if (!(held instanceof Promise ? await held : held)) throw new Error('the message was not verified');
    }
    count += BATCH;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

const [name, dir] = process.argv.slice(2) as [string, string];
const { prepare } = (await import(`./${name}.ts`)) as { prepare: Prepare };
const verify = await prepare(dir);
answering(name, (ms: number) => measure(verify, ms));
