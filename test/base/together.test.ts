import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Together } from '../../src/base/together.ts';

it('what became ready in one turn of the event loop goes on at its end, in order', async () => {
  const together = new Together();
  const seen: number[] = [];
  for (const n of [1, 2, 3]) together.add(() => seen.push(n));
  assert.deepEqual(seen, [], 'not at once');
  await turn();
  assert.deepEqual(seen, [1, 2, 3]);
});

it('what is added meanwhile goes on in the next turn', async () => {
  const together = new Together();
  const seen: string[] = [];
  together.add(() => {
    seen.push('first');
    together.add(() => seen.push('second'));
  });
  await turn();
  assert.deepEqual(seen, ['first']);
  await turn();
  assert.deepEqual(seen, ['first', 'second']);
});
