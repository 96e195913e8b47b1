import { parseArgs } from 'node:util';
import { noXmlsec } from '../threats/support/independent.ts';
import { fuzzHonest, fuzzMutations } from './fuzz.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '200000' }, seed: { type: 'string' } },
});
const runs = Number(values.runs);
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  throw new Error('--runs and --seed are whole numbers');
}
console.log(`${runs} runs, seed ${seed}`);
if (noXmlsec) console.log(`${noXmlsec}: it signs and verifies none`);
const mutated = await fuzzMutations({ runs, seed });
console.log(`changed: ${mutated.accepted} accepted, ${mutated.refused} refused, ${mutated.xmlsec} verified by xmlsec1`);
for (const [code, count] of [...mutated.codes].sort(([, a], [, b]) => b - a)) console.log(`  ${code} ${count}`);
const honest = await fuzzHonest({ runs: Math.ceil(runs / 10), seed });
console.log(`honest: ${honest.accepted} accepted, ${honest.xmlsec} signed by xmlsec1 accepted`);
