import { readFileSync } from 'node:fs';
import { asRefusal } from '../../src/base/errors/refusal.ts';
import type { Verified } from '../../src/base/request.ts';
import { answering } from '../child.ts';
import { type Frontal, openStations } from '../verify/stations.ts';

/** A message in a file, and for how long at least it is judged again and again. */
export interface Question {
  readonly file: string;
  readonly frontal: Frontal | undefined;
  readonly ms: number;
}

export interface Cost {
  /** Microseconds of CPU, of this whole process, for one message. */
  readonly us: number;
  /** `accepted`, or the code of the refusal. */
  readonly verdict: string;
  /** The most memory that this process has had so far, megabytes. */
  readonly peakMb: number;
}

const [dir] = process.argv.slice(2) as [string];
const stations = await openStations(dir);

async function judge(bytes: Buffer, frontal: Frontal | undefined): Promise<string> {
  try {
    const verified: Verified = await stations(bytes, frontal);
    return verified.signer.anchor === 'bench' ? 'accepted' : 'another anchor';
  } catch (error) {
    return asShipped(error);
  }
}

/** The refusals of the shipped code are of another class than those of the source. */
const asShipped = (error: unknown): string => (error as { code?: string }).code ?? asRefusal(error).code;

async function measure({ file, frontal, ms }: Question): Promise<Cost> {
  const bytes = readFileSync(file);
  const start = process.cpuUsage();
  const until = performance.now() + ms;
  let times = 0;
  let verdict = '';
  do {
    verdict = await judge(bytes, frontal);
    times++;
  } while (performance.now() < until);
  const { user, system } = process.cpuUsage(start);
  return { us: (user + system) / times, verdict, peakMb: process.resourceUsage().maxRSS / 1024 };
}

answering(null, measure);
