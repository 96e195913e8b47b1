import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { advance, type MigrationEvent } from '../../src/check/index.ts';
import { Window } from '../../src/check/migration/window.ts';
import { type Migration, type MigrationState, put } from '../../src/registry/index.ts';
import { bucketOf } from '../../src/registry/moves.ts';

const START = put('migration', { id: 'm', from: 'vell', to: 'nou' }).doc as Migration;
const comparison = (results: number) => ({ at: '2026-11-24T12:00:00.000Z', queries: 9, differences: results, results });
const checked = { kind: 'checked', accepted: true, report: 'a'.repeat(64) } as const;

const EVENTS: readonly MigrationEvent[] = [
  checked,
  { ...checked, accepted: false },
  { kind: 'compared', comparison: comparison(0) },
  { kind: 'compared', comparison: comparison(2) },
  { kind: 'share', share: 10 },
  { kind: 'share', share: 60 },
  { kind: 'share', share: 100 },
  { kind: 'all' },
  { kind: 'returned', reason: 'prova' },
  { kind: 'retired' },
  { kind: 'again' },
];

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

describe('a migration', () => {
  it('goes from preparing to retired, each step once', () => {
    const steps: readonly (readonly [MigrationEvent, MigrationState, number])[] = [
      [checked, 'checked', 0],
      [{ kind: 'compared', comparison: comparison(0) }, 'shadowing', 0],
      [{ kind: 'share', share: 10 }, 'share', 10],
      [{ kind: 'share', share: 50 }, 'share', 50],
      [{ kind: 'all' }, 'all', 100],
      [{ kind: 'retired' }, 'retired', 100],
    ];
    let migration = START;
    for (const [event, state, share] of steps) {
      migration = advance(migration, event);
      assert.deepEqual([migration.state, migration.share], [state, share]);
    }
    for (const event of EVENTS) assert.throws(() => advance(migration, event), refused('migration.step'));
  });

  it('needs an accepted check, no other results, and a share from 1 to 99', () => {
    assert.throws(() => advance(START, { ...checked, accepted: false }), refused('migration.not-accepted'));
    const ready = advance(START, checked);
    const differs = advance(ready, { kind: 'compared', comparison: comparison(1) });
    assert.throws(() => advance(differs, { kind: 'share', share: 10 }), refused('migration.differs'));
    const shadowing = advance(differs, { kind: 'compared', comparison: comparison(0) });
    for (const share of [0, 100, 1.5, -1, Number.NaN]) {
      assert.throws(() => advance(shadowing, { kind: 'share', share }), refused('migration.share'));
    }
  });

  it('may begin again after a return, with a new check', () => {
    const shared = [checked, { kind: 'compared', comparison: comparison(0) }, { kind: 'share', share: 10 }] as const;
    const returned = advance(shared.reduce(advance, START), { kind: 'returned', reason: 'errors' });
    assert.deepEqual([returned.state, returned.share, returned.reason], ['returned', 0, 'errors']);
    assert.deepEqual(advance(returned, { kind: 'again' }), START);
  });

  it('sends traffic to the new endpoint only in the states share and all, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
        let migration = START;
        for (const event of events) {
          try {
            migration = advance(migration, event);
          } catch (error) {
            assert.ok(error instanceof Refusal);
          }
          const { state, share, report, comparison: compared } = migration;
          const expected =
            state === 'share' ? share >= 1 && share <= 99 : share === (/all|retired/.test(state) ? 100 : 0);
          assert.ok(expected, `${state} ${share}`);
          if (share > 0) assert.ok(report && compared?.results === 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the window', () => {
  it('tells when the failures among the last answers reach the threshold', () => {
    const window = new Window(10, 30);
    assert.deepEqual(
      [true, false, true, false, true].map((ok) => window.add(ok)),
      [false, false, false, false, false],
    );
    assert.equal(window.add(false), true);
  });

  it('forgets what is older than its size', () => {
    const window = new Window(10, 20);
    assert.equal(window.add(false), false);
    for (let i = 0; i < 10; i++) assert.equal(window.add(true), false);
    assert.equal(window.add(false), false);
    assert.equal(window.add(false), true);
  });
});

it('IdPeticions fall evenly into a hundred buckets, always into the same', () => {
  const counts = new Array<number>(100).fill(0);
  for (let i = 0; i < 100_000; i++) counts[bucketOf(`PROVA-${i}`)]!++;
  assert.ok(Math.min(...counts) > 800 && Math.max(...counts) < 1200, `${Math.min(...counts)}–${Math.max(...counts)}`);
  assert.equal(bucketOf('PROVA-1'), bucketOf('PROVA-1'));
});
