import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Task, type TaskOutcome, Tasks } from '../../src/check/index.ts';
import { makeCheckStore } from '../../src/store/index.ts';
import { onEveryStore } from '../support/stores.ts';

const HOUR = 3_600_000;

onEveryStore('tasks', (kind) => {
  it('are seen by every node while they run, when they end, and for a time', async (t) => {
    const { db, open } = await kind.fresh(t);
    const clock = { time: 1_800_000_000_000, now: () => clock.time };
    const failed: [string, unknown][] = [];
    const told = ({ id }: Task, error: unknown) => failed.push([id, error]);
    const here = new Tasks(makeCheckStore(db), clock, told);
    const there = new Tasks(makeCheckStore(await open()), clock, told);
    const ends: ((outcome: TaskOutcome) => void)[] = [];
    const work = () => new Promise<TaskOutcome>((resolve) => ends.push(resolve));
    const begun = [];
    for (let i = 0; i < 4; i++) {
      begun.push(await here.begin('check', `e${i}`, 'prova', work));
      clock.time++;
    }
    await assert.rejects(here.begin('check', 'e', 'prova', work), { code: 'api.too-many' });
    const seen = (await there.get(begun[0]!.id))!;
    assert.deepEqual([seen, there.stateOf(seen)], [begun[0], 'running']);
    clock.time += HOUR + 4;
    assert.equal(there.stateOf(seen), 'lost');
    ends[0]!({ good: true, report: 'a'.repeat(64) });
    for (const end of ends.slice(1)) end({ good: false });
    await here.close();
    const done = (await there.get(begun[0]!.id))!;
    assert.deepEqual(
      [there.stateOf(done), done.ended, done.outcome],
      ['done', clock.time, { good: true, report: 'a'.repeat(64) }],
    );
    const refused = await here.begin('migration-check', 'm', 'prova', () => Promise.reject(new Error('no seal')));
    await here.close();
    const problem = (await there.get(refused.id))!;
    assert.deepEqual([there.stateOf(problem), problem.outcome], ['failed', { good: false, problem: 'internal' }]);
    assert.deepEqual(
      failed.map(([id, error]) => [id, (error as Error).message]),
      [[refused.id, 'no seal']],
    );
    const ids = (tasks: Task[]) => tasks.map(({ id }) => id);
    assert.deepEqual(ids(await there.list({ limit: 2 })), [refused.id, begun[3]!.id]);
    assert.deepEqual(ids(await there.list({ limit: 1, after: begun[3]!.id })), [begun[2]!.id]);
    assert.deepEqual(ids(await there.list({ limit: 9, about: 'e1' })), [begun[1]!.id]);
    clock.time += 91 * 24 * HOUR;
    const last = await here.begin('check', 'e', 'prova', async () => ({ good: true }));
    await here.close();
    assert.deepEqual(ids(await there.list({ limit: 9 })), [last.id]);
  });
});
