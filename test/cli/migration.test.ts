import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { put } from '../../src/registry/index.ts';
import { municipality } from '../check/support.ts';
import { openGateway } from '../support/gateway.ts';
import { cli } from './harness.ts';

test('migration and check on the store of a running gateway, which follows', async (t) => {
  const g = await openGateway(t);
  const { registry } = g.stage.gateway;
  const fresh = await municipality(t);
  await registry.change([put('endpoint', { id: 'nou', environment: 'proves', url: fresh.urls.http! })], 'prova', 'new');
  const file = join(dirname(g.store), 'gateway.yaml');
  const { seal } = g.stage.pki;
  writeFileSync(
    file,
    stringify({
      store: { path: g.store },
      seal: { keyFile: seal.key, certFile: seal.cert },
      forward: { allowPrivate: ['127.0.0.0/8'] },
    }),
  );
  const run = (...argv: string[]) => cli([...argv, '--config', file]);
  const step = (...argv: string[]) => run('migration', ...argv, '--why', 'prova');

  assert.match((await run('migration', 'list')).out, /No migrations/);
  assert.deepEqual(await step('open', 'm', 'simulador-17023', 'nou'), {
    status: 0,
    out: 'm  simulador-17023 → nou  preparing  0 %\n',
    err: '',
  });
  fresh.fail('html-500');
  const refused = await step('check', 'm');
  assert.deepEqual([refused.status, refused.err], [1, '']);
  assert.match(refused.out, /Resultat: no acceptat/);
  fresh.fail('none');
  assert.equal((await step('check', 'm')).status, 0);
  assert.match((await step('compare', 'm')).out, /0 differences, 0 other results/);
  assert.match((await step('share', 'm', '30')).out, /share {2}30 %/);
  await registry.refresh();
  assert.equal(registry.get('migration', 'm')?.doc.share, 30);
  assert.match((await registry.history('migration', 'm')).at(-1)!.who, /^cli:/);
  const { status, err } = await step('retire', 'm');
  assert.deepEqual(
    [status, err],
    [1, 'padro-gateway migration: The step retired is not possible in state share: it takes all. (migration.step)\n'],
  );
  assert.match((await step('return', 'm')).out, /returned {2}0 % {2}prova/);
  assert.equal(JSON.parse((await run('migration', 'list', '--json')).out)[0].state, 'returned');

  const checked = await run('check', 'nou', '--json', '--n', '2');
  assert.equal(checked.status, 0, checked.out + checked.err);
  assert.equal(JSON.parse(checked.out).endpoint, 'nou');
  await registry.refresh();
  assert.ok(registry.get('endpoint', 'nou')?.doc.verified);
  assert.match((await run('check', 'cap')).err, /The registry has no endpoint cap/);
});

test('a migration step that is written wrongly is one line and status 2', async () => {
  const WRONG: readonly (readonly [string[], RegExp])[] = [
    [['fly', 'm'], /fly is none of: list, open, check/],
    [['share', 'm', '--why', 'x'], /write: migration share ID PERCENT/],
    [['all', 'm'], /--why is missing/],
    [[], /STEP is missing/],
  ];
  for (const [argv, text] of WRONG) {
    const { status, err } = await cli(['migration', ...argv]);
    assert.deepEqual([status, err.split('\n').length], [2, 2], err);
    assert.match(err, text);
  }
});
