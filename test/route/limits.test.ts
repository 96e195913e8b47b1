import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '../../src/base/errors/refusal.ts';
import type { Routed } from '../../src/base/request.ts';
import { type LimitOptions, makeLimits } from '../../src/route/limits.ts';

const asked = (ens: string, municipi = '17023'): Routed =>
  ({ consumer: { ens }, destination: { kind: 'endpoint', municipi } }) as unknown as Routed;

const limits = (options: Partial<LimitOptions>) =>
  makeLimits({ consumerPerSecond: 0, municipalityPerSecond: 0, inFlight: 100, ...options });

const refused = (error: unknown): boolean => error instanceof Refusal && error.code === 'route.limit';

describe('limits', () => {
  it('refuse one consumer, and not another', async () => {
    const { take } = limits({ consumerPerSecond: 2 });
    await take(asked('1'));
    await take(asked('1', '08001'));
    await assert.rejects(take(asked('1')), refused);
    await take(asked('2'));
  });

  it('refuse one municipality, whoever asks', async () => {
    const { take } = limits({ municipalityPerSecond: 2 });
    await take(asked('1'));
    await take(asked('2'));
    await assert.rejects(take(asked('3')), refused);
    await take(asked('3', '08001'));
  });

  it('are none at 0', async () => {
    const { take } = limits({});
    for (let i = 0; i < 500; i++) (await take(asked('1')))();
  });

  it('keep a greedy consumer to its share, and places are given back', async () => {
    const { take } = limits({ inFlight: 10 });
    const back = await Promise.all(Array.from({ length: 6 }, () => take(asked('greedy'))));
    const other = await take(asked('other'));
    await assert.rejects(take(asked('greedy')), refused);
    await take(asked('other'));
    other();
    for (const give of back) give();
    await take(asked('greedy'));
  });
});
