import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { describe, it } from 'node:test';
import { randomHex } from '../../src/base/clock.ts';
import { NS } from '../../src/base/namespaces.ts';
import { createAuthority } from '../../src/pki/index.ts';
import { noXmlsec, verifiedByXmlsec } from '../e2e/xmlsec.ts';
import { openGateway } from '../support/gateway.ts';
import {
  consumerPair,
  demoAuthority,
  fingerprint,
  outcome,
  overTls,
  type Pair,
  payload,
  rewriteConsumer,
  sealLike,
  send,
  strictPair,
  unsigned,
} from './support.ts';

const inside = (xml: string): string => /<(\w+:)?Body[^>]*>([\s\S]*)<\/(\w+:)?Body>/.exec(xml)?.[2] ?? '';

/** Unsigned envelopes as people write them, around the same payload. */
const SHAPES: Readonly<Record<string, (payload: string) => string>> = {
  plain: (text) => `<s:Envelope xmlns:s="${NS.soap}"><s:Body>${text}</s:Body></s:Envelope>`,
  'with a declaration, a header of its own and blanks': (text) =>
    `<?xml version='1.0' encoding='UTF-8'?>\n<e:Envelope xmlns:e='${NS.soap}' >\n <e:Header><x xmlns="urn:x"/></e:Header>\n` +
    `<e:Body >\r\n\t${text}\n </e:Body></e:Envelope>\n`,
  'with SOAP as the default namespace': (text) =>
    `<Envelope xmlns="${NS.soap}" xmlns:wsu="urn:other"><Body>${text}</Body></Envelope>`,
  'with a namespace that only the envelope declares': (text) =>
    `<s:Envelope xmlns:s="${NS.soap}" xmlns:unused="urn:unused"><s:Body xmlns:also="urn:also">${text}</s:Body></s:Envelope>`,
  'with character references': (text) =>
    `<s:Envelope xmlns:s="${NS.soap}"><s:Body>${text.replace('Ametlla', '&#x41;metlla').replace('12344321Z', '&#49;2344321Z')}</s:Body></s:Envelope>`,
};

describe('a petition without signature, by the client certificate of its connection', () => {
  it('is answered, and forwarded inside our seal with the bytes of its Body', async (t) => {
    const g = await openGateway(t);
    const { pki, simulators } = g.stage;
    const sealCert = readFileSync(pki.seal.cert, 'utf8');
    for (const [name, shape] of Object.entries(SHAPES)) {
      const message = shape(payload(g));
      const answer = await send(g, message, overTls(g, consumerPair(g)));
      assert.equal(answer.codigoResultado, 1, `${name}: ${answer.text}`);
      const forwarded = simulators['17023'].last!.toString();
      assert.equal(inside(forwarded), inside(message), name);
      assert.match(forwarded, /<wsse:BinarySecurityToken/, name);
      if (!noXmlsec) assert.ok(verifiedByXmlsec(forwarded, sealCert), `${name}: xmlsec1 and our seal`);
      const intent = g.journal().findLast(({ fields }) => fields.kind === 'intent')!.fields;
      assert.deepEqual([intent.way, intent.algorithm, intent.channel], ['channel', 'tls', undefined]);
      assert.equal(intent.certificate, fingerprint(consumerPair(g).cert));
    }
  });

  it('is refused without a certificate, over HTTPS and HTTP, with the fault 1013', async (t) => {
    const g = await openGateway(t);
    for (const client of [overTls(g), {}]) {
      const answer = await send(g, unsigned(g), client);
      assert.deepEqual([answer.status, answer.fault?.faultcode], [500, '1013'], answer.text);
      assert.equal(answer.fault?.detail.code, 'verify.no-certificate');
      assert.match(answer.fault?.faultstring ?? '', /No s'ha pogut recuperar cap certificat de la petició\.$/);
    }
    assert.equal(g.received, 0);
    assert.equal(g.journal().length, 0);
  });

  it('is refused with a certificate that does not do', async (t) => {
    const g = await openGateway(t);
    const trusted = demoAuthority(g);
    const past = { notBefore: new Date('2024-01-01'), notAfter: new Date('2024-12-31') };
    const cases: readonly (readonly [string, Pair, string])[] = [
      [
        'of an unknown authority',
        sealLike(createAuthority({ commonName: 'Altra', key: 'P-256' })),
        'verify.not-accepted',
      ],
      ['of an impostor of our authority', sealLike(impostor(trusted.certPem)), 'verify.not-accepted'],
      ['expired', sealLike(trusted, past), 'verify.certificate-dates'],
      [
        'of days to come',
        sealLike(trusted, { notBefore: new Date(Date.now() + 86_400_000) }),
        'verify.certificate-dates',
      ],
      ['of a server', sealLike(trusted, { extKeyUsage: ['serverAuth'] }), 'verify.certificate-usage'],
      ['of an authority', sealLike(trusted, { basicConstraints: { ca: true } }), 'verify.certificate-usage'],
      ['with an unknown critical extension', sealLike(trusted, UNKNOWN_CRITICAL), 'verify.certificate-usage'],
      ['of nobody registered', sealLike(trusted), 'authorise.unknown'],
      ['of another ens', strictPair(g), 'authorise.not-bound'],
    ];
    for (const [name, pair, code] of cases) {
      assert.equal(outcome(await send(g, unsigned(g), overTls(g, pair))), code, name);
    }
    await rewriteConsumer(g, { ways: { channel: false } });
    assert.equal(outcome(await send(g, unsigned(g), overTls(g, consumerPair(g)))), 'authorise.way');
    assert.equal((await g.ask()).codigoResultado, 1, 'by signature it still may');
    assert.equal(g.received, 1);
  });

  it('is answered as repeated when its IdPeticion came before, in whichever way', async (t) => {
    const g = await openGateway(t);
    const client = overTls(g, consumerPair(g));
    for (const first of ['channel', 'signature']) {
      const idPeticion = `CANAL-${randomHex()}`;
      const before =
        first === 'channel' ? await send(g, unsigned(g, { idPeticion }), client) : await g.ask({ idPeticion });
      assert.equal(before.codigoResultado, 1, before.text);
      const received = g.received;
      const again = await send(g, unsigned(g, { idPeticion }), client);
      assert.deepEqual([again.status, again.estado, again.codigoResultado], [200, '0502', null], again.text);
      assert.equal(again.literal, `Transmissió ja enregistrada: '${idPeticion}'.`);
      assert.equal(g.received, received);
    }
  });

  it('is judged anew for every petition on one connection', async (t) => {
    const g = await openGateway(t);
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    const sockets = new Set<unknown>();
    agent.on('free', (socket: unknown) => sockets.add(socket));
    const client = { ...overTls(g, consumerPair(g)), agent };
    const ask = async (): Promise<string> => outcome(await send(g, unsigned(g), client));

    assert.equal(await ask(), '0003');
    await rewriteConsumer(g, { ways: { channel: false } });
    assert.equal(await ask(), 'authorise.way');
    await rewriteConsumer(g, { fingerprints: [] });
    assert.equal(await ask(), 'authorise.unknown');
    await rewriteConsumer(g, {});
    assert.equal(await ask(), '0003');
    assert.equal(sockets.size, 1, 'one connection');
  });

  it('has the certificate of its own connection, not of one before', async (t) => {
    const g = await openGateway(t);
    const agent = new https.Agent({ keepAlive: false, maxSockets: 1, maxCachedSessions: 10 });
    t.after(() => agent.destroy());
    for (let i = 0; i < 3; i++) {
      assert.equal(outcome(await send(g, unsigned(g), { ...overTls(g, consumerPair(g)), agent })), '0003');
      assert.equal(outcome(await send(g, unsigned(g), { ...overTls(g), agent })), 'verify.no-certificate');
    }
  });
});

const UNKNOWN_CRITICAL = { extensions: [{ oid: '1.2.3.4', critical: true, value: Buffer.of(0x05, 0x00) }] };

/** An authority with the name of another one and a key of its own. */
function impostor(certPem: string) {
  const subject = Object.fromEntries(
    new X509Certificate(certPem).subject.split('\n').map((line) => line.split('=') as [string, string]),
  );
  return createAuthority({ commonName: '', subject, key: 'P-256' });
}
