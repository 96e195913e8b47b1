import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Access } from '../../src/access/index.ts';
import { makeAccessStore, openSqlite } from '../../src/store/index.ts';
import { openApi } from '../api/gateway.ts';

/** A151: what the administration API withstands. */

test('A151: nothing but what is public without a login; a token does what its scopes say, until it ends', async (t) => {
  const g = await openApi(t);
  assert.equal((await g.ask('/records/endpoint')).json.code, 'api.unauthenticated');
  const token = await g.access.addToken('lectura', ['read:endpoint'], 1, 'prova');
  assert.equal((await g.ask('/records/endpoint', { token })).status, 200);
  assert.equal((await g.ask('/records/consumer', { token })).json.code, 'api.forbidden');
  assert.equal((await g.ask('/records/endpoint/x/history', { token })).json.code, 'api.forbidden');
  const write = { method: 'DELETE', token, headers: { 'if-match': '"1"', 'x-reason': 'x' } };
  assert.equal((await g.ask('/records/endpoint/simulador-17023', write)).json.code, 'api.forbidden');
  for (const wrong of [`${token}x`, token.slice(0, -1), 'padro_', '../..', 'a b']) {
    assert.equal((await g.ask('/records/endpoint', { token: wrong })).status, 401);
  }
  assert.equal((await g.ask(`/records/endpoint?token=${token}`)).status, 401);
  assert.equal((await g.ask('/session', { token })).json.name, 'token:lectura');
  await g.access.revokeToken('lectura', 'prova');
  assert.equal((await g.ask('/records/endpoint', { token })).status, 401);
});

test('A151: tokens and sessions end, and are kept as hashes alone', async (t) => {
  const db = await openSqlite(':memory:');
  t.after(() => db.destroy());
  let now = 1_000_000;
  const access = new Access(makeAccessStore(db), { now: () => now }, 60_000);
  const token = await access.addToken('a', ['read:*'], 1, 'prova');
  await access.addAccount('anna', 'OT', 'una contrasenya llarga', 'prova');
  const session = await access.login('anna', 'una contrasenya llarga', '127.0.0.1');
  const other = await access.login('anna', 'una contrasenya llarga', '127.0.0.1');
  const tables = ['access_token', 'access_account', 'access_session', 'access_event'] as const;
  const kept = JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));
  for (const secret of [token, session, 'una contrasenya llarga']) assert.ok(!kept.includes(secret));
  assert.equal((await access.bySession(session))?.name, 'account:anna');
  await access.logout(other, 'account:anna');
  assert.equal(await access.bySession(other), undefined);
  await access.setLocked('anna', true, 'prova');
  assert.equal(await access.bySession(session), undefined);
  await access.setLocked('anna', false, 'prova');
  const last = await access.login('anna', 'una contrasenya llarga', '127.0.0.1');
  now += 60_000;
  assert.equal(await access.bySession(last), undefined);
  now += 86_400_000;
  assert.equal(await access.byToken(token), undefined);
  const events = await db.selectFrom('access_event').selectAll().orderBy('id').execute();
  assert.deepEqual(
    new Set(events.map(({ what }) => what)),
    new Set(['token add', 'account add', 'login', 'logout', 'account lock', 'account unlock']),
  );
});

test('A151: whoever guesses waits, longer each time; who comes from elsewhere does not', async (t) => {
  const db = await openSqlite(':memory:');
  t.after(() => db.destroy());
  let now = 1_000_000;
  const access = new Access(makeAccessStore(db), { now: () => now }, 60_000);
  await access.addAccount('anna', 'reader', 'una contrasenya llarga', 'prova');
  const guess = (password = 'no') => access.login('anna', password, '192.0.2.1').catch((error) => error.code);
  for (let i = 0; i < 5; i++) assert.equal(await guess(), 'api.unauthenticated');
  assert.equal(await guess('una contrasenya llarga'), 'api.too-many');
  assert.match(await access.login('anna', 'una contrasenya llarga', '192.0.2.2'), /^sessio_/);
  now += 1_000;
  assert.equal(await guess(), 'api.unauthenticated');
  now += 1_999;
  assert.equal(await guess('una contrasenya llarga'), 'api.too-many');
  now += 1;
  assert.match(await guess('una contrasenya llarga'), /^sessio_/);
});

test('A151: no page of another site changes anything with a person’s session', async (t) => {
  const g = await openApi(t);
  await g.access.addAccount('anna', 'OT', 'una contrasenya llarga', 'prova');
  const login = { name: 'anna', password: 'una contrasenya llarga' };
  const { origin } = new URL(g.stage.gateway.origins.management);
  const foreign = await g.ask('/session', { method: 'POST', json: login, headers: { origin: 'https://example.org' } });
  assert.equal(foreign.json.code, 'api.cross-site');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const posted = await g.ask('/session', { method: 'POST', body: 'name=anna', headers: form });
  assert.equal(posted.json.code, 'api.media-type');
  const plain = await g.ask('/session', {
    method: 'POST',
    body: JSON.stringify(login),
    headers: { 'content-type': 'text/plain' },
  });
  assert.equal(plain.json.code, 'api.media-type');
  const told = await g.ask('/session', { method: 'POST', json: login, headers: { origin } });
  assert.equal(told.status, 204);
  const set = told.headers.get('set-cookie')!;
  assert.match(set, /^padro_session=sessio_[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
  const cookie = set.split(';')[0]!;
  assert.equal((await g.ask('/session', { headers: { cookie } })).json.name, 'account:anna');
  const path = '/records/municipality/17023';
  const change = { method: 'DELETE', headers: { cookie, 'if-match': '"9"', 'x-reason': 'x' } };
  assert.equal((await g.ask(path, change)).json.code, 'api.version');
  for (const headers of [{ origin: 'https://example.org' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
    const told = await g.ask(path, { ...change, headers: { ...change.headers, ...headers } as Record<string, string> });
    assert.deepEqual([told.status, told.json.code], [403, 'api.cross-site']);
  }
  assert.equal((await g.ask('/session', { method: 'DELETE', headers: { cookie, origin } })).status, 204);
  assert.equal((await g.ask('/session', { headers: { cookie } })).status, 401);
});

test('A151: an address without the permission, and a name that is not ours, are refused', async (t) => {
  const g = await openApi(t);
  const rebound = await g.management('/api/v1/municipis', { headers: { host: 'example.org' } });
  assert.match(rebound.text, /api\.host/);
  const { registry } = g.stage.gateway;
  const { doc } = registry.get('addressGroup', 'demo')!;
  await registry.change([{ kind: 'addressGroup', id: 'demo', doc: { ...doc, may: ['query', 'read'] } }], 'x', 'x');
  const token = await g.access.addToken('prova', ['read:*', 'write:*'], 1, 'prova');
  const headers = { 'if-match': '"1"', 'x-reason': 'x' };
  const told = await g.ask('/records/municipality/17023', { method: 'DELETE', token, headers });
  assert.equal(told.json.code, 'api.address');
  const office = await g.access.addToken('oficina', ['act:OT'], 1, 'prova');
  const act = await g.ask('/integrations/i/acts/ask', { method: 'POST', token: office, headers, json: {} });
  assert.equal(act.json.code, 'api.address');
  await registry.change([{ kind: 'addressGroup', id: 'demo', doc: { ...doc, may: ['query'] } }], 'x', 'x');
  assert.equal((await g.ask('/municipis')).json.code, 'api.address');
});
