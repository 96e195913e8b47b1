import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { filesBelow, ROOT, read } from './sources.ts';

/** Number of threats that SECURITY.md numbers, A01 and on. */
const THREATS = 154;
const COLUMNS = ['Boundary', 'Threat', 'Control', 'Shipped default', 'Test'];

const rows = read('SECURITY.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  )
  .filter(([first]) => !first!.startsWith('---'));
const threats = rows.filter((cells) => cells.length === COLUMNS.length && cells[0] !== 'Boundary');

/** `A01–A03, A07` as numbers. */
const idsIn = (cell: string): number[] =>
  [...cell.matchAll(/\bA(\d{2,3})(?:–A(\d{2,3}))?\b/g)].flatMap(([, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i),
  );

describe('SECURITY.md', () => {
  it('has the table of threats', () => {
    assert.deepEqual(
      rows.find(({ length }) => length === COLUMNS.length),
      COLUMNS,
    );
    assert.ok(threats.length > 0);
  });

  for (const cells of threats) {
    const [boundary, threat, , , tests] = cells as [string, string, string, string, string];
    it(`${boundary}: ${threat}: says what is done, what is shipped, and where it is tested`, () => {
      assert.ok(cells.every((cell) => cell !== ''));
      const paths = [...tests.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);
      assert.ok(paths.length > 0 || tests === 'planned', 'names a test, or says "planned"');
      assert.deepEqual(
        paths.filter((path) => !existsSync(join(ROOT, path))),
        [],
        'the test is not there',
      );
    });
  }

  it('has a test for every threat that is not planned', () => {
    const rowsWithTest = threats.filter((cells) => cells[4] !== 'planned');
    const tested = new Set(filesBelow('test/threats').flatMap((path) => idsIn(read(path))));
    const untested = rowsWithTest.flatMap(([, threat]) => idsIn(threat!)).filter((id) => !tested.has(id));
    assert.deepEqual(
      untested.map((id) => `A${String(id).padStart(2, '0')}`),
      [],
      'no file of test/threats names them',
    );
  });

  it('has a row for every threat', () => {
    const covered = new Set(threats.flatMap(([, threat]) => idsIn(threat!)));
    const all = Array.from({ length: THREATS }, (_, i) => i + 1);
    assert.deepEqual(
      all.filter((id) => !covered.has(id)),
      [],
    );
    assert.deepEqual(
      [...covered].filter((id) => id > THREATS || id < 1),
      [],
    );
  });
});
