import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base64 } from '../../src/parse/contract/simple.ts';

test('xs:base64Binary: whole quanta, blanks anywhere, no unused bits', () => {
  for (const legal of ['', 'AAAA', 'AA==', 'AAA=', ' A\tA\nA\r= ', 'TUlJQg==', 'AAAA+/09', '  ']) {
    assert.equal(base64.parse(legal), legal, JSON.stringify(legal));
  }
  for (const wrong of [
    'A',
    'AA',
    'AAA',
    'A===',
    '====',
    'AB==',
    'AAB=',
    'AA=A',
    'AA==AAAA',
    'AAA-',
    'AAA_',
    'ÀAAA',
    'AAA€',
    'AAAA=',
  ]) {
    assert.equal(base64.parse(wrong), undefined, wrong);
  }
});
