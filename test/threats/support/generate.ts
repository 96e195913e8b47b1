/**
 * Makes the corpus anew: keys, trust anchors, every message, and what is expected of each.
 *
 *   node --import tsx test/threats/support/generate.ts
 *
 * Keys are thrown away, so that every run writes other bytes: run it when a case was added or changed, and look at what
 * changed in `expected.json`. What is refused, and why, is decided by hand in the tables under `cases/`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { type Case, fileOf, type Policy } from './case.ts';
import { CASES } from './cases/index.ts';
import { CLOCK, CORPUS, EXPECTED, type Expected, TRUST } from './corpus.ts';
import { NOW } from './forge.ts';
import { authorities } from './trust.ts';

const policyOf = ({ sha1, signedTimestamp, frontal }: Policy): Policy => ({
  ...(sha1 && { sha1 }),
  ...(signedTimestamp && { signedTimestamp }),
  ...(frontal && { frontal }),
});

function checkNames(cases: readonly Case[]): void {
  const names = cases.map(fileOf);
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  if (twice.length > 0) throw new Error(`two cases of one name: ${twice.join(', ')}`);
}

checkNames(CASES);
rmSync(CORPUS, { recursive: true, force: true });
mkdirSync(TRUST, { recursive: true });
const { anchors, intermediates } = authorities();
for (const [name, { certPem }] of Object.entries({ ...anchors, ...intermediates })) {
  writeFileSync(new URL(`${name}.pem`, TRUST), certPem);
}
const expected: Record<string, Expected[string]> = {};
let bytes = 0;
for (const each of CASES) {
  const message = Buffer.from(each.make() as string);
  bytes += message.length;
  writeFileSync(new URL(fileOf(each), CORPUS), message);
  expected[fileOf(each)] = { code: each.expected, ...policyOf(each) };
}
writeFileSync(CLOCK, `${new Date(NOW).toISOString()}\n`);
writeFileSync(new URL('.gitattributes', CORPUS), '*.xml -text\n');
writeFileSync(EXPECTED, `${JSON.stringify(expected, null, 2)}\n`);
process.stdout.write(`${CASES.length} messages, ${bytes} bytes\n`);
