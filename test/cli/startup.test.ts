import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

/** Modules that are loaded before any command runs, by what they import statically. */
function closure(entry: URL, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(entry.href)) return seen;
  const source = readFileSync(entry, 'utf8');
  const imports = [...source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([^']+)';/gm)].map(
    (match) => match[1]!,
  );
  seen.set(entry.href, imports);
  for (const specifier of imports) if (specifier.startsWith('.')) closure(new URL(specifier, entry), seen);
  return seen;
}

it('help and version load no package', () => {
  const modules = closure(new URL('../../src/main.ts', import.meta.url));
  assert.ok(modules.size > 5);
  const packages = [...modules.values()].flat().filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
  assert.deepEqual(packages, []);
});
