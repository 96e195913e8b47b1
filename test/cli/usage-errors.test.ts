import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cli } from './harness.ts';

test('what is no address is an error of usage', async () => {
  for (const address of ['nope', '010.0.0.1', '1.2.3.4/8', '']) {
    const { status, err } = await cli(['ip', 'explain', address]);
    assert.equal(status, 2, address);
    assert.match(err, /is not an IPv4 or IPv6 address/);
  }
});

test('verify says in one clear line what it cannot read', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'usage-'));
  t.after(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, 'a.xml'), '<a/>');
  const missing = await cli(['verify', join(dir, 'no.xml'), '--trust', dir]);
  assert.doesNotMatch(missing.out + missing.err, /null|undefined/);
  const trust = await cli(['verify', join(dir, 'a.xml'), '--trust', join(dir, 'no')]);
  assert.equal(trust.status, 2);
  assert.match(trust.err, /--trust .*: there is no such directory/);
  assert.doesNotMatch(trust.err, /ENOENT|scandir/);
});

test('seal next wants a time, and registry import says what it cannot read', async () => {
  const seal = await cli(['seal', 'next', '--key', 'k', '--cert', 'c', '--from', 'nope']);
  assert.equal(seal.status, 2);
  assert.match(seal.err, /--from must be a time with its zone, for example --from 2027-/);
  const nowhere = await cli(['registry', 'import', '/nope']);
  assert.match(nowhere.err, /cannot read \/nope: no such file/);
  assert.doesNotMatch(nowhere.err, /ENOENT/);
});
