import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NS } from '../../src/base/namespaces.ts';
import { createAuthority } from '../../src/pki/index.ts';
import { openGateway } from '../support/gateway.ts';
import { consumerPair, fingerprint, outcome, overTls, payload, sealLike, send, strictPair } from './support.ts';

describe('a Security header and a client certificate at once', () => {
  it('the header must hold, however good the certificate is', async (t) => {
    const g = await openGateway(t);
    const client = overTls(g, consumerPair(g));
    const good = g.petition().toString();
    const security = (content: string): string =>
      `<s:Envelope xmlns:s="${NS.soap}"><s:Header><w:Security xmlns:w="${NS.wsse}">${content}</w:Security></s:Header>` +
      `<s:Body>${payload(g)}</s:Body></s:Envelope>`;
    const cases: readonly (readonly [string, string, string])[] = [
      ['another SignatureValue', good.replace(/(<ds:SignatureValue>)../, '$1AA'), 'verify.not-accepted'],
      ['another Body', good.replace('12344321Z', '12345678Z'), 'verify.digest'],
      ['an empty header', security(''), 'verify.not-accepted'],
      ['a Timestamp only', security(`<u:Timestamp xmlns:u="${NS.wsu}"/>`), 'verify.not-accepted'],
      ['a header without its Signature', good.replace(/<ds:Signature .*<\/ds:Signature>/s, ''), 'verify.not-accepted'],
    ];
    for (const [name, message, code] of cases) {
      assert.notEqual(message, good, name);
      assert.equal(outcome(await send(g, message, client)), code, name);
    }
    assert.equal(g.received, 0);
  });

  it('the signature decides who asks; the certificate is only recorded', async (t) => {
    const g = await openGateway(t);
    const others = [strictPair(g), sealLike(createAuthority({ commonName: 'Altra', key: 'P-256' }))];
    for (const other of others) {
      const message = g.petition();
      const answer = await send(g, message, overTls(g, other));
      assert.equal(answer.codigoResultado, 1, answer.text);
      assert.deepEqual(g.stage.simulators['17023'].last, message, 'byte for byte');
      const intent = g.journal().findLast(({ fields }) => fields.kind === 'intent')!.fields;
      assert.deepEqual(
        [intent.way, intent.certificate, intent.channel],
        ['signature', fingerprint(consumerPair(g).cert), fingerprint(other.cert)],
      );
    }
    const strict = strictPair(g);
    const signedByOther = g.petition({ sign: { keyPem: strict.key, certPem: strict.cert } });
    assert.equal(outcome(await send(g, signedByOther, overTls(g, consumerPair(g)))), 'authorise.not-bound');
  });
});
