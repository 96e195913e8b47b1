import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApi } from './gateway.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

test('records are read, changed and taken away by whoever may, and the second of two is told', async (t) => {
  const g = await openApi(t);
  const token = await g.access.addToken('prova', ['read:*', 'write:endpoint', 'history:endpoint'], 1, 'prova');
  const path = '/records/endpoint/nou';
  const doc = { id: 'nou', environment: 'proves', url: 'http://127.0.0.1:9999/x' };
  const put = (headers: Record<string, string>, json: unknown = { doc, why: 'servidor nou' }) =>
    g.ask(path, { method: 'PUT', token, headers, json });

  const none = await put({});
  assert.deepEqual([none.status, none.json.code], [428, 'api.precondition']);
  const made = await put({ 'if-none-match': '*' });
  assert.deepEqual([made.status, made.headers.get('etag'), made.json.version], [201, '"1"', 1]);
  assert.equal((await put({ 'if-none-match': '*' })).json.code, 'api.version');
  const changed = await put({ 'if-match': '"1"' }, { doc: { ...doc, timeoutMs: 1000 }, why: 'més temps' });
  assert.deepEqual([changed.status, changed.headers.get('etag')], [200, '"2"']);
  const late = await put({ 'if-match': '"1"' });
  assert.deepEqual([late.status, late.json.code], [412, 'api.version']);
  assert.equal((await put({ 'if-match': '"2"' }, { doc })).json.code, 'api.why');
  assert.equal((await put({ 'if-match': '2' })).status, 428);

  const read = await g.ask(path, { token });
  assert.deepEqual([read.json.id, read.json.doc.timeoutMs, read.headers.get('etag')], ['nou', 1000, '"2"']);
  const gone = await g.ask(path, {
    method: 'DELETE',
    token,
    headers: { 'if-match': '"2"', 'x-reason': Buffer.from('ja no hi és, adéu').toString('latin1') },
  });
  assert.equal(gone.status, 204);
  assert.equal((await g.ask(path, { token })).status, 404);
  const { json } = await g.ask(`${path}/history`, { token });
  assert.deepEqual(
    json.items.map(({ who, why, version }: { who: string; why: string; version: number }) => [who, why, version]),
    [
      ['token:prova', 'servidor nou', 1],
      ['token:prova', 'més temps', 2],
      ['token:prova', 'ja no hi és, adéu', 3],
    ],
  );
});

test('lists are filtered and paged', async (t) => {
  const g = await openApi(t);
  const token = await g.access.addToken('prova', ['read:*'], 1, 'prova');
  const all = await g.ask('/records/addressGroup?limit=1000', { token });
  const first = await g.ask('/records/addressGroup?limit=2', { token });
  assert.equal(first.json.items.length, 2);
  const rest = await g.ask(`/records/addressGroup?limit=1000&after=${first.json.next}`, { token });
  assert.deepEqual([...first.json.items, ...rest.json.items], all.json.items);
  const found = await g.ask('/records/addressGroup?environment=proves&may=write', { token });
  assert.deepEqual(
    found.json.items.map(({ id }: { id: string }) => id),
    ['demo'],
  );
  for (const query of ['enviroment=proves', 'toString=x', '__proto__=x', 'may=read&may=write']) {
    const { status, json } = await g.ask(`/records/addressGroup?${query}`, { token });
    assert.deepEqual([query, status, json.code], [query, 400, 'api.query']);
  }
});

test('what does not fit changes nothing', async (t) => {
  const g = await openApi(t);
  const token = await g.access.addToken('prova', ['read:*', 'write:*'], 1, 'prova');
  const seq = g.stage.gateway.registry.seq;
  const put = (path: string, json: unknown, headers: Record<string, string> = {}) =>
    g.ask(path, { method: 'PUT', token, headers: { 'if-none-match': '*', ...headers }, json });
  const endpoint = (url: string) =>
    put('/records/endpoint/x', { doc: { id: 'x', environment: 'proves', url }, why: 'x' });
  for (const url of [
    'http://2130706433/',
    'http://0x7f.1/',
    'http://localhost./',
    'http://user@example.cat/',
    'file:///etc/passwd',
    'http://example.cat:6379/',
  ]) {
    const told = await endpoint(url);
    assert.deepEqual([url, told.status, told.json.code], [url, 422, 'api.invalid']);
  }
  for (const url of ['http://169.254.169.254/', 'http://10.0.0.1/', new URL(g.stage.gateway.origins.management).href]) {
    const told = await endpoint(url);
    assert.deepEqual([url, told.status, told.json.code], [url, 409, 'api.does-not-fit']);
  }
  const doc = { ine: '43001', name: 'X', endpoints: { proves: 'no-hi-es' } };
  assert.equal((await put('/records/municipality/43001', { doc, why: 'x' })).json.code, 'api.does-not-fit');
  assert.equal((await put('/records/municipality/43002', { doc, why: 'x' })).json.code, 'api.invalid');
  const more = JSON.stringify({ doc: { ...doc, admin: true }, why: 'x' });
  const proto = `{"__proto__": {"admin": true}, ${more.slice(1)}`;
  for (const body of [more, proto, '{', '[]', 'null', '"x"', '']) {
    const headers = { 'if-none-match': '*', ...JSON_TYPE };
    const told = await g.ask('/records/municipality/43001', { method: 'PUT', token, headers, body });
    assert.deepEqual([body, told.status], [body, 422]);
  }
  const big = JSON.stringify({ doc, why: 'x'.repeat(2_000_000) });
  const tooBig = await g.ask('/records/municipality/43001', { method: 'PUT', token, headers: JSON_TYPE, body: big });
  assert.equal(tooBig.status, 413);
  assert.equal(g.stage.gateway.registry.seq, seq);
});

test('what is not valid is told in the language that is spoken, by rule', async (t) => {
  const g = await openApi(t);
  const token = await g.access.addToken('prova', ['write:*'], 1, 'prova');
  const told = async (kind: string, change: object, language = 'ca') => {
    const headers = { 'if-none-match': '*', 'accept-language': language };
    const json = { doc: { id: 'x', environment: 'proves', url: 'http://127.0.0.1:9999/', ...change }, why: 'x' };
    return (await g.ask(`/records/${kind}/x`, { method: 'PUT', token, headers, json })).json.title;
  };
  for (const [change, ca] of [
    [{ url: 'file:///x' }, 'doc.url: no és vàlid (una adreça http o https).'],
    [{ url: 'http://example.cat:25/' }, 'doc.url: no és vàlid (el port 25 no és dels del web).'],
    [{ timeoutMs: 1 }, 'doc.timeoutMs: no és vàlid (almenys 100).'],
    [{ admin: 1 }, 'doc.admin: no és vàlid (només camps coneguts).'],
    [
      { unpinnedUntil: 'x' },
      "doc.unpinnedUntil: no és vàlid (un d'aquests: una data amb hora (2026-01-31T12:00:00Z), una data (2026-01-31)).",
    ],
  ] as const) {
    assert.equal(await told('endpoint', change), ca);
  }
  assert.equal(await told('endpoint', { admin: 1 }, 'en'), 'doc.admin: not valid (only known fields).');
});

test('the description names every path, and reads without a login', async (t) => {
  const g = await openApi(t);
  const { status, json } = await g.ask('/openapi.json');
  assert.deepEqual([status, json.openapi], [200, '3.1.0']);
  assert.deepEqual(Object.keys(json.paths['/api/v1/records/endpoint/{id}'].put.responses), ['200', '201', 'default']);
  const queryOf = (kind: string) =>
    json.paths[`/api/v1/records/${kind}`].get.parameters.map(({ name }: { name: string }) => name);
  assert.deepEqual(queryOf('addressGroup'), ['name', 'environment', 'may', 'addresses', 'limit', 'after']);
  assert.ok(queryOf('certificate').includes('fingerprint'));
  const open = await g.anybody('/api/v1/openapi.json');
  assert.deepEqual(Object.keys(open.json.paths), [
    '/api/v1/verificacio',
    '/api/v1/municipis',
    '/api/v1/municipis/{ine}',
    '/api/v1/changes',
    '/api/v1/changes/stream',
    '/api/v1/openapi.json',
  ]);
});
