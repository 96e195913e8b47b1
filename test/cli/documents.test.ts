import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { cli } from './harness.ts';

function run(gateway: OpenGateway, ...argv: string[]) {
  const config = `${gateway.store}.yaml`;
  writeFileSync(config, `store:\n  path: ${gateway.store}\ndocuments:\n  issuer: Servei de prova\n`);
  return cli([...argv, '--config', config]);
}

describe('firewall', () => {
  it("writes the sheet of an endpoint of the registry, with the endpoint's own port", async (t) => {
    const gateway = await openGateway(t);
    const { port } = new URL(gateway.stage.simulators['17023'].urls.http ?? '');
    const { status, out } = await run(
      gateway,
      'firewall',
      'simulador-17023',
      '--format',
      'csv',
      '--other-port',
      '8443',
    );
    assert.equal(status, 0);
    assert.ok(out.includes(`\r\nin,213.27.191.126,tcp,${port},produccio,produccio\r\n`), out);
    assert.ok(out.includes('\r\nin,213.27.191.126,tcp,8443,produccio,produccio\r\n'));
    for (const format of ['netsh', 'iptables', 'nft']) {
      assert.ok((await run(gateway, 'firewall', 'simulador-17023', '--format', format)).out.includes('185.86.34.132'));
    }
    assert.match((await run(gateway, 'firewall', 'simulador-17023')).out, /^<!doctype html>.*Servei de prova/s);
  });

  it('writes a PDF to a file only, and names the endpoints that there are', async (t) => {
    const gateway = await openGateway(t);
    const file = `${gateway.store}.pdf`;
    assert.equal((await run(gateway, 'firewall', 'simulador-17023', '--format', 'pdf', '--out', file)).status, 0);
    assert.equal(readFileSync(file, 'latin1').slice(0, 8), '%PDF-1.7');
    const without = await run(gateway, 'firewall', 'simulador-17023', '--format', 'pdf');
    assert.deepEqual([without.status, /--out FILE/.test(without.err)], [2, true]);
    const unknown = await run(gateway, 'firewall', 'cap');
    assert.equal(unknown.status, 1);
    assert.match(unknown.err, /no endpoint cap; there are simulador-08001, simulador-17023/);
  });
});

describe('guide', () => {
  it("writes the guide with the server's own values", async (t) => {
    const gateway = await openGateway(t);
    const { port } = new URL(gateway.stage.simulators['17023'].urls.http ?? '');
    const { status, out } = await run(gateway, 'guide', 'simulador-17023', '--language', 'en');
    assert.equal(status, 0);
    assert.ok(out.includes(`port=&quot;${port}&quot;`), out);
    assert.match(out, /<html lang="en">.*Blanes.*padro-simulador-17023/s);
    assert.doesNotMatch(out, /8443|HTTPS port|SSLEnabled/, 'the record has no other port');
    const both = await run(gateway, 'guide', 'simulador-17023', '--other-port', '8443');
    assert.match(both.out, /port=&quot;8443&quot;.*SSLEnabled/s);
    const nowhere = await run(gateway, 'guide', 'simulador-17023', '--out', '/nope/guia.html');
    assert.deepEqual([nowhere.status, nowhere.err.includes('cannot write /nope/guia.html: no such file')], [1, true]);
  });
});
