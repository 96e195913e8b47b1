import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

test('the binding of SQLite asks for no running environment when a statement is collected, as Node 24 would end the process', () => {
  const { resolve } = createRequire(import.meta.url);
  const binding = join(resolve('better-sqlite3/package.json'), '../build/Release/better_sqlite3.node');
  assert.ok(!readFileSync(binding).includes('RemoveEnvironmentCleanupHook'), 'node scripts/sqlite-binding.mjs');
});
