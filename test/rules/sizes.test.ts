import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read, sources } from './sources.ts';

/** Tables are as long as what they list. */
const TABLES = /^src\/(base\/errors\/catalogue\.ts|store\/migrations\/)/;

const sizes = sources()
  .filter((path) => !TABLES.test(path))
  .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }));

const atMost = (lines: number): number => sizes.filter((file) => file.lines <= lines).length / sizes.length;

test('most files of src have at most 100 lines', () => {
  assert.ok(atMost(100) >= 0.5, `only ${Math.round(100 * atMost(100))} % do`);
});

test('nine in ten have at most 250 lines', () => {
  assert.ok(atMost(250) >= 0.9, `only ${Math.round(100 * atMost(250))} % do`);
});

test('none has more than 400 lines', () => {
  assert.deepEqual(
    sizes.filter(({ lines }) => lines > 400),
    [],
  );
});
