import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOWHERE, patternOf, Words } from '../../src/base/xml/words.ts';

const STOP = (c: number): boolean => c < 0x20 || '"&\'<>'.includes(String.fromCharCode(c));
const TAKEN_FOR_ONE = (c: number): boolean => c === 0x23 || c >= 0x80;

test('no byte that needs a closer look is skipped, at any alignment, and plain ones are', () => {
  const memory = new Uint8Array(64);
  for (let offset = 0; offset < 4; offset++) {
    for (let length = 0; length <= 13; length++) {
      for (let at = 0; at < length; at++) {
        for (let c = 0; c < 256; c++) {
          const bytes = memory.subarray(offset, offset + length).fill(0x61);
          bytes[at] = c;
          const words = new Words(bytes);
          for (let from = 0; from <= at; from++) {
            const reached = words.skip(from);
            assert.ok(reached >= from && reached <= length, `${offset} ${length} ${from}`);
            if (STOP(c)) assert.ok(reached <= at, `${c} at ${at} was skipped from ${from}`);
            else if (!TAKEN_FOR_ONE(c)) assert.ok(length - reached < 4, `stopped at ${reached} of ${length}`);
          }
        }
      }
    }
  }
});

test('a pattern stands where its bytes do and nowhere else, at any alignment', () => {
  const memory = new Uint8Array(64);
  for (let offset = 0; offset < 4; offset++) {
    for (let length = 1; length <= 9; length++) {
      const pattern = patternOf(Uint8Array.from({ length }, (_, i) => 0x61 + i));
      for (let from = 0; from + length <= 24; from++) {
        const bytes = memory.subarray(offset, offset + 24).fill(0xff);
        const words = new Words(bytes);
        for (let i = 0; i < length; i++) bytes[from + i] = 0x61 + i;
        const whole = from >= 4 && from + length <= 20;
        if (whole) assert.ok(words.holds(pattern, from), `${length} at ${from}, memory ${offset}`);
        assert.ok(!words.holds(pattern, from + 1) && !words.holds(pattern, from - 1));
        assert.ok(!words.holds(NOWHERE, from));
        for (let i = 0; i < length; i++) {
          bytes[from + i]! ^= 0x20;
          assert.ok(!words.holds(pattern, from), `byte ${i} of ${length} at ${from} was not seen`);
          bytes[from + i]! ^= 0x20;
        }
      }
    }
  }
});

test('nothing is looked at beyond the ends', () => {
  const bytes = new TextEncoder().encode('abcdefgh').subarray(1, 7);
  const words = new Words(bytes);
  for (const text of ['abc', 'bcd', 'fgh', 'gh', 'bcdefgh']) {
    const pattern = patternOf(new TextEncoder().encode(text));
    for (let from = 0; from <= bytes.length; from++)
      assert.ok(!words.holds(pattern, from) || 'bcdefg'.startsWith(text, from), `${text} at ${from}`);
  }
});

test('a message of fewer bytes than stand before the next whole word is read like any other', () => {
  for (let offset = 0; offset < 8; offset++) {
    for (let length = 0; offset + length <= 11; length++) {
      const bytes = new Uint8Array(new ArrayBuffer(11), offset, length).fill(0x61);
      assert.ok(length - new Words(bytes).skip(0) < 4);
    }
  }
});
