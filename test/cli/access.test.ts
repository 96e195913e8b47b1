import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cli } from './harness.ts';

const dir = mkdtempSync(join(tmpdir(), 'padro-access-'));
after(() => rmSync(dir, { recursive: true }));
const config = join(dir, 'padro-gateway.yaml');
writeFileSync(config, `store:\n  path: ${join(dir, 'padro.sqlite')}\n`);
const run = (...argv: string[]) => cli([...argv, '--config', config]);

test('account add, list and lock', async () => {
  const added = await run('account', 'add', 'anna', '--role', 'OT');
  assert.deepEqual([added.status, added.err], [0, '']);
  assert.match(added.out, /^clau_[\w-]{43}\n$/);
  assert.equal((await run('account', 'add', 'anna', '--role', 'OT')).status, 1);
  assert.equal((await run('account', 'add', 'pau', '--role', 'root')).status, 2);
  assert.equal((await run('account', 'add', '../pau', '--role', 'OT')).status, 2);
  const short = join(dir, 'short');
  writeFileSync(short, 'curta\n');
  const curta = await run('account', 'add', 'pau', '--role', 'OT', '--password-file', short);
  assert.deepEqual([curta.status, /12 characters/.test(curta.err)], [2, true]);
  const nope = await run('account', 'add', 'pau', '--role', 'OT', '--password-file', '/nope');
  assert.match(nope.err, /cannot read \/nope: no such file/);
  assert.equal((await run('account', 'lock', 'anna')).status, 0);
  assert.equal((await run('account', 'list')).out, 'anna  OT  locked\n');
  assert.equal((await run('account', 'lock', 'ningu')).status, 1);
});

test('token add, list and revoke', async () => {
  const added = await run('token', 'add', 'prova', '--scope', 'read:*', '--days', '1');
  assert.match(added.out, /^padro_[\w-]{43}\n$/);
  assert.match((await run('token', 'list')).out, /^prova {2}read:\* {2}until 20/);
  for (const scope of ['*', 'nope', 'read:nope', 'write:integration', 'act:ens']) {
    const wrong = await run('token', 'add', 'mal', '--scope', scope);
    assert.deepEqual([wrong.status, /opens nothing: it must be one of read:\*, /.test(wrong.err)], [2, true], scope);
  }
  const none = await run('token', 'add', 'mal');
  assert.deepEqual([none.status, /--scope is missing/.test(none.err)], [2, true]);
  assert.equal((await run('token', 'revoke', 'prova')).status, 0);
  assert.equal((await run('token', 'revoke', 'prova')).status, 1);
  assert.equal((await run('token', 'list')).out, '');
});
