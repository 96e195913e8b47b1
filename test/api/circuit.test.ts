import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OpenApi, openApi } from './gateway.ts';

const CONTACT = { contactName: 'Contacte de prova', contactEmail: 'padro@example.cat' };
const OPENING = { act: 'open', id: 'i-43148', municipi: '43148', environment: 'proves', ...CONTACT };
const PDF = Buffer.from('%PDF-1.7\nAOC\n%%EOF\n');
const MAIL = { PADRO_MAIL_FROM: 'oficina@example.cat', PADRO_MAIL_CONVENI_URL: 'https://example.cat/conveni.docx' };

/** Callers of each role, by their tokens. */
async function offices(g: OpenApi) {
  const tokenOf = (name: string, scopes: string[]) => g.access.addToken(name, ['read:*', ...scopes], 1, 'prova');
  return {
    OT: await tokenOf('ot', ['write:*', 'act:OT']),
    AJ: await tokenOf('aj', ['act:AJ']),
    LM: await tokenOf('lm', ['act:LM']),
    reader: await tokenOf('lectora', []),
  };
}

const act = async (g: OpenApi, token: string, name: string, json: unknown = {}, version?: number) => {
  const etag = version ?? (await g.ask(`/integrations/${OPENING.id}`, { token })).json.version;
  const headers = { 'if-match': `"${etag}"` };
  return g.ask(`/integrations/${OPENING.id}/acts/${name}`, { method: 'POST', token, headers, json });
};

test('an expedient is opened, listed and shown with whose turn it is, and what can be done', async (t) => {
  const g = await openApi(t, MAIL);
  const { OT, LM, reader } = await offices(g);
  const open = (json: object = OPENING, token = OT) => g.ask('/integrations', { method: 'POST', token, json });
  const opened = await open();
  assert.deepEqual([opened.status, opened.headers.get('location')], [201, '/api/v1/integrations/i-43148']);
  assert.equal(opened.headers.get('etag'), '"1"');
  const invite = { ...OPENING, act: 'invite', id: 'i-08001' };
  const preview = await g.ask('/letters/preview', { method: 'POST', token: LM, json: invite });
  assert.equal(preview.json.letters[0].subject, 'Vols posar en línia el teu padró?');
  assert.equal((await g.ask('/integrations/i-08001', { token: reader })).status, 404);
  const { turn, late, acts, doc } = opened.json;
  assert.deepEqual([turn, late, doc.step, doc.name], ['OT', 0, 'triage', 'Tarragona']);
  assert.deepEqual(
    acts.map((one: { act: string }) => one.act),
    ['request', 'ask', 'sign-ens', 'fill-in', 'refuse', 'withdraw'],
  );
  assert.deepEqual(acts[2], {
    act: 'sign-ens',
    by: ['ens', 'AJ'],
    fields: [],
    optional: ['ticket'],
    document: 'conveni-ens',
  });
  assert.equal((await open()).json.code, 'api.exists');
  assert.equal((await open({ ...OPENING, municipi: '99999' })).json.code, 'api.invalid');
  assert.equal((await open({ ...OPENING, nonsense: 1 })).json.code, 'api.invalid');
  const listed = await g.ask('/integrations?turn=OT&step=triage', { token: reader });
  assert.deepEqual(
    listed.json.items.map(({ id, deadline }: { id: string; deadline: string }) => [id, deadline > doc.since]),
    [['i-43148', true]],
  );
  assert.deepEqual((await g.ask('/integrations?due=true', { token: reader })).json.items, []);
  assert.equal((await g.ask('/integrations?due=potser', { token: reader })).status, 400);
  assert.equal((await g.ask('/integrations/cap', { token: reader })).json.code, 'circuit.unknown');
  const csv = await g.ask('/integrations', { token: reader, headers: { accept: 'text/csv' } });
  assert.match(csv.text, /^id,name,municipi,environment,step,since,turn,deadline,late\r\ni-43148,Tarragona,/);
});

test('acts are for their offices, on the version that was seen, and stay in the history with who', async (t) => {
  const g = await openApi(t, MAIL);
  const { OT, AJ, LM, reader } = await offices(g);
  await g.ask('/integrations', { method: 'POST', token: OT, json: { ...OPENING, wants: 'offer' } });
  const path = '/integrations/i-43148/acts/convene';
  assert.equal((await g.ask(path, { method: 'POST', token: OT, json: {} })).json.code, 'api.precondition');
  assert.equal((await act(g, reader, 'convene')).json.code, 'api.forbidden');
  assert.equal((await act(g, LM, 'convene')).json.code, 'api.forbidden');
  assert.equal((await act(g, OT, 'convene', {}, 7)).json.code, 'api.version');
  assert.equal((await act(g, OT, 'register', {})).json.code, 'api.forbidden', 'what only AJ does');
  assert.equal((await act(g, AJ, 'register', {})).json.code, 'api.invalid');
  const early = await act(g, AJ, 'register', { conveniNumber: '1', conveniFrom: '2026-01-01' });
  assert.deepEqual([early.status, early.json.code], [409, 'circuit.not-now']);
  const both = await g.access.addToken('dues', ['act:OT', 'act:AJ'], 1, 'prova');
  assert.equal((await act(g, both, 'convene', {}, 1)).json.code, 'api.office');
  const preview = await g.ask(`${path}/preview`, { method: 'POST', token: AJ, json: {} });
  assert.match(preview.json.letters[0].subject, /dades de signatura/);
  assert.equal((await act(g, both, 'convene?as=LM', {}, 1)).json.code, 'api.query');
  assert.equal((await act(g, OT, 'convene?as=AJ', {}, 1)).json.code, 'api.forbidden');
  const done = await act(g, both, 'convene?as=AJ', { ticket: 'FP#258025' }, 1);
  assert.deepEqual([done.status, done.json.doc.step, done.headers.get('etag')], [200, 'a-data', '"2"']);
  assert.deepEqual(done.json.doc.tickets, ['FP#258025']);
  assert.deepEqual(done.json.doc.history.at(-1).who, 'token:dues');
  const { items } = (await g.ask('/letters?about=i-43148', { token: reader })).json;
  assert.deepEqual(
    items.map(({ id, state, link }: Record<string, string>) => [id, state, link]),
    [['i-43148-1', 'queued', 'give-data']],
  );
  const reminded = await g.ask('/integrations/i-43148/reminders', {
    method: 'POST',
    token: AJ,
    headers: { 'if-match': '"2"' },
  });
  assert.deepEqual([reminded.status, reminded.json.doc.letters.length], [200, 2]);
  const again = await g.ask('/letters/i-43148-1/again', { method: 'POST', token: OT });
  assert.equal(again.json.code, 'circuit.letter', 'it waits already');
});

test('a document is sent as the body of its act, and read again', async (t) => {
  const g = await openApi(t, MAIL);
  const { OT, AJ, reader } = await offices(g);
  await g.ask('/integrations', { method: 'POST', token: OT, json: { ...OPENING, wants: 'offer' } });
  await act(g, AJ, 'convene');
  const signatory = { ensNif: 'P4315000B', signatoryName: 'Representant', signatoryPosition: 'Alcaldia' };
  assert.equal((await act(g, AJ, 'give-data', signatory)).json.doc.step, 'b-signatures');
  const sign = (body: Buffer, type = 'application/pdf') =>
    g.ask('/integrations/i-43148/acts/sign-aoc?ticket=FP%231', {
      method: 'POST',
      token: AJ,
      headers: { 'if-match': '"3"', 'content-type': type },
      body: new Uint8Array(body),
    });
  const stranger = await g.ask('/integrations/i-43148/acts/sign-aoc', { method: 'POST', body: 'x'.repeat(20_000_000) });
  assert.equal(stranger.json.code, 'api.unauthenticated', 'before the body is read');
  assert.equal((await sign(Buffer.from('no PDF'))).json.code, 'circuit.document');
  assert.equal((await sign(Buffer.alloc(0))).status >= 400, true);
  assert.equal((await sign(PDF, 'application/json')).json.code, 'api.media-type');
  assert.equal((await sign(Buffer.alloc(10_485_761, 0x20))).json.code, 'http.too-large');
  const signed = await sign(PDF);
  assert.equal(signed.json.doc.documents['conveni-aoc'].size, PDF.length);
  const read = await g.ask('/integrations/i-43148/documents/conveni-aoc', { token: reader });
  assert.deepEqual(
    [read.status, read.headers.get('content-type'), read.text],
    [200, 'application/pdf', PDF.toString()],
  );
  assert.match(read.headers.get('content-disposition')!, /^attachment; filename=i-43148-conveni-aoc\.pdf$/);
  assert.equal(
    (await g.ask('/integrations/i-43148/documents/conveni-ens', { token: reader })).json.code,
    'circuit.no-document',
  );
  assert.equal((await g.ask('/integrations/i-43148/documents/altre', { token: reader })).json.code, 'api.query');
});

test('a letter that cannot be written stops the act, and says what it lacks', async (t) => {
  const g = await openApi(t);
  const { OT, LM } = await offices(g);
  const invite = { ...OPENING, act: 'invite' };
  const refused = await g.ask('/integrations', { method: 'POST', token: OT, json: invite });
  assert.deepEqual([refused.json.code, refused.json.title], ['api.forbidden', 'No teniu el permís act:LM.']);
  const told = await g.ask('/integrations', { method: 'POST', token: LM, json: invite });
  assert.deepEqual([told.status, told.json.code], [409, 'circuit.hole']);
  assert.match(told.json.title, /invitation.*office/);
  assert.equal((await g.ask('/integrations/i-43148', { token: LM })).status, 404);
  const templates = await g.ask('/letter-templates?language=es&limit=1000', { token: LM });
  assert.ok(templates.json.items.some(({ kind }: { kind: string }) => kind === 'invitation'));
  const one = await g.ask('/letter-templates/invitation', { token: LM });
  assert.equal(one.json.subject, 'Vols posar en línia el teu padró?');
});

const ended = async (g: OpenApi, token: string, location: string) => {
  for (;;) {
    const told = await g.ask(location.replace('/api/v1', ''), { token });
    if (told.json.state !== 'running') return told.json;
    assert.equal(told.headers.get('retry-after'), '1');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

test('a check is begun, looked at, and its report read as JSON, a page and a PDF', async (t) => {
  const g = await openApi(t);
  const { OT, reader } = await offices(g);
  const begin = (id: string, token = OT) => g.ask(`/endpoints/${id}/checks`, { method: 'POST', token });
  assert.equal((await begin('simulador-08001', reader)).json.code, 'api.forbidden');
  assert.equal((await begin('cap')).json.code, 'migration.unknown');
  const begun = await begin('simulador-08001');
  assert.deepEqual([begun.status, begun.json.state, begun.json.who], [202, 'running', 'token:ot']);
  const task = await ended(g, reader, begun.headers.get('location')!);
  assert.deepEqual([task.state, task.kind, task.about], ['done', 'check', 'simulador-08001']);
  assert.equal(task.outcome.good, true);
  const path = `/reports/${task.outcome.report}`;
  const read = (accept: string) => g.ask(path, { token: reader, headers: { accept } });
  assert.deepEqual((await read('application/json')).json.municipis, ['08001']);
  assert.match((await read('text/html')).text, /<html lang="ca">/);
  assert.match((await read('application/pdf')).text, /^%PDF-1\./);
  assert.equal((await read('image/png')).json.code, 'api.not-acceptable');
  const { doc } = (await g.ask('/records/endpoint/simulador-08001', { token: reader })).json;
  assert.equal(doc.verified.report, task.outcome.report);
  const second = await ended(g, reader, (await begin('simulador-08001')).headers.get('location')!);
  const page = await g.ask('/tasks?about=simulador-08001&limit=1', { token: reader });
  assert.deepEqual([page.json.items[0].id, page.json.next], [second.id, second.id]);
  const rest = await g.ask(`/tasks?limit=1&after=${page.json.next}`, { token: reader });
  assert.deepEqual([rest.json.items[0].id, rest.json.next], [task.id, null]);
  assert.deepEqual((await g.ask('/tasks?about=cap', { token: reader })).json.items, []);
  assert.equal((await g.ask(`/tasks/${'0'.repeat(32)}`, { token: reader })).status, 404);
  assert.equal((await g.ask(`/reports/${'0'.repeat(64)}`, { token: reader })).status, 404);
});

test('a migration is taken step by step, each on the version that was seen', async (t) => {
  const g = await openApi(t);
  const { OT, AJ } = await offices(g);
  const { url } = g.stage.gateway.registry.get('endpoint', 'simulador-17023')!.doc;
  const doc = { id: 'nou', environment: 'proves', url };
  await g.ask('/records/endpoint/nou', {
    method: 'PUT',
    token: OT,
    headers: { 'if-none-match': '*' },
    json: { doc, why: 'servidor nou' },
  });
  const opening = { id: 'blanes', from: 'simulador-17023', to: 'nou', why: 'servidor nou' };
  const open = (token: string) => g.ask('/migrations', { method: 'POST', token, json: opening });
  assert.equal((await open(AJ)).json.code, 'api.forbidden');
  const opened = await open(OT);
  assert.deepEqual([opened.status, opened.json.steps, opened.json.doc.window], [201, ['check'], 50]);
  assert.equal((await open(OT)).json.code, 'api.exists');
  const post = (step: string, json?: unknown, version?: number) =>
    g.ask(`/migrations/blanes/${step}`, {
      method: 'POST',
      token: OT,
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
      json,
    });
  assert.equal((await post('compare')).json.code, 'migration.step');
  for (const step of ['check', 'compare']) {
    const begun = await post(step);
    assert.equal(begun.status, 202);
    const task = await ended(g, OT, begun.headers.get('location')!);
    assert.equal(task.outcome.good, true, JSON.stringify(task));
  }
  const { version, steps } = (await g.ask('/migrations/blanes', { token: OT })).json;
  assert.deepEqual(steps, ['compare', 'share']);
  const why = 'una part primer';
  assert.equal((await post('share', { share: 10, why })).json.code, 'api.precondition');
  assert.equal((await post('share', { share: 10 }, version)).json.code, 'api.why');
  assert.equal((await post('share', { share: 100, why }, version)).json.code, 'api.invalid');
  assert.equal((await post('share', { share: 10, why }, version - 1)).json.code, 'api.version');
  assert.equal((await post('share', { share: 10, why }, version)).json.doc.share, 10);
  assert.equal((await post('all', { why }, version + 1)).json.doc.state, 'all');
  assert.equal((await post('return', { why: 'proves' }, version + 2)).json.doc.reason, 'proves');
  assert.equal((await post('retire', { why }, version + 3)).json.code, 'migration.step');
  assert.deepEqual((await post('again', { why }, version + 3)).json.steps, ['check']);
  assert.equal((await g.ask('/migrations?state=retired', { token: OT })).json.items.length, 0);
});
