import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { systemClock } from '../../src/base/clock.ts';
import { withRegistry } from '../../src/cli/registry/open.ts';
import { loadConfig } from '../../src/config/index.ts';
import { put } from '../../src/registry/index.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { cli } from './harness.ts';

/** Runs a command on the store of a gateway that runs. */
function beside(gateway: OpenGateway, ...argv: string[]) {
  const config = `${gateway.store}.yaml`;
  writeFileSync(config, `store:\n  path: ${gateway.store}\n`);
  return cli([...argv, '--config', config]);
}

const changed = ({ stage }: OpenGateway) =>
  new Promise<void>((resolve) => {
    const end = stage.gateway.registry.onChange(() => {
      end();
      resolve();
    });
  });

test('stop and start reach a gateway that runs', async (t) => {
  const gateway = await openGateway(t);
  const { ens } = gateway.stage.pki.consumer;
  for (const [command, code] of [
    ['stop', 'authorise.stopped'],
    ['start', undefined],
  ] as const) {
    const taken = changed(gateway);
    const ran = await beside(gateway, command, 'consumer', ens, '--why', 'prova');
    assert.equal(ran.status, 0, ran.err);
    await taken;
    assert.equal((await gateway.ask()).fault?.detail.code, code);
  }
});

for (const [argv, told] of [
  [['stop', 'consumidor', '9821920002', '--why', 'x'], /WHAT must be one of consumer, municipality/],
  [['stop', 'modalitat', 'NOPE', '--why', 'x'], /ID must be one of .*TITULAR/],
  [['stop', 'consumer', '0000000000', '--why', 'x'], /there is no consumer 0000000000/],
  [['start', 'modalitat', 'TITULAR', '--why', 'x'], /modalitat TITULAR is not stopped/],
  [['stop', 'modalitat', 'TITULAR'], /--why is missing/],
] as const) {
  test(`${argv.join(' ')}: ${told.source}`, async (t) => {
    const ran = await beside(await openGateway(t), ...argv);
    assert.notEqual(ran.status, 0);
    assert.match(ran.err, told);
  });
}

test('a store with endpoints on addresses that this process does not allow is read, and only a new host is judged', async (t) => {
  const gateway = await openGateway(t);
  for (const argv of [
    ['integration', 'list'],
    ['letter', 'list'],
    ['migration', 'list'],
  ]) {
    const { status, err } = await beside(gateway, ...argv);
    assert.deepEqual([status, err], [0, ''], argv.join(' '));
  }
  const config = loadConfig({ base: { store: { path: gateway.store } }, env: {} });
  const write = (url: string) =>
    withRegistry(config, systemClock, ({ registry }) =>
      registry.change([put('endpoint', { id: 'nou', environment: 'proves', url })], 'prova', 'prova'),
    );
  await assert.rejects(write('http://10.0.0.1/x'), /endpoint nou: its address is in a range that is not allowed/);
  await write('http://93.184.216.34/x');
});

test('check says that there is no such endpoint before it asks for keys', async (t) => {
  const ran = await beside(await openGateway(t), 'check', 'nope');
  assert.deepEqual([ran.status, ran.err.includes('no endpoint nope')], [1, true], ran.err);
});
