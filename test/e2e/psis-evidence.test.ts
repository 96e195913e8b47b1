import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createAuthority, issue } from '../../src/pki/index.ts';
import { type PsisDouble, startPsis } from '../../src/simulator/index.ts';
import { fingerprint, rewriteConsumer } from '../channel/support.ts';
import { cli } from '../cli/harness.ts';
import { type OpenGateway, openGateway, type Told } from '../support/gateway.ts';

async function withPsis(t: TestContext, mode: 'also' | 'instead'): Promise<{ g: OpenGateway; psis: PsisDouble }> {
  const psis = await startPsis({ port: 0, mode: 'valid' });
  t.after(() => psis.close());
  const g = await openGateway(t, {
    PADRO_PSIS_MODE: mode,
    PADRO_PSIS_PRIMARY: psis.urls.http!,
    PADRO_PSIS_ALLOW_PRIVATE: '["127.0.0.0/8"]',
    PADRO_PSIS_INVALID_CACHE_MS: '0',
  });
  return { g, psis };
}

async function explain(g: OpenGateway, incident: string, ...more: string[]): Promise<string> {
  const config = join(dirname(g.store), 'explain.yaml');
  writeFileSync(config, `store:\n  path: ${g.store}\n`);
  const { status, out, err } = await cli(['explain', incident, '--config', config, ...more]);
  assert.equal(status, 0, err);
  return out;
}

const codeOf = ({ fault, estado }: Told): string | undefined => fault?.detail.code ?? estado ?? undefined;

describe('what PSIS answered', () => {
  it('is in the journal before the petition that rests on it, once for many, and explain shows it', async (t) => {
    const { g, psis } = await withPsis(t, 'also');
    for (let i = 0; i < 3; i++) assert.equal(codeOf(await g.ask()), '0003');
    const rows = g.journal();
    const evidence = rows.filter(({ fields }) => fields.kind === 'evidence');
    const intents = rows.filter(({ fields }) => fields.kind === 'intent');
    assert.deepEqual([evidence.length, intents.length, psis.received], [1, 3, 1]);
    const [{ fields, incident }] = evidence as [(typeof rows)[0]];
    assert.deepEqual(
      intents.map((intent) => intent.fields.psis),
      [incident, incident, incident],
    );
    assert.ok(evidence[0]!.seq < intents[0]!.seq);

    const told = JSON.parse(await explain(g, intents[0]!.incident, '--json')).evidence;
    assert.deepEqual([told.result, told.server, told.certificate], ['valid', 'primary', fields.certificate]);
    assert.equal(hash('sha256', told.answer), told.sha256, 'the bytes as they came');
    assert.match(await explain(g, intents[0]!.incident), /^PSIS: valid, said by its primary server at 20/m);
    assert.match(await explain(g, incident), /valid:certificate:Definitive<[\s\S]*<\/soapenv:Envelope>$/m);
  });

  it('is kept of a refusal too', async (t) => {
    const { g, psis } = await withPsis(t, 'also');
    psis.switchTo('revoked');
    assert.equal(codeOf(await g.ask()), 'verify.psis');
    const refusal = g.journal().find(({ fields }) => fields.kind === 'refusal')!;
    const told = JSON.parse(await explain(g, refusal.incident, '--json')).evidence;
    assert.equal(told.result, 'Revoked');
  });
});

describe('PSIS instead of the trust directory', () => {
  const stranger = createAuthority({ commonName: 'Una autoritat que no és al directori', key: 'P-256' });
  const { keyPem, certPem } = issue(stranger, {
    subject: { CN: 'Segell' },
    key: 'P-256',
    keyUsage: ['digitalSignature'],
  });
  const sign = { keyPem, certPem };

  it('judges a registered certificate whose authority is not there', async (t) => {
    const { g, psis } = await withPsis(t, 'instead');
    assert.equal(codeOf(await g.ask({ sign })), 'verify.not-accepted');
    assert.equal(psis.received, 0, 'nobody triggers a call by an unregistered certificate');
    await rewriteConsumer(g, { fingerprints: [fingerprint(certPem)] });
    assert.equal(codeOf(await g.ask({ sign })), '0003');
    assert.equal(psis.received, 1);
    assert.equal(g.journal().at(-2)!.fields.anchor, 'PSIS');
    await rewriteConsumer(g, {});
    assert.equal(codeOf(await g.ask({ sign })), 'verify.not-accepted', 'nor by one that was registered once');
  });

  it('is asked only when SignatureValue holds, and what it says counts', async (t) => {
    const { g, psis } = await withPsis(t, 'instead');
    await rewriteConsumer(g, { fingerprints: [fingerprint(certPem)] });
    const forged = g
      .petition({ sign })
      .toString()
      .replace(/(<ds:SignatureValue>)..../, '$1AAAA');
    assert.match((await g.post(forged)).text, /verify.not-accepted/);
    assert.equal(psis.received, 0);
    psis.switchTo('expired');
    assert.equal(codeOf(await g.ask({ sign })), 'verify.psis');
  });

  it('leaves the trust directory to certificates that are known by their NIF, and asks PSIS besides', async (t) => {
    const { g, psis } = await withPsis(t, 'instead');
    await rewriteConsumer(g, { fingerprints: [], acceptNif: true });
    assert.equal(codeOf(await g.ask()), '0003');
    assert.equal(psis.received, 1);
    assert.equal(g.journal().at(-2)!.fields.anchor, 'autoritat-demo');
  });
});
