import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { put } from '../../src/registry/index.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { cli } from './harness.ts';

function consumers(gateway: OpenGateway, ...more: string[]) {
  const config = `${gateway.store}.yaml`;
  writeFileSync(config, `store:\n  path: ${gateway.store}\n`);
  return cli(['consumers', '--config', config, ...more]);
}

describe('consumers', () => {
  it('lists those of the registry', async (t) => {
    const gateway = await openGateway(t);
    const { status, out } = await consumers(gateway);
    assert.equal(status, 0);
    assert.match(
      out,
      /^0801930008 {2}Consumidor de demostració 2; 1 certificate\(s\); by signature or channel or token; no SHA-1$/m,
    );
    assert.match(out, /^9821920002 .*; SHA-1 until \d{4}-\d\d-\d\d$/m);
    const listed = JSON.parse((await consumers(gateway, '--json')).out) as Record<string, unknown>[];
    assert.deepEqual(listed[0], {
      ens: '0801930008',
      name: 'Consumidor de demostració 2',
      certificates: 1,
      acceptNif: false,
      ways: ['signature', 'channel', 'token'],
      sha1Until: null,
      sha1: false,
    });
  });

  it('--sha1 counts the uses of each exception, and tells the last one', async (t) => {
    const gateway = await openGateway(t);
    assert.match((await consumers(gateway, '--sha1')).out, /^9821920002 .*; 0 use\(s\)\n$/);
    await gateway.ask();
    await gateway.ask({ sign: { algorithm: 'rsa-sha1' } });
    await gateway.ask({ sign: { algorithm: 'rsa-sha1' } });
    const last = gateway.journal().findLast(({ fields }) => fields.sha1 === true)!;
    const found = JSON.parse((await consumers(gateway, '--sha1', '--json')).out) as Record<string, unknown>[];
    assert.deepEqual(
      found.map(({ ens, sha1, sha1Uses, sha1Last }) => [ens, sha1, sha1Uses, sha1Last]),
      [['9821920002', true, 2, last.fields.at]],
    );
  });

  it('an exception that ended is still listed, and none at all is said', async (t) => {
    const gateway = await openGateway(t);
    const record = { ens: '9821920002', name: 'Consumidor' };
    const change = (more: object) =>
      gateway.stage.gateway.registry.change([put('consumer', { ...record, ...more })], 'prova', 'SHA-1');
    await change({ sha1Until: '2020-01-01' });
    assert.match(
      (await consumers(gateway, '--sha1')).out,
      /0 certificate\(s\); .*SHA-1 until 2020-01-01 \(ended\); 0 use/,
    );
    await change({});
    assert.equal((await consumers(gateway, '--sha1')).out, 'No SHA-1 exceptions.\n');
  });
});
