import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Row, ratios } from '../../bench/report.ts';
import { summarise } from '../../bench/statistics.ts';

const row = (name: string, rounds: readonly number[]): Row => summarise(name, 'us/message', rounds);

test('a ratio is that of each round, whose machine was of one speed', () => {
  const rows = [row('verify/xml-crypto', [900, 1800, 1900, 950]), row('verify/padro-gateway', [10, 20, 20, 10])];
  assert.deepEqual(ratios(rows), [
    'xml-crypto / padro-gateway: 92.50, half of the rounds 90.00 to 95.00 (aim: at least 80)',
  ]);
});

test('what was not measured is not compared', () => {
  assert.deepEqual(ratios([row('verify/floor', [1])]), []);
});
