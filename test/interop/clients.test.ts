import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ASINCRON, openGateway, RESPOSTA, SINCRON } from '../support/gateway.ts';

/** Programs that know nothing of us but a WSDL: they read it, make their types of it, and get a volant. */

const run = promisify(execFile);
const script = (name: string): string => fileURLToPath(new URL(`clients/${name}`, import.meta.url));
const fails = (command: string, ...args: string[]): boolean => spawnSync(command, args).status !== 0;

/** Debian's own: its packages are not in the reach of another Python. */
const PYTHON = '/usr/bin/python3';
const noZeep = (!existsSync(PYTHON) || fails(PYTHON, '-c', 'import zeep, xmlsec')) && 'python3-zeep is not installed';
const noPhp = fails('php', '-r', 'exit(class_exists("SoapClient") ? 0 : 1);') && 'php-soap is not installed';
const noJaxWs = fails('wsimport', '-version') && 'jaxws is not installed';

describe('clients that read the WSDL', () => {
  it('zeep signs and gets a volant', { skip: noZeep }, async (t) => {
    const { stage } = await openGateway(t);
    const { key, cert } = stage.pki.consumer;
    for (const hash of ['sha256', 'sha512', 'sha1']) {
      const wsdl = `${stage.gateway.origins.http}${SINCRON}?wsdl`;
      const { stdout } = await run(PYTHON, [script('with_zeep.py'), wsdl, key, cert, hash]);
      assert.equal(stdout, '0003 1\n', hash);
    }
  });

  it("PHP's SoapClient shows a client certificate and gets a volant", { skip: noPhp }, async (t) => {
    const { stage } = await openGateway(t);
    const { consumer, ca } = stage.pki;
    const dir = mkdtempSync(join(tmpdir(), 'php-'));
    t.after(() => rmSync(dir, { recursive: true }));
    const pair = join(dir, 'pair.pem');
    writeFileSync(pair, readFileSync(consumer.cert, 'utf8') + readFileSync(consumer.key, 'utf8'));
    const { http, https } = stage.gateway.origins;
    const { stdout } = await run('php', [
      script('with-soap-client.php'),
      `${http}${SINCRON}?wsdl`,
      `${https}${SINCRON}`,
      ca.cert,
      pair,
    ]);
    assert.equal(stdout, '0003 1\n');
  });

  it('JAX-WS compiles its classes from every WSDL', { skip: noJaxWs }, async (t) => {
    const { stage } = await openGateway(t);
    const { http, public: open } = stage.gateway.origins;
    const wsdls = [SINCRON, ASINCRON, RESPOSTA].map((path) => http + path);
    for (const wsdl of [...wsdls, `${open}/registre/services/Integracions`]) {
      const dir = mkdtempSync(join(tmpdir(), 'jaxws-'));
      t.after(() => rmSync(dir, { recursive: true }));
      await run('wsimport', ['-d', dir, `${wsdl}?wsdl`]);
      assert.ok(readdirSync(dir, { recursive: true }).some((name) => String(name).endsWith('.class')));
    }
  });
});
