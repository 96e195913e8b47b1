import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { CLIENT_CERTIFICATE_FORMS, type ClientCertificateForm } from '../../src/admit/channel.ts';
import { createAuthority } from '../../src/pki/index.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { consumerPair, fingerprint, outcome, overTls, sealLike, send, strictPair, unsigned } from './support.ts';

const HEADER = 'x-client-certificate';
/** The proxy is 127.0.0.1; its client is of the demo's address group too. */
const PROXY = { PADRO_CONSUMER_TRUSTED_PROXIES: '["127.0.0.1/32"]' };
const CLIENT = { 'x-forwarded-for': '127.0.0.9' };

const base64 = (pem: string): string => new X509Certificate(pem).raw.toString('base64');
const WRITTEN: Readonly<Record<ClientCertificateForm, (pem: string) => string>> = {
  rfc9440: (pem) => `:${base64(pem)}:`,
  nginx: (pem) => encodeURIComponent(pem),
  haproxy: base64,
};

const behindProxy = (t: TestContext, form: ClientCertificateForm = 'rfc9440'): Promise<OpenGateway> =>
  openGateway(t, { ...PROXY, PADRO_CLIENT_CERTIFICATE_HEADER: HEADER, PADRO_CLIENT_CERTIFICATE_FORM: form });

describe('a client certificate that a trusted proxy passes on', () => {
  for (const form of CLIENT_CERTIFICATE_FORMS) {
    it(`is read in the form of ${form}, and in no other`, async (t) => {
      const g = await behindProxy(t, form);
      const { cert } = consumerPair(g);
      const ask = async (value: string | string[]) => send(g, unsigned(g), { headers: { ...CLIENT, [HEADER]: value } });
      const answer = await ask(WRITTEN[form](cert));
      assert.equal(answer.codigoResultado, 1, answer.text);
      const intent = g.journal().find(({ fields }) => fields.kind === 'intent')!.fields;
      assert.deepEqual(
        [intent.way, intent.certificate, intent.address],
        ['channel', fingerprint(cert), CLIENT['x-forwarded-for']],
      );
      for (const other of CLIENT_CERTIFICATE_FORMS.filter((name) => name !== form)) {
        assert.equal((await ask(WRITTEN[other](cert))).fault?.faultcode, '1013', other);
      }
    });
  }

  it('is judged as one of the connection is', async (t) => {
    const g = await behindProxy(t);
    const stranger = sealLike(createAuthority({ commonName: 'Altra', key: 'P-256' }));
    for (const [cert, code] of [
      [strictPair(g).cert, 'authorise.not-bound'],
      [stranger.cert, 'verify.not-accepted'],
    ] as const) {
      const headers = { ...CLIENT, [HEADER]: WRITTEN.rfc9440(cert) };
      assert.equal(outcome(await send(g, unsigned(g), { headers })), code);
    }
    const addressed = { [HEADER]: WRITTEN.rfc9440(consumerPair(g).cert), 'x-forwarded-for': '198.51.100.7' };
    assert.equal(outcome(await send(g, unsigned(g), { headers: addressed })), 'admit.address');
    assert.equal(g.received, 0);
  });

  it('is not believed of anybody else', async (t) => {
    const g = await behindProxy(t);
    const headers = { [HEADER]: WRITTEN.rfc9440(consumerPair(g).cert) };
    const untrusted = { headers, localAddress: '127.0.0.2' };
    assert.equal((await send(g, unsigned(g), untrusted)).fault?.faultcode, '1013', 'over HTTP');
    const own = { ...overTls(g, strictPair(g)), ...untrusted };
    assert.equal(outcome(await send(g, unsigned(g), own)), 'authorise.not-bound', 'its own certificate counts');
    const { ens } = g.stage.pki.consumerStrict;
    assert.equal((await send(g, unsigned(g, { ens }), own)).codigoResultado, 1);
  });

  it('is none when it is empty, unreadable or left out; the own certificate of the proxy is not asked', async (t) => {
    const g = await behindProxy(t);
    const { cert } = consumerPair(g);
    const good = WRITTEN.rfc9440(cert);
    for (const value of ['', '::', ': :', 'null', '(null)', good.slice(0, -1), good.slice(1), `${good}, ${good}`]) {
      const answer = await send(g, unsigned(g), { headers: { ...CLIENT, [HEADER]: value } });
      assert.equal(answer.fault?.faultcode, '1013', `${value.slice(0, 12)}: ${answer.text}`);
    }
    const proxys = { ...overTls(g, consumerPair(g)), headers: CLIENT };
    assert.equal((await send(g, unsigned(g), proxys)).fault?.faultcode, '1013');
    for (const value of [':AAAA:', `:${Buffer.from('no certificate').toString('base64')}:`]) {
      const answer = await send(g, unsigned(g), { headers: { ...CLIENT, [HEADER]: value } });
      assert.equal(outcome(answer), 'verify.not-accepted', 'base64 of something else');
    }
    assert.equal(g.received, 0);
  });

  it('is refused when the header comes twice, and not looked at when none is configured', async (t) => {
    const g = await behindProxy(t);
    const good = WRITTEN.rfc9440(consumerPair(g).cert);
    for (const twice of [
      [good, good],
      ['', good],
      [good, WRITTEN.rfc9440(strictPair(g).cert)],
    ]) {
      const answer = await send(g, unsigned(g), { headers: { ...CLIENT, [HEADER]: twice } });
      assert.deepEqual([answer.status, outcome(answer)], [400, 'http.duplicate-header']);
    }
    const without = await openGateway(t, PROXY);
    const headers = { ...CLIENT, [HEADER]: good, 'client-cert': good };
    assert.equal((await send(without, unsigned(without), { headers })).fault?.faultcode, '1013');
  });
});
