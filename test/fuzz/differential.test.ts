import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzzHonest, fuzzMutations } from './fuzz.ts';

const seed = Math.floor(Math.random() * 1_000_000_000);

test('whatever is accepted of 5,000 changed messages, libxml2 reads alike and xmlsec1 verifies', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const { accepted, refused } = await fuzzMutations({ runs: 5000, seed });
  t.diagnostic(`${accepted} accepted, ${refused} refused`);
  assert.ok(accepted > 100, 'some changes leave a message valid');
  assert.ok(refused > 1000, 'most do not');
});

test('no message is refused for how it was written before it was signed', async (t) => {
  t.diagnostic(`seed ${seed}`);
  await fuzzHonest({ runs: 500, seed });
});
