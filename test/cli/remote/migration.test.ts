import assert from 'node:assert/strict';
import { test } from 'node:test';
import { put } from '../../../src/registry/index.ts';
import { municipality } from '../../check/support.ts';
import { cli } from '../harness.ts';
import { JSON_TYPE, openRemote, strange } from './remote.ts';

test('a migration is taken step by step by a gateway that runs, and its own check and comparison are told', async (t) => {
  const g = await openRemote(t);
  const { registry } = g.stage.gateway;
  const fresh = await municipality(t);
  await registry.change([put('endpoint', { id: 'nou', environment: 'proves', url: fresh.urls.http! })], 'prova', 'new');
  const token = await g.token('read:migration', 'read:check', 'write:migration');
  const run = (...argv: string[]) => g.on(token, 'migration', ...argv);
  const step = (...argv: string[]) => run(...argv, '--why', 'prova');

  assert.match((await run('list')).out, /No migrations/);
  assert.deepEqual(await step('open', 'm', 'simulador-17023', 'nou', '--window', '20'), {
    status: 0,
    out: 'm  simulador-17023 → nou  preparing  0 %\n',
    err: '',
  });
  assert.equal(registry.get('migration', 'm')?.doc.window, 20);
  assert.match((await step('open', 'm', 'simulador-17023', 'nou')).err, /There is m already\. .*\(api\.exists\)\n$/);
  fresh.fail('html-500');
  const refused = await step('check', 'm');
  assert.deepEqual([refused.status, refused.err], [1, '']);
  assert.match(refused.out, /Resultat: no acceptat/);
  fresh.fail('none');
  const checked = await step('check', 'm', '--json');
  assert.equal(checked.status, 0);
  assert.deepEqual(Object.keys(JSON.parse(checked.out)).slice(0, 3), ['version', 'endpoint', 'urls']);
  assert.match((await step('compare', 'm')).out, /queries, 0 differences, 0 other results/);
  assert.match(
    (await run('compare', 'm', '--json')).out,
    /^\{\n {2}"queries": \d+,\n {2}"results": 0,\n {2}"differences": \[\]\n\}\n$/,
  );
  assert.match((await step('share', 'm', '30')).out, /share {2}30 %/);
  assert.equal((await registry.history('migration', 'm')).at(-1)!.who, 'token:t1');
  assert.match((await step('retire', 'm')).err, /^padro-gateway migration: .*state share.* \(migration\.step\)\n$/);
  assert.match((await step('share', 'm', 'half')).err, /\(api\.invalid\)\n$/);
  assert.match((await step('return', 'm')).out, /returned {2}0 % {2}prova/);
  for (const argv of [['list'], ['list', '--json']]) {
    assert.deepEqual(await run(...argv), await g.beside('migration', ...argv));
  }
  assert.match((await step('again', 'm')).out, /preparing/);

  assert.match((await step('all', 'cap')).err, /cap.*\(migration\.unknown\)\n$/);
  assert.match((await step('check', 'cap')).err, /cap.*\(migration\.unknown\)\n$/);
  const reads = await g.token('read:migration');
  const forbidden = await g.on(reads, 'migration', 'return', 'm', '--why', 'prova');
  assert.deepEqual([forbidden.status, /write:migration/.test(forbidden.err)], [1, true], forbidden.err);
  assert.equal((await run('fly', 'm')).status, 2);
});

for (const [state, outcome, expected] of [
  ['failed', { good: false, problem: 'forward.unreachable' }, 'forward.unreachable'],
  ['lost', null, 'its process ended before it'],
] as const) {
  test(`a check that is ${state} is told with why`, async (t) => {
    const task = JSON.stringify({ id: '0'.repeat(32), state, outcome });
    const url = await strange(t, (_, response) => response.writeHead(202, JSON_TYPE).end(task));
    const { status, out, err } = await cli(['migration', 'check', 'm', '--url', url, '--token', 'x']);
    assert.deepEqual([status, out], [1, '']);
    assert.equal(err, `padro-gateway migration: the check could not be done: ${expected}\n`);
  });
}
