import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlainRuns } from '../../src/base/xml/plain.ts';

const STOP = (c: number): boolean => c < 0x20 || '"&\'<>'.includes(String.fromCharCode(c));

test('no byte that needs a closer look is skipped, at any alignment, and plain ones are', () => {
  const memory = new Uint8Array(64);
  for (let offset = 0; offset < 4; offset++) {
    for (let length = 0; length <= 13; length++) {
      for (let at = 0; at < length; at++) {
        for (let c = 0; c < 256; c++) {
          const bytes = memory.subarray(offset, offset + length).fill(0x61);
          bytes[at] = c;
          const runs = new PlainRuns(bytes);
          for (let from = 0; from <= at; from++) {
            const reached = runs.skip(from);
            assert.ok(reached >= from && reached <= length, `${offset} ${length} ${from}`);
            if (STOP(c)) assert.ok(reached <= at, `${c} at ${at} was skipped from ${from}`);
            else assert.ok(length - reached < 4, `stopped at ${reached} of ${length}`);
          }
        }
      }
    }
  }
});
