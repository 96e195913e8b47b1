import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import express from 'express';
import { compileAddresses } from '../../src/admit/index.ts';
import { publicLinkRouter } from '../../src/listen/index.ts';
import { type Mail, PostOffice } from '../../src/notices/index.ts';
import { type Actor, Circuit, Links, put, Registry, VersionConflict } from '../../src/registry/index.ts';
import { makeCircuitDocuments, makeOutboxStore, makeRegistryStore, openSqlite } from '../../src/store/index.ts';
import { temporary } from '../notices/post.ts';

const DAY = 86_400_000;
const REPORT = 'c'.repeat(64);
const PDF = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
const CONTACT = { contactName: 'Contacte de prova', contactEmail: 'padro@example.cat' };
const OPENING = {
  id: 'i-17023',
  municipi: '17023',
  name: 'Municipi de prova',
  environment: 'produccio',
  language: 'ca',
} as const;
const COMPILE = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: compileAddresses };

/** The circuit over a real store, its public pages over HTTP, and every mail that left. */
async function office(t: TestContext) {
  const clock = { time: Date.parse('2026-03-02T09:00:00Z'), now: () => clock.time };
  const db = await openSqlite(join(temporary(t), 'padro.sqlite'));
  t.after(() => db.destroy());
  const registry = await Registry.open(makeRegistryStore(db), COMPILE, clock);
  const outbox = makeOutboxStore(db);
  const documents = makeCircuitDocuments(db);
  const facts = {
    email: 'oficina@example.cat',
    template: 'https://example.cat/conveni.docx',
    addresses: '- proves: 157.97.65.88',
  };
  const circuit = new Circuit({ registry, outbox, documents, office: () => facts, clock });
  let origin = '';
  const links = new Links({ circuit, registry, clock, origin: () => origin });
  const app = express();
  app.use(
    publicLinkRouter({
      look: (id, token) => links.look(id, token),
      spend: (id, token, sent) => links.spend(id, token, sent),
      language: 'ca',
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => new Promise((resolve) => server.close(resolve)));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mails: Mail[] = [];
  const post = new PostOffice({
    outbox,
    hand: async (mail) => {
      mails.push(mail);
      return { result: 'sent' };
    },
    link: (notice) => links.issue(notice),
    document: async (sha256) => (await documents.read(sha256))!,
    domain: 'example.cat',
    clock,
  });
  return {
    clock,
    registry,
    circuit,
    outbox,
    mails,
    post,
    db,
    origin,
    begin: (act: 'invite' | 'open', actor: Actor, fields: object = CONTACT) =>
      circuit.open(OPENING, { act, fields: { ...fields } }, { who: actor, actor }),
    act: (act: Parameters<Circuit['act']>[1]['act'], actor: Actor, fields = {}, document?: Buffer) =>
      circuit.act('i-17023', { act, fields, document }, { who: actor, actor }),
    /** The link in the last mail. */
    async link(): Promise<string> {
      await post.run();
      return /http:\S+\/integracio\/\S+/.exec(mails.at(-1)!.text)![0];
    },
    step: () => circuit.get('i-17023').expedient.step,
    /** What the acceptance check writes when an endpoint passed. */
    async pass(id: string): Promise<void> {
      const { doc, version } = registry.get('endpoint', id)!;
      const verified = { at: new Date(clock.time).toISOString(), report: REPORT, url: doc.url };
      await registry.change(
        [{ kind: 'endpoint', id, doc: { ...doc, verified }, expected: version }],
        'check',
        'passed',
      );
    },
    route: () => registry.current.routes.find('17023', 'produccio')?.endpoint.id,
  };
}

type Office = Awaited<ReturnType<typeof office>>;

const send = (link: string, fields: Record<string, string>, file?: Buffer): Promise<Response> => {
  if (!file) return fetch(link, { method: 'POST', body: new URLSearchParams(fields) });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('document', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), 'conveni signat.pdf');
  return fetch(link, { method: 'POST', body: form });
};

const REQUEST = { ...CONTACT, wants: 'offer', delegated: 'no', contactPhone: '' };
const FORM = { ...CONTACT, vendor: 'Programa de prova', host: 'padro.example.cat', httpPort: '', httpsPort: '' };

/** From the letter to live, with a conveni. */
async function live(o: Office): Promise<void> {
  await o.begin('invite', 'LM');
  assert.equal((await send(await o.link(), REQUEST)).status, 200);
  await o.act('convene', 'OT');
  const signatory = { ensNif: 'P1702300A', signatoryName: 'Representant de prova', signatoryPosition: 'Alcaldia' };
  assert.equal((await send(await o.link(), signatory)).status, 200);
  await o.act('sign-aoc', 'AJ', {}, PDF('AOC'));
  assert.equal((await send(await o.link(), {}, PDF('AOC, ens'))).status, 200);
  await o.act('register', 'AJ', { conveniNumber: '2026/17', conveniFrom: '2026-03-01', conveniTo: '2030-03-01' });
  await o.act('tell', 'AJ');
  assert.equal((await send(await o.link(), FORM)).status, 200);
  await o.act('set-up', 'OT', { endpoint: 'prova-1', httpPort: 8080, httpsPort: 8443 });
  assert.equal(o.route(), undefined, 'nothing is open before it is verified');
  await assert.rejects(o.act('verify', 'OT', { checkReport: REPORT }), { code: 'circuit.missing' });
  await o.pass('prova-1');
  await o.act('verify', 'OT', { checkReport: REPORT });
}

describe('an integration', () => {
  it('goes from the letter to live with a conveni', async (t) => {
    const o = await office(t);
    await live(o);
    await o.post.run();
    assert.equal(o.route(), 'prova-1');
    assert.equal(
      o.registry.get('endpoint', 'prova-1')?.doc.url,
      'https://padro.example.cat:8443/siri-proxy/services/Sincron',
    );
    assert.deepEqual(
      o.mails.map(({ subject }) => subject),
      [
        'Vols posar en línia el teu padró?',
        'Conveni del padró en línia: dades de signatura',
        "Conveni del padró en línia, signat per l'AOC",
        "Padró en línia: formulari d'integració",
        'Padró en línia: ports que cal obrir',
        'El vostre padró ja és en línia',
      ],
    );
    assert.deepEqual(o.mails[2]!.attachment, PDF('AOC'));
    assert.deepEqual(o.mails[5]!.attachment, PDF('AOC, ens'), 'a copy of the conveni with both signatures');
    const history = await o.registry.history('integration', 'i-17023');
    assert.ok(history.length > 10 && history.every(({ who, why }) => who !== '' && why !== ''));
  });

  it('goes there through a supramunicipal body, on its endpoint', async (t) => {
    const o = await office(t);
    const consell = {
      id: 'consell-1',
      environment: 'produccio',
      url: 'https://consell.example.cat:8443/x',
      ca: [],
      pins: [],
    };
    await o.registry.change([{ kind: 'endpoint', id: 'consell-1', doc: consell }], 'OT', 'the body was there before');
    await o.begin('open', 'OT', { ...CONTACT, ticket: 'FP#258025' });
    await o.act('ask', 'OT');
    assert.equal((await send(await o.link(), { ...REQUEST, delegated: 'yes', bodyName: 'Consell' })).status, 200);
    await o.act('delegate', 'OT', { body: '9017000005', bodyName: 'Consell' });
    await o.act('include', 'OT', { endpoint: 'consell-1' });
    await o.pass('consell-1');
    await o.act('verify', 'OT', { checkReport: REPORT });
    assert.equal(o.route(), 'consell-1');
    await o.act('withdraw', 'OT', { reason: 'Ho demana' });
    assert.equal(o.route(), undefined);
  });

  it('is not included through an endpoint that nobody knows', async (t) => {
    const o = await office(t);
    await o.begin('open', 'OT', { ...CONTACT, wants: 'offer' });
    await o.act('delegate', 'OT', { body: '9017000005', bodyName: 'Consell' });
    await assert.rejects(o.act('include', 'OT', { endpoint: 'consell-1' }), { code: 'circuit.missing' });
    assert.equal(o.step(), 'delegation');
  });

  it('closes by itself when the conveni lapses, and opens under a new one', async (t) => {
    const o = await office(t);
    await live(o);
    const failed = (_: string, error: unknown): void => {
      throw error;
    };
    await o.circuit.tick(failed);
    assert.equal(o.route(), 'prova-1');
    o.clock.time = Date.parse('2030-03-01T00:00:00Z');
    await o.circuit.tick(failed);
    assert.deepEqual([o.step(), o.route()], ['paused', undefined]);
    await o.act('renew', 'AJ', { conveniNumber: '2030/1', conveniFrom: '2030-03-01' });
    await o.act('resume', 'OT');
    assert.deepEqual([o.step(), o.route()], ['live', 'prova-1']);
  });

  it('that ends leaves the route to another one that holds it open', async (t) => {
    const o = await office(t);
    await live(o);
    const { id: _, ...first } = o.circuit.get('i-17023').expedient;
    const data = { ...first.data, conveniTo: '2031-03-01' };
    await o.registry.change([put('integration', { ...first, id: 'i-2', data })], 'AJ', 'a new expedient');
    o.clock.time = Date.parse('2030-03-01T00:00:00Z');
    await o.circuit.tick((_, error) => assert.fail(String(error)));
    assert.deepEqual([o.step(), o.route()], ['paused', 'prova-1']);
    await o.act('withdraw', 'OT', { reason: 'Hi ha el nou' });
    assert.equal(o.route(), 'prova-1');
    await o.circuit.act('i-2', { act: 'withdraw', fields: { reason: 'Ho demana' } }, { who: 'OT', actor: 'OT' });
    assert.equal(o.route(), undefined);
    assert.deepEqual(o.registry.get('municipality', '17023')?.doc.endpoints, {});
  });

  it('that is withdrawn before it was live leaves what was open without it', async (t) => {
    const o = await office(t);
    const endpoint = { id: 'real', environment: 'produccio', url: 'https://real.example.cat:8443/x' } as const;
    const exempt = ['produccio'] as const;
    const open = { ine: '17023', name: 'Municipi de prova', endpoints: { produccio: 'real' }, exempt: [...exempt] };
    await o.registry.change([put('endpoint', endpoint), put('municipality', open)], 'OT', 'open by hand');
    await o.begin('open', 'OT');
    await o.act('withdraw', 'OT', { reason: 'Es va obrir per error' });
    assert.deepEqual([o.step(), o.route()], ['withdrawn', 'real']);
    assert.equal(o.registry.get('municipality', '17023')?.version, 1);
  });

  it('that goes live is exempt no longer', async (t) => {
    const o = await office(t);
    const before = { ine: '17023', name: 'Municipi de prova', endpoints: {}, exempt: ['produccio', 'proves'] } as const;
    await o.registry.change([put('municipality', { ...before, exempt: [...before.exempt] })], 'OT', 'open by hand');
    await live(o);
    assert.deepEqual(o.registry.get('municipality', '17023')?.doc.exempt, ['proves']);
    assert.equal(o.route(), 'prova-1');
  });

  it('tells the second of two editors, and loses nothing', async (t) => {
    const o = await office(t);
    await o.begin('open', 'OT');
    const { version } = o.circuit.get('i-17023');
    await o.act('ask', 'OT');
    const late = o.circuit.act(
      'i-17023',
      { act: 'withdraw', fields: { reason: 'x' } },
      { who: 'b', actor: 'OT' },
      { version },
    );
    await assert.rejects(late, VersionConflict);
    assert.equal(o.step(), 'question');
  });

  it('previews letters without writing anything', async (t) => {
    const o = await office(t);
    await o.begin('open', 'OT');
    const before = o.circuit.get('i-17023');
    const [letter] = o.circuit.preview('i-17023', { act: 'ask' }, { who: 'OT', actor: 'OT' });
    assert.match(letter!.body, /CONSUMIR el servei/);
    assert.deepEqual(o.circuit.get('i-17023'), before);
    assert.equal((await o.outbox.ids()).size, 0);
  });

  it('reminds the ens, and queues again what a crash kept from the outbox', async (t) => {
    const o = await office(t);
    await o.begin('invite', 'LM');
    await o.db.deleteFrom('outbox').execute();
    o.clock.time += 31 * DAY;
    await o.circuit.tick((_, error) => assert.fail(String(error)));
    assert.deepEqual([...(await o.outbox.ids())], ['i-17023-1', 'i-17023-2']);
    assert.deepEqual(
      o.circuit.due().map(({ turn, late, remind }) => [turn, late, remind]),
      [['ens', 1, false]],
    );
  });
});

describe('a link', () => {
  it('shows its form as often as it is opened, and is spent by sending it', async (t) => {
    const o = await office(t);
    await o.begin('invite', 'LM');
    const link = await o.link();
    for (let i = 0; i < 3; i++) {
      const page = await fetch(link);
      assert.equal(page.status, 200);
      assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/);
      assert.match(
        await page.text(),
        /<html lang="ca">[\s\S]*<label for="wants">Què voleu fer\? \(obligatori\)<\/label>/,
      );
    }
    assert.equal((await send(link, REQUEST)).status, 200);
    assert.equal((await send(link, REQUEST)).status, 410);
    assert.equal((await fetch(link)).status, 410);
  });

  it('is spent once by many at a time', async (t) => {
    const o = await office(t);
    await o.begin('invite', 'LM');
    const link = await o.link();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(link, REQUEST)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(410)]);
    assert.equal(o.circuit.get('i-17023').expedient.history.length, 2);
  });

  it('stays good when the form is not right, and says what is wrong', async (t) => {
    const o = await office(t);
    await o.begin('invite', 'LM');
    const link = await o.link();
    const page = await send(link, { ...REQUEST, contactEmail: '"><script>' });
    assert.equal(page.status, 400);
    const text = await page.text();
    assert.match(
      text,
      /role="alert"[\s\S]*Correu electrònic: una adreça electrònica<[\s\S]*id="contactEmail"[^>]* aria-invalid="true"/,
    );
    assert.ok(!text.includes('<script>'));
    assert.equal((await send(link, REQUEST)).status, 200);
  });

  it('expires, and is none with another token, another expedient, or after a new one', async (t) => {
    const o = await office(t);
    await o.begin('invite', 'LM');
    const link = await o.link();
    const wrong = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    assert.equal((await send(wrong, REQUEST)).status, 410);
    assert.equal((await send(link.replace('i-17023', 'i-08001'), REQUEST)).status, 410);
    o.clock.time += 30 * DAY;
    assert.equal((await send(link, REQUEST)).status, 410);
    assert.equal(o.step(), 'invited');
  });

  it('is kept as a hash only', async (t) => {
    const o = await office(t);
    await o.begin('invite', 'LM');
    const token = (await o.link()).split('/').at(-1)!;
    const tables = ['registry_record', 'registry_change', 'outbox'] as const;
    for (const table of tables) {
      const rows = await o.db.selectFrom(table).selectAll().execute();
      assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(token), table);
    }
  });

  it('takes only a whole PDF', async (t) => {
    const o = await office(t);
    await o.begin('invite', 'LM');
    await send(await o.link(), REQUEST);
    await o.act('convene', 'OT');
    await o.act('give-data', 'AJ', { ensNif: 'P1702300A', signatoryName: 'R', signatoryPosition: 'Alcaldia' });
    await o.act('sign-aoc', 'AJ', {}, PDF('AOC'));
    const link = await o.link();
    for (const bad of [Buffer.from('MZ not a PDF %%EOF'), Buffer.from('%PDF-1.7 cut'), Buffer.from('x')]) {
      assert.equal((await send(link, {}, bad)).status, 400);
    }
    assert.equal((await send(link, {})).status, 400, 'none at all');
    const { status } = await send(link, {}, Buffer.alloc(11_000_000)).catch(() => ({ status: 413 }));
    assert.equal(status, 413);
    assert.equal((await send(link, {}, PDF('both'))).status, 200);
    assert.equal(o.step(), 'e-register');
  });
});
