import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Rate, Turnstile } from '../../src/jobs/index.ts';
import { shareOut } from '../../src/jobs/turns.ts';

const held = (byEns: Record<string, number> = {}, byQueue: Record<string, number> = {}) => ({
  byEns: new Map(Object.entries(byEns)),
  byQueue: new Map(Object.entries(byQueue)),
});
const waiting = (ens: string, queue: string, count: number) => ({ ens, queue, count });

describe('whose turn it is', () => {
  it('the ens that holds fewest: one solicitud does not wait behind five hundred', () => {
    const shares = shareOut([waiting('A', 'x', 500), waiting('B', 'x', 1)], held({ A: 3 }), 4, 100);
    assert.deepEqual(shares, [waiting('B', 'x', 1), waiting('A', 'x', 3)]);
  });

  it('no server gets more at once than it may', () => {
    const shares = shareOut([waiting('A', 'x', 50), waiting('A', 'y', 50)], held({ A: 2 }, { x: 2 }), 100, 3);
    assert.deepEqual(shares, [waiting('A', 'x', 1), waiting('A', 'y', 3)]);
  });

  it('a server that has no place left keeps nobody from the others', () => {
    const shares = shareOut([waiting('A', 'x', 9), waiting('B', 'y', 9)], held({}, { x: 8 }), 100, 8);
    assert.deepEqual(shares, [waiting('B', 'y', 8)]);
  });

  it('no more than there are places, shared alike', () => {
    const many = ['A', 'B', 'C'].flatMap((ens) => ['x', 'y'].map((queue) => waiting(ens, queue, 100)));
    const shares = shareOut(many, held(), 30, 100);
    const of = (ens: string) => shares.filter((share) => share.ens === ens).reduce((sum, { count }) => sum + count, 0);
    assert.deepEqual(['A', 'B', 'C'].map(of), [10, 10, 10]);
  });
});

describe('TiempoEstimadoRespuesta', () => {
  const NOON = Date.parse('2026-11-24T12:00:00Z');

  it('is in whole hours, from the rate of the last minutes', () => {
    const rate = new Rate();
    for (let i = 0; i < 600; i++) rate.answered(NOON);
    assert.equal(rate.hours(500, 0, NOON), 1);
    assert.equal(rate.hours(10 * 3600 * 2.5, 0, NOON), 3);
  });

  it('is no less than what the last one waits for, and no more than its schema takes', () => {
    const rate = new Rate();
    assert.equal(rate.hours(1, NOON + 3.2 * 3_600_000, NOON), 4);
    assert.equal(rate.hours(1e12, 0, NOON), 9_999);
  });
});

describe('a turnstile', () => {
  it('lets so many in at once, and the next ones in their order', async () => {
    const turnstile = new Turnstile(2);
    const entered: string[] = [];
    const enter = async (name: string) => {
      const leave = await turnstile.enter();
      entered.push(name);
      return leave;
    };
    const [a, , c, d] = ['a', 'b', 'c', 'd'].map(enter);
    const leaveA = await a!;
    assert.deepEqual(entered, ['a', 'b']);
    leaveA();
    const leaveC = await c!;
    assert.deepEqual(entered, ['a', 'b', 'c']);
    leaveC();
    await d;
    assert.deepEqual(entered, ['a', 'b', 'c', 'd']);
  });
});
