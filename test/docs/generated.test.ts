import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMMAND, PAGES } from '../../scripts/docs.ts';
import { CATALOGUE } from '../../src/base/errors/catalogue/index.ts';
import { OPTIONS } from '../../src/config/index.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const remedy = `make the pages anew: ${COMMAND}`;

/** What is on one side only. */
const difference = (a: readonly string[], b: readonly string[]): string[] => a.filter((name) => !b.includes(name));

function sameNames(path: string, documented: readonly string[], known: readonly string[]): void {
  assert.deepEqual(difference(known, documented), [], `${path} lacks these; ${remedy}`);
  assert.deepEqual(difference(documented, known), [], `${path} has these, the code does not; ${remedy}`);
  assert.equal(new Set(documented).size, documented.length, `${path} has one of them twice`);
}

test('docs/errors.md has every code of the catalogue, and no other', () => {
  const documented = [...read('docs/errors.md').matchAll(/^### `([^`]+)`$/gm)].map(([, name]) => name!);
  sameNames('docs/errors.md', documented, Object.keys(CATALOGUE));
});

test('docs/configuration.md has every option, and no other', () => {
  const documented = [...read('docs/configuration.md').matchAll(/^\| `([^`]+)` \| `PADRO_/gm)].map(([, name]) => name!);
  sameNames(
    'docs/configuration.md',
    documented,
    OPTIONS.map(({ path }) => path),
  );
});

for (const [path, make] of PAGES) {
  test(`${path} says what the code says`, () => {
    assert.equal(read(path), make(), `${path} is out of date; ${remedy}`);
  });
}
