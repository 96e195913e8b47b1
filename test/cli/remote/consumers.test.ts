import assert from 'node:assert/strict';
import { test } from 'node:test';
import { put } from '../../../src/registry/index.ts';
import { openRemote } from './remote.ts';

test('consumers and certificates that end are listed by a gateway that runs, as of its store', async (t) => {
  const g = await openRemote(t);
  const token = await g.token('read:consumer', 'read:certificate');
  const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const one = { ens: '9821920002', fingerprint: 'ab'.repeat(32), label: 'segell vell', until };
  await g.stage.gateway.registry.change([put('certificate', one)], 'prova', 'prova');
  for (const argv of [[], ['--json'], ['--expiring'], ['--expiring', '--json']]) {
    const ran = await g.on(token, 'consumers', ...argv);
    assert.deepEqual(ran, await g.beside('consumers', ...argv), argv.join(' '));
    assert.equal(ran.status, 0);
    assert.match(ran.out, /9821920002/);
  }
  const uses = await g.on(token, 'consumers', '--sha1');
  assert.deepEqual([uses.status, uses.out], [2, '']);
  assert.match(uses.err, /which the API does not show: leave --url out/);
  const half = await g.on(await g.token('read:consumer'), 'consumers');
  assert.deepEqual([half.status, half.out], [1, '']);
  assert.match(half.err, /read:certificate.*\(api\.forbidden\)/);
});

test('a list is read page after page', async (t) => {
  const g = await openRemote(t);
  const consumers = Array.from({ length: 1100 }, (_, i) =>
    put('consumer', { ens: String(1_000_000_000 + i), name: `Consumidor ${i}` }),
  );
  await g.stage.gateway.registry.change(consumers, 'prova', 'prova');
  const ran = await g.on(await g.token('read:*'), 'consumers');
  assert.equal(ran.out, (await g.beside('consumers')).out);
  assert.equal(ran.out.split('\n').length, 1103);
});
