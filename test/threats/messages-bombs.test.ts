import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BOMBS } from './support/bombs.ts';
import { makeJudge, trustOf } from './support/judge.ts';
import { root } from './support/keys.ts';
import { signed } from './support/make.ts';

/** A41, A52, A75, A101–A107, A154: what costs memory or time. After each the next honest message is accepted. */
describe('messages too large for the corpus', () => {
  const judge = makeJudge(trustOf([root().certDer]));
  const honest = Buffer.from(signed()());

  for (const { id, what, expected, make } of BOMBS) {
    it(`${id} ${what}`, async () => {
      const { code } = await judge(Buffer.from(make() as string));
      assert.equal(code, expected);
      assert.equal((await judge(honest)).code, 'accepted');
    });
  }
});
