import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { randomHex } from '../../src/base/clock.ts';
import { createAuthority } from '../../src/pki/index.ts';
import { put } from '../../src/registry/index.ts';
import {
  consumerPair,
  demoAuthority,
  fingerprint,
  overTls,
  type Pair,
  sealLike,
  strictPair,
} from '../channel/support.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { byToken, type Json, send, TITULAR, type TokenOptions, type Told, titular, tokenFor } from './support.ts';

const NOT_ACCEPTED = 'verify.not-accepted';
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const x5c = ({ cert }: Pair): string[] => [new X509Certificate(cert).raw.toString('base64')];

/** A request whose token is good but for what the options change. */
const ask = (g: OpenGateway, token: Partial<TokenOptions>): Promise<Told> => byToken(g, TITULAR, titular(), {}, token);

/** A request with exactly this Authorization header. */
const withHeader = (g: OpenGateway, authorization: string): Promise<Told> =>
  send(g, TITULAR, { body: JSON.stringify(titular()), headers: { authorization } });

/** A good token for a body, taken apart. */
async function partsFor(g: OpenGateway, body: string): Promise<string[]> {
  const url = g.stage.gateway.origins.http + TITULAR;
  return (await tokenFor({ url, body, pair: consumerPair(g) })).split('.');
}

describe('a token', () => {
  it('of every algorithm of the list is good, with the key that it takes', async (t) => {
    const g = await openGateway(t);
    const { ens, nif } = g.stage.pki.consumer;
    const own = consumerPair(g);
    const pairs = (['P-256', 'P-384', 'P-521'] as const).map((key) => sealLike(demoAuthority(g), { key }));
    const fingerprints = [own, ...pairs].map(({ cert }) => fingerprint(cert));
    await g.stage.gateway.registry.change([put('consumer', { ens, name: 'Prova', nif, fingerprints })], 'prova', 'EC');
    const [p256, p384, p521] = pairs as [Pair, Pair, Pair];
    const cases: readonly (readonly [string, Pair])[] = [
      ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((alg) => [alg, own] as const),
      ...([
        ['ES256', p256],
        ['ES384', p384],
        ['ES512', p521],
      ] as const),
    ];
    for (const [alg, pair] of cases) {
      const { status, text } = await ask(g, { alg, pair });
      assert.equal(status, 200, `${alg}: ${text}`);
      assert.equal(g.journal().at(-2)?.fields.algorithm, alg);
    }
    const crossed = await withHeader(
      g,
      `Bearer ${part({ alg: 'ES384', x5c: x5c(p256) })}.${part({})}.${'A'.repeat(86)}`,
    );
    assert.equal(crossed.json.code, NOT_ACCEPTED);
  });

  it('that is not signed by a trusted certificate is refused in one and the same words', async (t) => {
    const g = await openGateway(t);
    const own = consumerPair(g);
    const body = JSON.stringify(titular());
    const [header = '', claims = '', signature = ''] = await partsFor(g, body);
    const publicKey = new X509Certificate(own.cert).publicKey.export({ type: 'spki', format: 'pem' });
    const hmac = `${part({ alg: 'HS256', x5c: x5c(own) })}.${claims}`;
    const stolen = `${part({ alg: 'RS256', typ: 'JWT', x5c: x5c(own) })}.${claims}`;
    const { privateKey, publicKey: attacker } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const injected = { jwk: attacker.export({ format: 'jwk' }) };
    const other: Pair = { key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert: own.cert };
    const foreign = sealLike(createAuthority({ commonName: 'Altra', key: 'P-256' }));
    const token = (options: Partial<TokenOptions>) =>
      tokenFor({ url: g.stage.gateway.origins.http + TITULAR, body, pair: own, ...options });
    const tokens: Readonly<Record<string, string>> = {
      'alg none': `${part({ alg: 'none', x5c: x5c(own) })}.${claims}.`,
      'alg none, with the signature': `${part({ alg: 'none', x5c: x5c(own) })}.${claims}.${signature}`,
      'alg nOnE': `${part({ alg: 'nOnE', x5c: x5c(own) })}.${claims}.${signature}`,
      'HS256 with the public key': `${hmac}.${createHmac('sha256', publicKey).update(hmac).digest('base64url')}`,
      'an algorithm of a prototype': `${part({ alg: 'constructor', x5c: x5c(own) })}.${claims}.${signature}`,
      'claims that were changed': `${header}.${part({ iss: '9821920002' })}.${signature}`,
      'a signature that was changed': `${header}.${claims}.${signature.slice(0, -4)}AAAA`,
      'a key of its own in jwk': await token({ pair: other, header: injected }),
      'a key of its own under our certificate': await token({ pair: other }),
      'a jku': await token({ header: { jku: 'http://127.0.0.1:1/keys' } }),
      'an x5u': await token({ header: { x5u: 'http://127.0.0.1:1/cert' } }),
      'kid instead of a certificate': await token({ header: { x5c: undefined, kid: fingerprint(own.cert) } }),
      'a kid that is a path, and no certificate': await token({ header: { x5c: undefined, kid: '../../dev/null' } }),
      'crit of something unknown': `${part({ alg: 'RS256', x5c: x5c(own), crit: ['x'], x: 1 })}.${claims}.${signature}`,
      'a payload that is not encoded': `${part({ alg: 'RS256', x5c: x5c(own), b64: false, crit: ['b64'] })}.${claims}.${signature}`,
      'a foreign certificate': await token({ pair: foreign }),
      'our certificate behind a foreign one': await token({
        pair: foreign,
        header: { x5c: [...x5c(foreign), ...x5c(own)] },
      }),
      'a certificate that is none': await token({ header: { x5c: ['AAAA'] } }),
      'certificates in one text': await token({ header: { x5c: x5c(own)[0] } }),
      'the signature of another header': `${stolen}.${signature}A`,
      'a JWE': `${header}.${claims}.${signature}.${claims}.${signature}`,
      nothing: '',
    };
    for (const [name, text] of Object.entries(tokens)) {
      const answer = await withHeader(g, `Bearer ${text}`);
      assert.deepEqual([answer.status, answer.json.code], [401, NOT_ACCEPTED], `${name}: ${answer.text}`);
      assert.equal(answer.json.title, "La signatura o el certificat de la petició no s'accepten.", name);
    }
    for (const header of [`Basic ${part('a:b')}`, `Bearer  ${claims}`, 'Bearer']) {
      assert.equal((await withHeader(g, header)).json.code, NOT_ACCEPTED, header);
    }
    assert.equal(g.received, 0);
    assert.equal(g.journal().length, 0, 'nobody anonymous writes to the journal');
  });

  it('looks no kid up: whatever it says, the certificate decides', async (t) => {
    const g = await openGateway(t);
    for (const kid of ['../../dev/null', "' OR 1=1 --", fingerprint(strictPair(g).cert)]) {
      assert.equal((await ask(g, { header: { kid } })).status, 200, kid);
      const other = await ask(g, { header: { kid }, pair: strictPair(g) });
      assert.equal(other.json.code, 'authorise.not-bound', kid);
    }
  });

  it('is good for one request alone', async (t) => {
    const g = await openGateway(t);
    const iat = Math.floor(Date.now() / 1000);
    const { http, https } = g.stage.gateway.origins;
    const url = http + TITULAR;
    const lax = sealLike(demoAuthority(g), { notBefore: new Date('2024-01-01'), notAfter: new Date('2024-12-31') });
    const cases: readonly (readonly [name: string, token: Partial<TokenOptions>, code: string])[] = [
      ['another body', { body: '{}' }, 'verify.digest'],
      ['another digest', { claims: { sha256: 'AAAA' } }, 'verify.digest'],
      ['another method', { method: 'GET' }, 'verify.claim'],
      ['another path', { url: `${url}_PDF` }, 'verify.claim'],
      ['a query', { url: `${url}?x=1` }, 'verify.claim'],
      ['another host', { url: `http://padro.example.cat${TITULAR}` }, 'verify.claim'],
      ['an origin that begins alike', { url: `${http}.example.cat${TITULAR}` }, 'verify.claim'],
      ['another ens', { claims: { iss: '0801930008' } }, 'verify.claim'],
      ['61 seconds', { claims: { iat, exp: iat + 61 } }, 'verify.claim'],
      ['no time at all', { claims: { iat, exp: iat } }, 'verify.claim'],
      ['a time that is over', { claims: { iat: iat - 200, exp: iat - 140 } }, 'verify.claim'],
      ['a time to come', { claims: { iat: iat + 100, exp: iat + 160 } }, 'verify.claim'],
      ['times as texts', { claims: { iat: `${iat}`, exp: `${iat + 60}` } }, 'verify.claim'],
      ['no exp', { claims: { exp: undefined } }, 'verify.claim'],
      ['no jti', { claims: { jti: undefined } }, 'verify.claim'],
      ['an empty jti', { claims: { jti: '' } }, 'verify.claim'],
      ['a long jti', { claims: { jti: 'x'.repeat(129) } }, 'verify.claim'],
      ['one claim more', { claims: { scope: 'admin' } }, 'verify.claim'],
      ['an expired certificate', { pair: lax }, 'verify.certificate-dates'],
      ['a certificate of nobody', { pair: sealLike(demoAuthority(g)) }, 'authorise.unknown'],
      [
        'a certificate of a server',
        { pair: sealLike(demoAuthority(g), { extKeyUsage: ['serverAuth'] }) },
        'verify.certificate-usage',
      ],
      ['a certificate of another ens', { pair: strictPair(g) }, 'authorise.not-bound'],
    ];
    for (const [name, token, code] of cases) {
      const answer = await ask(g, token);
      assert.equal(answer.json.code, code, `${name}: ${answer.text}`);
      assert.ok([401, 403].includes(answer.status), name);
    }
    assert.equal(g.received, 0);
    const refusals = g.journal().filter(({ fields }) => fields.kind === 'refusal');
    assert.equal(refusals.length, cases.length, 'each is recorded: whoever holds a chained key is known');
    assert.ok(refusals.every(({ line }) => !line.includes('12344321Z')));
    const body = JSON.stringify(titular());
    const jwt = await tokenFor({ url: https + TITULAR, body, pair: consumerPair(g) });
    const sent = await send(g, TITULAR, { body, headers: { authorization: `Bearer ${jwt}` }, client: overTls(g) });
    assert.equal(sent.status, 200, sent.text);
    const hosted = await byToken(g, TITULAR, titular(), { host: 'padro.example.cat' });
    assert.equal(hosted.status, 200, 'whatever Host says');
  });

  it('names the public origin where there is one, and no other', async (t) => {
    const g = await openGateway(t, { PADRO_CONSUMER_ORIGIN: 'https://padro.example.cat' });
    const body = JSON.stringify(titular());
    const by = async (origin: string) => {
      const jwt = await tokenFor({ url: origin + TITULAR, body, pair: consumerPair(g) });
      return send(g, TITULAR, { body, headers: { authorization: `Bearer ${jwt}` }, client: overTls(g) });
    };
    assert.equal((await by(g.stage.gateway.origins.https!)).json.code, 'verify.claim');
    assert.equal((await by('https://padro.example.cat')).status, 200);
  });

  it('is good once, whichever petition it comes with, and of many at once one', async (t) => {
    const g = await openGateway(t);
    const jti = randomHex();
    assert.equal((await ask(g, { claims: { jti } })).status, 200);
    const again = await ask(g, { claims: { jti } });
    assert.deepEqual([again.status, again.json.code], [409, 'verify.replayed']);
    const body = JSON.stringify(titular());
    const token = (await partsFor(g, body)).join('.');
    const post = () => send(g, TITULAR, { body, headers: { authorization: `Bearer ${token}` } });
    const both = await Promise.all([post(), post(), post()]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409, 409]);
    assert.equal(g.received, 2);
  });

  it('that is refused before it is authorised spends neither jti nor IdPeticion', async (t) => {
    const g = await openGateway(t);
    const claims: Json = { jti: randomHex() };
    const body = titular();
    const first = await byToken(g, TITULAR, { ...body, Finalidad: 'ALTRA' }, {}, { claims });
    assert.equal(first.json.code, 'authorise.not-authorised');
    assert.equal((await byToken(g, TITULAR, body, {}, { claims })).status, 200);
  });

  it('beside a certificate of the channel decides, and must be good', async (t) => {
    const g = await openGateway(t);
    const body = JSON.stringify(titular());
    const client = overTls(g, strictPair(g));
    const url = g.stage.gateway.origins.https + TITULAR;
    const jwt = await tokenFor({ url, body, pair: consumerPair(g) });
    const bad = await send(g, TITULAR, {
      body,
      client: overTls(g, consumerPair(g)),
      headers: { authorization: 'Bearer x' },
    });
    assert.equal(bad.json.code, NOT_ACCEPTED);
    const good = await send(g, TITULAR, { body, client, headers: { authorization: `Bearer ${jwt}` } });
    assert.equal(good.status, 200, good.text);
    const intent = g.journal().find(({ fields }) => fields.kind === 'intent')!.fields;
    assert.deepEqual([intent.way, intent.channel], ['token', fingerprint(client.cert!)]);
  });

  it('means nothing on the frontals', async (t) => {
    const g = await openGateway(t);
    const { http } = g.stage.gateway.origins;
    const jwt = await tokenFor({ url: `${http}/siri-proxy/services/Sincron`, pair: consumerPair(g) });
    const answer = await g.ask({}, { headers: { authorization: `Bearer ${jwt}` } });
    assert.equal(answer.codigoResultado, 1);
  });
});
