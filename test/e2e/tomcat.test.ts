import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openGateway } from '../support/gateway.ts';
import { readPair } from '../support/pki.ts';
import { startTomcat } from '../tomcat/tomcat.ts';

test('the municipality of the petition is a real Tomcat, over HTTP and HTTPS', async (t) => {
  const gateway = await openGateway(t);
  const dir = mkdtempSync(join(tmpdir(), 'tomcat-'));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const { pki } = gateway.stage;
  const pair = readPair(pki.server);
  const tomcat = await startTomcat({ dir, ...pair, logs: join(dir, 'tomcat.log') });
  if ('skipped' in tomcat) return t.skip(tomcat.skipped);
  t.after(() => tomcat.close());
  const { cert: ca } = readPair(pki.ca);

  for (const url of [tomcat.httpUrl, tomcat.httpsUrl]) {
    await t.test(new URL(url).protocol, async () => {
      await gateway.serveFrom(url, url.startsWith('https:') ? { ca: [ca] } : {});
      for (const [modalitat, document, resultat] of [
        ['TITULAR', '12344321Z', 1],
        ['CONVIVENTS', '12344321Z', 1],
        ['RESIDENT_MUNICIPI', '12344321Z', 1],
        ['TITULAR', '00000000U', 2],
      ] as const) {
        const answer = await gateway.ask({ modalitat, document });
        assert.equal(answer.codigoResultado, resultat, answer.text);
        assert.equal(answer.estado, '0003');
      }
    });
  }

  await t.test('a page that is not there is a municipality that does not answer', async () => {
    await gateway.serveFrom(`${new URL(tomcat.httpUrl).origin}/no-hi-es`);
    const answer = await gateway.ask();
    assert.equal(answer.estado, '0502', answer.text);
    assert.equal(answer.literal, 'Error realitzant la operació.');
    assert.match(await gateway.metrics(), /padro_source_failures_total\{code="forward.status"\} 1/);
  });
});
