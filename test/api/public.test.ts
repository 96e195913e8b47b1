import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApi } from './gateway.ts';

test('the public plane lists all 947 municipalities, page by page, and nothing internal', async (t) => {
  const g = await openApi(t);
  const whole = await g.anybody('/api/v1/municipis?limit=1000');
  assert.equal(whole.status, 200);
  assert.equal(whole.json.items.length, 947);
  assert.equal(whole.json.next, null);
  const walked: unknown[] = [];
  let path: string | undefined = '/api/v1/municipis?limit=100';
  let pages = 0;
  while (path) {
    const page = await g.anybody(path);
    walked.push(...page.json.items);
    pages++;
    path = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1];
  }
  assert.equal(pages, 10);
  assert.deepEqual(walked, whole.json.items);
  const fields = new Set(whole.json.items.flatMap((item: object) => Object.keys(item)));
  assert.deepEqual([...fields], ['ine', 'ine6', 'ens', 'name', 'state', 'environments', 'since', 'modalitats']);
  const { json } = await g.anybody('/api/v1/municipis?state=testing');
  assert.deepEqual(
    json.items.map(({ ine }: { ine: string }) => ine),
    ['08001', '17023'],
  );
  assert.equal((await g.anybody('/api/v1/municipis?name=argencola')).json.items[0].name, 'Argençola');
  assert.equal((await g.anybody('/api/v1/municipis/17023')).json.name, 'Blanes');
  assert.equal((await g.anybody('/api/v1/municipis/99999')).json.code, 'api.not-found');
  const management = await g.ask('/municipis?limit=1000');
  assert.equal(management.json.items.length, 947);
});

test('lists leave as CSV for whoever asks for it', async (t) => {
  const g = await openApi(t);
  const { headers, text } = await g.anybody('/api/v1/municipis?limit=1000', { headers: { accept: 'text/csv' } });
  assert.match(headers.get('content-type')!, /^text\/csv/);
  const rows = text.split('\r\n');
  assert.equal(rows.length, 949);
  assert.equal(rows[0], 'ine,ine6,ens,name,state,environments,since,modalitats');
  assert.match(rows[1]!, /^08001,080018,0800180001,Abrera,testing,proves,,/);
});

test('nonsense is told in problem+json', async (t) => {
  const g = await openApi(t);
  for (const [path, status, code] of [
    ['/api/v1/municipis?limit=0', 400, 'api.query'],
    ['/api/v1/municipis?limit=1001', 400, 'api.query'],
    ['/api/v1/municipis?limit=x', 400, 'api.query'],
    ['/api/v1/municipis?limt=1', 400, 'api.query'],
    ['/api/v1/municipis?state=perhaps', 400, 'api.query'],
    ['/api/v1/municipis?__proto__=1', 400, 'api.query'],
    ['/api/v1/municipis/..%2f..%2fetc', 400, 'api.query'],
    ['/api/v1/municipis/%', 400, 'http.malformed'],
    ['/api/v1/changes?since=-1', 400, 'api.query'],
    ['/api/v1/changes?since=1e99', 400, 'api.query'],
    ['/api/v1/records/endpoint', 404, 'api.not-found'],
    ['/api/v1/session', 404, 'api.not-found'],
    ['/health/live', 404, 'api.not-found'],
  ] as const) {
    const told = await g.anybody(path);
    assert.deepEqual([path, told.status, told.json.code], [path, status, code]);
    assert.match(told.headers.get('content-type')!, /^application\/problem\+json/);
    assert.match(told.json.incident, /^[0-9a-f]{32}$/);
    assert.doesNotMatch(told.text, /\.ts|node_modules| at /);
  }
  const posted = await g.anybody('/api/v1/municipis', { method: 'POST', body: '{}' });
  assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET']);
  const catalan = await g.anybody('/nowhere');
  const english = await g.anybody('/nowhere', { headers: { 'accept-language': 'en' } });
  assert.deepEqual([catalan.json.title, english.json.title], ['No existeix.', 'There is no such thing.']);
});

test('the page of who is integrated is Catalan first and lets no script run', async (t) => {
  const g = await openApi(t);
  const { text, headers } = await g.anybody('/');
  assert.match(text, /<html lang="ca">.*0 dels 947 municipis/s);
  assert.match(headers.get('content-security-policy')!, /default-src 'none'/);
  assert.match(text, /<footer>.*Instituto Geográfico Nacional.*CC-BY 4\.0.*href="\/accessibilitat\?lang=ca"/s);
  for (const [language, title] of [
    ['ca', "Declaració d'accessibilitat"],
    ['es', 'Declaración de accesibilidad'],
    ['en', 'Accessibility statement'],
  ] as const) {
    const statement = (await g.anybody('/accessibilitat', { headers: { 'accept-language': language } })).text;
    assert.ok(
      statement.includes(`<html lang="${language}">`) && statement.includes(title.replace("'", '&#39;')),
      statement,
    );
    assert.match(statement, /WCAG 2\.1.*1112\/2018.*2026.*<footer>|1112\/2018.*WCAG 2\.1.*<footer>.*2026/s);
    assert.doesNotMatch(statement, /\{\w+\}/);
    const check = (await g.anybody('/verificacio', { headers: { 'accept-language': language } })).text;
    assert.match(check, new RegExp(`<html lang="${language}">.*<footer>.*href="/accessibilitat`, 's'));
  }
  assert.match((await g.anybody('/?lang=es')).text, /<html lang="es">/);
});

test('an address that asks too often is told so', async (t) => {
  const g = await openApi(t, { PADRO_PUBLIC_PER_SECOND: '3' });
  const asked = await Promise.all(Array.from({ length: 30 }, () => g.anybody('/api/v1/municipis/17023')));
  assert.ok(asked.some(({ status, json }) => status === 429 && json.code === 'api.too-many'));
});

test('changes are a feed, and a stream that resumes behind Last-Event-ID', async (t) => {
  const g = await openApi(t);
  const feed = await g.anybody('/api/v1/changes?limit=1000');
  const changes = feed.json.items as { seq: number; ine: string }[];
  assert.deepEqual(new Set(changes.map(({ ine }) => ine)), new Set(['17023', '08001']));
  assert.deepEqual(Object.keys(changes[0]!), ['seq', 'at', 'ine', 'environments']);
  for (const since of [feed.json.last, feed.json.last + 1, 999_999]) {
    const { json } = await g.anybody(`/api/v1/changes?since=${since}`);
    assert.deepEqual(json, { items: [], next: null, last: feed.json.last });
  }

  const ended = new AbortController();
  t.after(() => ended.abort());
  const response = await fetch(`${g.stage.gateway.origins.public}/api/v1/changes/stream`, {
    headers: { 'last-event-id': String(changes[0]!.seq) },
    signal: ended.signal,
  });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(text)) text += (await reader.read()).value;
  };
  await until(new RegExp(`id: ${changes[1]!.seq}\nevent: change\n`));
  assert.doesNotMatch(text, new RegExp(`id: ${changes[0]!.seq}\n`));
  const { registry } = g.stage.gateway;
  const { doc } = registry.get('municipality', '17023')!;
  await registry.change([{ kind: 'municipality', id: '17023', doc: { ...doc, endpoints: {} } }], 'prova', 'moves');
  await until(/"ine":"17023","environments":\[\]/);
});

test('one address holds only so many streams', async (t) => {
  const g = await openApi(t);
  const ended = new AbortController();
  t.after(() => ended.abort());
  const open = () => fetch(`${g.stage.gateway.origins.public}/api/v1/changes/stream`, { signal: ended.signal });
  const first = await Promise.all(Array.from({ length: 10 }, open));
  assert.ok(first.every(({ status }) => status === 200));
  assert.equal((await open()).status, 429);
});
