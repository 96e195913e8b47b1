import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { loadConfig } from '../../src/config/index.ts';
import { openApi } from '../api/gateway.ts';
import { temporary } from '../notices/post.ts';
import { unusedPort } from '../support/unused-port.ts';
import { Browser, type Page } from './browser.ts';
import { CLIENT, openProvider } from './provider.ts';

const CALLBACK = /\/session\/oidc\/callback/;
const OIDC = '/api/v1/session/oidc';

async function open(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const port = await unusedPort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = await openProvider(t, `${origin}${OIDC}/callback`);
  const secret = join(temporary(t), 'secret');
  writeFileSync(secret, `${CLIENT.secret}\n`);
  const gateway = await openApi(t, {
    PADRO_MANAGEMENT_PORT: String(port),
    PADRO_MANAGEMENT_ORIGIN: origin,
    PADRO_OIDC_ISSUER: provider.issuer,
    PADRO_OIDC_CLIENT_ID: CLIENT.clientId,
    PADRO_OIDC_CLIENT_SECRET_FILE: secret,
    PADRO_OIDC_SCOPE: 'openid groups',
    PADRO_OIDC_ROLES: '{"oficina-tecnica": OT, "lectors": reader}',
    PADRO_OIDC_ALLOW_PRIVATE: '["127.0.0.0/8"]',
    ...env,
  });
  const browser = new Browser();
  const ask = (path: string, init: RequestInit = {}) =>
    gateway.ask(path, { ...init, headers: { cookie: browser.cookies(origin), origin } });
  return { provider, gateway, browser, origin, ask, begin: `${origin}${OIDC}` };
}

const codeOf = ({ text }: Page): string => (JSON.parse(text) as { code: string }).code;

describe('signing in with an identity provider', () => {
  it('gives the role of the table, a session as the local one, and its end', async (t) => {
    const { provider, gateway, browser, begin, ask, origin } = await open(t);
    assert.equal(provider.asked.length, 0, 'nobody asks the provider at the start');
    const page = await browser.open(begin);
    assert.equal(page.status, 200);
    assert.match(page.text, /http-equiv="refresh" content="0;url=\/"/);
    const session = page.headers.getSetCookie().find((cookie) => cookie.startsWith('padro_session='))!;
    assert.match(session, /; HttpOnly; SameSite=Strict; Path=\//);
    assert.doesNotMatch(browser.cookies(origin), /padro_entrada/);
    assert.deepEqual((await ask('/session')).json.scopes, ['read:*', 'write:*', 'history:*', 'act:OT']);
    const doc = { name: 'prova', environment: 'proves', may: [], addresses: [] };
    const headers = { cookie: browser.cookies(origin), origin, 'if-none-match': '*' };
    const json = { doc, why: 'prova' };
    assert.equal((await gateway.ask('/records/addressGroup/prova', { method: 'PUT', json, headers })).status, 201);
    const [change] = await gateway.stage.gateway.registry.history('addressGroup', 'prova');
    assert.equal(change!.who, 'oidc:anna');
    await browser.open(begin);
    assert.equal(provider.asked.filter((path) => path.endsWith('openid-configuration')).length, 1);
    assert.equal((await ask('/session', { method: 'DELETE' })).status, 204);
    assert.equal((await ask('/session')).status, 401);
    assert.equal(gateway.logs.join('').includes('groups'), false);
  });

  it('gives nothing that the table does not', async (t) => {
    const { provider, browser, begin, ask } = await open(t);
    provider.person = { sub: 'bernat', groups: ['altres', 'lectors'] };
    assert.equal((await browser.open(begin)).status, 200);
    assert.deepEqual((await ask('/session')).json, { name: 'oidc:bernat', scopes: ['read:*'] });
    assert.equal((await ask('/records/endpoint/x/history')).json.code, 'api.forbidden');
  });

  it('refuses whoever has no role', async (t) => {
    const { provider, begin } = await open(t);
    for (const groups of [undefined, [], ['altres'], 'altres', { OT: true }, ['constructor'], ['OT']]) {
      provider.person = { sub: 'carla', groups };
      const page = await new Browser().open(begin);
      assert.deepEqual([page.status, codeOf(page)], [403, 'api.sign-in-role'], JSON.stringify(groups));
      assert.deepEqual(
        page.headers.getSetCookie().filter((cookie) => cookie.startsWith('padro_session')),
        [],
      );
    }
  });

  it('refuses a token that is not for this sign-in', async (t) => {
    const { provider, begin } = await open(t);
    const past = Math.floor(Date.now() / 1000) - 3600;
    const tampered: Readonly<Record<string, NonNullable<typeof provider.tamper>>> = {
      'another nonce': (claims) => ({ claims: { ...claims, nonce: 'x' } }),
      'no nonce': ({ nonce: _, ...claims }) => ({ claims }),
      'another audience': (claims) => ({ claims: { ...claims, aud: 'altres' } }),
      'another issuer': (claims) => ({ claims: { ...claims, iss: 'https://altres.example.cat' } }),
      'an end in the past': (claims) => ({ claims: { ...claims, iat: past - 3600, exp: past } }),
      "another's signature": (claims) => ({ claims, forged: true }),
    };
    provider.tamper = (claims) => ({ claims });
    assert.equal((await new Browser().open(begin)).status, 200, 'signed again as it was');
    for (const [what, tamper] of Object.entries(tampered)) {
      provider.tamper = tamper;
      const page = await new Browser().open(begin);
      assert.deepEqual([page.status, codeOf(page)], [403, 'api.sign-in-refused'], what);
      assert.deepEqual(
        page.headers.getSetCookie().filter((cookie) => cookie.startsWith('padro_session')),
        [],
      );
    }
  });

  it('refuses another state, a code of another browser, no code, and the same one twice', async (t) => {
    const { browser, begin, origin, ask } = await open(t);
    const { url } = await browser.open(begin, CALLBACK);
    const altered = (change: (query: URLSearchParams) => void): string => {
      const other = new URL(url);
      change(other.searchParams);
      return other.href;
    };
    const other = new Browser();
    for (const [one, address] of [
      [other, url],
      [browser, altered((query) => query.set('state', 'x'))],
    ] as const) {
      const page = await one.open(address);
      assert.deepEqual([page.status, codeOf(page)], [403, 'api.sign-in-refused']);
    }
    // A cookie of its own does not help: the code is bound to who asked for it.
    await other.open(begin, CALLBACK);
    assert.equal(codeOf(await other.open(url)), 'api.sign-in-refused');
    const refused = `${origin}${OIDC}/callback`;
    for (const query of ['', '?error=access_denied', '?code=x', `?code=${'x'.repeat(5000)}&state=y`]) {
      await browser.open(begin, CALLBACK);
      assert.equal(codeOf(await browser.open(refused + query)), 'api.sign-in-refused');
    }
    const good = await browser.open(begin, CALLBACK);
    const kept = browser.cookies(origin);
    assert.equal((await browser.open(good.url)).status, 200);
    assert.equal((await ask('/session')).status, 200);
    const again = await fetch(good.url, { headers: { cookie: kept } });
    assert.equal(((await again.json()) as { code: string }).code, 'api.sign-in-refused');
  });

  it('leaves local accounts working while the provider is away', async (t) => {
    const { provider, gateway, browser, begin, origin } = await open(t);
    const { url } = await browser.open(begin, CALLBACK);
    await provider.close();
    const page = await browser.open(url);
    assert.deepEqual([page.status, codeOf(page)], [503, 'api.sign-in-provider']);
    await gateway.access.addAccount('anna', 'OT', 'una contrasenya llarga', 'prova');
    const json = { name: 'anna', password: 'una contrasenya llarga' };
    assert.equal((await gateway.ask('/session', { method: 'POST', json, headers: { origin } })).status, 204);
  });

  it('asks no provider at an address that the deployment does not allow', async (t) => {
    const { provider, browser, begin } = await open(t, { PADRO_OIDC_ALLOW_PRIVATE: '[]' });
    const page = await browser.open(begin);
    assert.deepEqual([page.status, codeOf(page)], [503, 'api.sign-in-provider']);
    assert.equal(provider.asked.length, 0);
  });

  it('is not there without a provider', async (t) => {
    const gateway = await openApi(t);
    assert.equal((await gateway.ask('/session/oidc')).status, 404);
  });
});

for (const [oidc, told] of [
  [{ issuer: 'http://identitat.example.cat' }, /oidc\.issuer: expected an https address/],
  [{ issuer: 'http://localhost.example.cat' }, /oidc\.issuer: expected an https address/],
  [{ issuer: 'https://identitat.example.cat' }, /give oidc\.clientId, and management\.origin/],
  [{ roles: { x: 'admin' } }, /oidc\.roles\.x/],
  [{ scope: 'groups' }, /oidc\.scope/],
  [{ allowPrivate: ['10.0.0.0/33'] }, /oidc\.allowPrivate/],
] as const) {
  it(`the configuration refuses ${JSON.stringify(oidc)}`, () => {
    assert.throws(() => loadConfig({ env: {}, base: { oidc } }), told);
  });
}
