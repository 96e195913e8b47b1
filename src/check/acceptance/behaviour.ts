import { type Finding, found, good, type Latency } from '../finding.ts';
import { nobody, testPeople } from '../target.ts';
import { ask } from './answers.ts';
import { NoAnswer } from './connection.ts';
import type { Context, Step } from './context.ts';
import { payloadOf, type Query } from './queries.ts';

/** The cheapest query there is, about somebody who may be asked for. */
export function plainQuery({ target }: Context): Query | undefined {
  const [municipi] = target.municipis;
  const { modalitats } = target;
  const modalitat = modalitats.includes('RESIDENT_MUNICIPI') ? 'RESIDENT_MUNICIPI' : modalitats[0];
  if (municipi === undefined || modalitat === undefined) return undefined;
  return { modalitat, person: testPeople(target)[0] ?? nobody(municipi) };
}

/** A message that was changed after it was signed must not be answered. */
export const badSignature: Step = {
  name: 'signature',
  async run(context) {
    const query = plainQuery(context);
    if (!query) return [];
    const { document } = query.person;
    const signed = await context.ports.sign(payloadOf(query, context.target, context.ports.clock.now()));
    const changed = signed.toString('utf8').replace(`>${document}<`, `>${nobody('').document}<`);
    const tampered = changed === signed.toString('utf8') ? changed.replace('COMPROVACIO-', 'COMPROVACIO-0') : changed;
    try {
      const { status, bytes } = await context.connection.post(Buffer.from(tampered));
      const answered = status === 200 && /:?CodigoEstado>\s*0003\s*</.test(bytes.toString('utf8'));
      return [answered ? found('signature.accepted', 'HTTP 200, 0003') : good('signature', `HTTP ${status}`)];
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return [good('signature', error.code)];
    }
  },
};

/** Times in milliseconds, rounded to tenths. @param times at least one */
export function latencyOf(times: readonly number[]): Latency {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.ceil(share * sorted.length) - 1]! * 10) / 10;
  return { n: sorted.length, min: at(1 / sorted.length), median: at(0.5), p95: at(0.95), max: at(1) };
}

const SLOW_MS = 3000;
const told = ({ n, min, median, p95, max }: Latency): string =>
  `n ${n}, min ${min} ms, median ${median} ms, p95 ${p95} ms, max ${max} ms`;

/** `n` queries one after the other. */
export const latency: Step = {
  name: 'latency',
  async run(context) {
    const query = plainQuery(context);
    if (!query) return [];
    const times: number[] = [];
    let failures = 0;
    for (let i = 0; i < context.options.n; i++) {
      const { ms, defects } = await ask(context, query);
      if (ms === undefined || defects.length > 0) failures++;
      else times.push(ms);
    }
    if (failures > 0) return [found('latency.failed', `${failures}/${context.options.n}`)];
    context.latency = latencyOf(times);
    return [
      context.latency.p95 > SLOW_MS
        ? found('latency.slow', told(context.latency))
        : good('latency', told(context.latency)),
    ];
  },
};

/** Some queries at once, each place of the parallel ones several times. */
export const load: Step = {
  name: 'load',
  async run(context) {
    const query = plainQuery(context);
    if (!query) return [];
    const { parallel, each } = context.options.load;
    const times: number[] = [];
    let failures = 0;
    const one = async (): Promise<void> => {
      for (let i = 0; i < each; i++) {
        const { ms, defects } = await ask(context, query);
        if (ms === undefined || defects.length > 0) failures++;
        else times.push(ms);
      }
    };
    await Promise.all(Array.from({ length: parallel }, one));
    const subject = `${parallel}×${each}`;
    if (failures > 0) return [found('load.failed', `${failures}/${parallel * each}`, subject)];
    return [judged(latencyOf(times), context, subject)];
  },
};

/** Slow under load: beyond what anybody waits, and as if the queries stood in a line. */
function judged(under: Latency, { latency: alone, options }: Context, subject: string): Finding {
  const inLine = alone !== undefined && under.median > alone.median * options.load.parallel * 0.9;
  const slow = under.p95 > SLOW_MS && (inLine || (alone?.p95 ?? 0) <= SLOW_MS);
  return slow ? found('load.slow', told(under), subject) : good('load', told(under), subject);
}
