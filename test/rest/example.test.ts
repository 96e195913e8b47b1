import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openGateway } from '../support/gateway.ts';
import { titular } from './support.ts';

const SCRIPT = fileURLToPath(new URL('../../docs/examples/rest.sh', import.meta.url));
const run = promisify(execFile);
const missing = ['openssl', 'curl'].find((tool) => spawnSync(tool, ['--version']).error);
const skip = missing === undefined ? false : `${missing} is not installed`;

it('the example signs its token with OpenSSL, and is answered', { skip }, async (t) => {
  const g = await openGateway(t);
  const { pki, gateway } = g.stage;
  const { stdout } = await run('sh', [SCRIPT, gateway.origins.http, dirname(pki.consumer.cert)]);
  assert.equal(JSON.parse(stdout).respuesta.codigoResultado, 1, stdout);
});

it('curl shows its client certificate, and is answered', { skip }, async (t) => {
  const g = await openGateway(t);
  const { pki, gateway } = g.stage;
  const { stdout } = await run('curl', [
    ...['-sS', '--cacert', pki.ca.cert, '--cert', pki.consumer.cert, '--key', pki.consumer.key],
    ...['-H', 'Content-Type: application/json', '-d', JSON.stringify(titular())],
    `${gateway.origins.https}/v1/volants/TITULAR`,
  ]);
  assert.equal(JSON.parse(stdout).respuesta.codigoResultado, 1, stdout);
});
