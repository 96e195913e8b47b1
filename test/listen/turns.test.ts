import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from '../../src/listen/turns.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = (): void => assert.fail('sent away');

test('while nobody waits, a stranger goes on at once; of a crowd, one a turn', async () => {
  const turns = new Turns(60_000);
  const gone: number[] = [];
  const enter = (n: number): void => turns.enter('a', () => gone.push(n), never);
  enter(0);
  assert.deepEqual(gone, [0]);
  for (const n of [1, 2, 3]) enter(n);
  assert.deepEqual(gone, [0]);
  for (let i = 1; i <= 3; i++) {
    await turn();
    assert.equal(gone.length, i + 1);
  }
  assert.deepEqual(gone, [0, 3, 2, 1], 'the newest first');
  await turn();
  await turn();
  enter(4);
  assert.equal(gone.at(-1), 4, 'at once again');
});

test('one that comes later is not behind a crowd, nor is another address', async () => {
  const turns = new Turns(60_000);
  const gone: string[] = [];
  const enter = (address: string, who: string): void => turns.enter(address, () => gone.push(who), never);
  for (let i = 0; i < 400; i++) enter('crowd', `crowd ${i}`);
  await turn();
  enter('crowd', 'later');
  enter('elsewhere', 'one');
  enter('elsewhere', 'two');
  for (let i = 0; i < 4; i++) await turn();
  const rank = (who: string): number => gone.indexOf(who);
  assert.ok(rank('later') > 0 && rank('later') <= 3, gone.join());
  assert.ok(rank('one') > 0 && rank('two') > 0 && rank('one') + rank('two') <= 9, gone.join());
});

test('who waits too long is sent away, and nobody is forgotten', async () => {
  const turns = new Turns(0);
  let [gone, expired] = [0, 0];
  const all = 1_000;
  for (let i = 0; i < all; i++) {
    turns.enter(
      `address ${i % 7}`,
      () => gone++,
      () => expired++,
    );
  }
  for (let i = 0; i < all && gone + expired < all; i++) await turn();
  assert.equal(gone + expired, all);
  assert.ok(expired > 0);
});

test('nobody goes on while there is no room, and the next does when there is again', async () => {
  let full = false;
  const turns = new Turns(60_000, { isFull: () => full });
  const gone: number[] = [];
  const enter = (n: number): void => turns.enter('a', () => gone.push(n), never);
  enter(0);
  full = true;
  for (const n of [1, 2]) enter(n);
  for (let i = 0; i < 5; i++) await turn();
  assert.deepEqual(gone, [0]);
  assert.ok(turns.crowded);
  full = false;
  turns.roomAgain();
  for (let i = 0; i < 3; i++) await turn();
  assert.deepEqual(gone, [0, 2, 1]);
  assert.ok(!turns.crowded);
});

test('of one address a crowd waits that is not without bounds: the oldest are sent away at once', () => {
  const turns = new Turns(60_000, { isFull: () => true });
  const expired: number[] = [];
  for (let i = 0; i < 503; i++) turns.enter('a', never, () => expired.push(i));
  turns.enter('b', never, never);
  assert.deepEqual(expired, [0, 1, 2]);
});

test('while somebody known is being answered, a stranger goes on now and then, not each turn', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let busy = true;
  const turns = new Turns(60_000, { isBusy: () => busy });
  const gone: number[] = [];
  for (const n of [0, 1, 2, 3]) turns.enter('a', () => gone.push(n), never);
  assert.deepEqual(gone, [0], 'who comes while nobody waits goes on at once');
  for (let i = 0; i < 5; i++) await turn();
  assert.deepEqual(gone, [0]);
  t.mock.timers.tick(10);
  assert.deepEqual(gone, [0, 3], 'one, in its pause');
  busy = false;
  t.mock.timers.tick(10);
  for (let i = 0; i < 2; i++) await turn();
  assert.deepEqual(gone, [0, 3, 2, 1]);
});
