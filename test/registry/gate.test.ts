import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { type Expedient, put, Registry } from '../../src/registry/index.ts';
import { makeRegistryStore } from '../../src/store/index.ts';
import { exempt } from '../../src/store/migrations/009-exempt.ts';
import { type Kind, onEveryStore } from '../support/stores.ts';

const OPTIONS = { timeoutMs: 1000, checkUrl: () => {}, checkGroups: () => {} };
const MUNICIPI = '17023';
const UNPLACED = { at: '2026-01-10', report: 'c'.repeat(64) };
const VERIFIED = { ...UNPLACED, url: 'https://produccio.example.cat:8443/x' };

type Environment = Expedient['environment'];

const endpoint = (environment: Environment, more: object = {}, id = environment as string) =>
  put('endpoint', { id, environment, url: `https://${id}.example.cat:8443/x`, ...more });
const municipality = (environment: Environment, more: object = {}) =>
  put('municipality', { ine: MUNICIPI, name: 'Prova', endpoints: { [environment]: environment }, ...more });
const expedient = (environment: Environment, more: Partial<Expedient> = {}) =>
  put('integration', {
    ...{ id: `i-${environment}`, municipi: MUNICIPI, name: 'Prova', environment, language: 'ca', step: 'live' },
    ...{ since: '2026-01-10T00:00:00Z', tickets: [], documents: {}, letters: [], links: [], history: [] },
    data: { conveniNumber: '1', conveniFrom: '2026-02-01', conveniTo: '2026-03-01' },
    ...more,
  } as Expedient);

async function open(t: TestContext, kind: Kind) {
  const { db } = await kind.fresh(t);
  const clock = { at: Date.parse('2026-02-10T00:00:00Z'), now: () => clock.at };
  const store = makeRegistryStore(db);
  const registry = await Registry.open(store, OPTIONS, clock);
  return {
    ...{ db, store, registry, clock },
    write: (...changes: ReturnType<typeof put>[]) => registry.change(changes, 'prova', 'by hand'),
    isOpen(environment: Environment): boolean {
      const { routes, municipalities } = registry.current;
      const found = routes.find(MUNICIPI, environment) !== undefined;
      const shown = municipalities.some(
        ({ ine, endpoints }) => ine === MUNICIPI && endpoints[environment] !== undefined,
      );
      assert.equal(routes.integrated(environment).length === 1, found, 'searched and shown as it is routed');
      assert.equal(shown, found);
      return found;
    },
  };
}

onEveryStore('a route', (kind) => {
  it('written by hand is closed in producció until its conveni is in force and its endpoint verified', async (t) => {
    const o = await open(t, kind);
    await o.write(endpoint('produccio'), municipality('produccio'));
    assert.equal(o.isOpen('produccio'), false, 'no expedient');
    await o.write(expedient('produccio'));
    assert.equal(o.isOpen('produccio'), false, 'not verified');
    await o.write(endpoint('produccio', { verified: VERIFIED }));
    assert.equal(o.isOpen('produccio'), true);
    await o.write(endpoint('produccio', { verified: { ...VERIFIED, url: 'https://abans.example.cat:8443/x' } }));
    assert.equal(o.isOpen('produccio'), false, 'its address changed since');
    await o.write(endpoint('produccio', { verified: UNPLACED }));
    assert.equal(o.isOpen('produccio'), false, 'nobody knows at which address it passed');
    await o.write(endpoint('produccio', { verified: VERIFIED }));
    assert.equal(o.isOpen('produccio'), true);
    for (const step of ['paused', 'verification', 'withdrawn'] as const) {
      await o.write(expedient('produccio', { step }));
      assert.equal(o.isOpen('produccio'), false, step);
    }
    await o.write(expedient('produccio', { data: { body: '9017000005' } }));
    assert.equal(o.isOpen('produccio'), true, 'a delegated padró needs no conveni of its own');
    await o.write(expedient('produccio', { municipi: '08001' }));
    assert.equal(o.isOpen('produccio'), false, 'the expedient of another');
  });

  it('opens at the date of its conveni and closes when it lapses, while nobody changes anything', async (t) => {
    const o = await open(t, kind);
    await o.write(endpoint('produccio', { verified: VERIFIED }), municipality('produccio'), expedient('produccio'));
    const { seq } = o.registry;
    const found: [string, boolean][] = [];
    for (const at of ['2026-01-31T23:59:59Z', '2026-02-01T00:00:00Z', '2026-02-28T23:59:59Z', '2026-03-01T00:00:00Z']) {
      o.clock.at = Date.parse(at);
      if (found.length === 0) await o.write(municipality('produccio'));
      await o.registry.refresh();
      found.push([at, o.isOpen('produccio')]);
    }
    assert.deepEqual(
      found.map(([, open]) => open),
      [false, true, true, false],
    );
    assert.equal(o.registry.seq, seq + 1);
  });

  it('closes when its conveni lapses while the store does not answer', async (t) => {
    const o = await open(t, kind);
    await o.write(endpoint('produccio', { verified: VERIFIED }), municipality('produccio'), expedient('produccio'));
    o.store.lastSeq = () => Promise.reject(new Error('no store'));
    o.clock.at = Date.parse('2026-03-01T00:00:00Z');
    await assert.rejects(o.registry.refresh(), /no store/);
    assert.equal(o.isOpen('produccio'), false);
  });

  it('closes when its conveni lapses while a change of somebody else does not fit', async (t) => {
    const o = await open(t, kind);
    await o.write(endpoint('produccio', { verified: VERIFIED }), municipality('produccio'), expedient('produccio'));
    const dangling = put('municipality', { ine: '08001', name: 'Prova', endpoints: { proves: 'enlloc' } });
    await o.store.write([dangling], { who: 'prova', why: 'prova', at: 0 });
    const refused = { name: 'Misfit', message: /08001: there is no endpoint enlloc/ };
    await assert.rejects(o.registry.refresh(), refused);
    assert.equal(o.isOpen('produccio'), true, 'the last good tables');
    o.clock.at = Date.parse('2026-03-01T00:00:00Z');
    for (const _ of [1, 2]) await assert.rejects(o.registry.refresh(), refused);
    assert.equal(o.isOpen('produccio'), false);
  });

  it('is open where its record says that it is exempt, and in a test environment without an expedient', async (t) => {
    const o = await open(t, kind);
    await o.write(endpoint('produccio'), municipality('produccio', { exempt: ['produccio'] }));
    assert.equal(o.isOpen('produccio'), true);
    await o.write(endpoint('proves'), municipality('proves'));
    assert.equal(o.isOpen('proves'), true);
    await o.write(expedient('proves', { step: 'verification' }));
    assert.equal(o.isOpen('proves'), false, 'an expedient is followed in every environment');
    await o.write(municipality('proves', { exempt: ['proves'] }));
    assert.equal(o.isOpen('proves'), true);
  });

  it('is not closed by an expedient that only wants to consume, or was refused', async (t) => {
    const o = await open(t, kind);
    for (const environment of ['proves', 'produccio'] as const) {
      await o.write(endpoint(environment), municipality(environment));
      for (const step of ['consumer', 'refused'] as const) {
        await o.write(expedient(environment, { step }));
        assert.equal(o.isOpen(environment), environment === 'proves', `${environment} ${step}`);
      }
    }
  });

  it('sends no share of a migration to an endpoint that was not verified', async (t) => {
    const o = await open(t, kind);
    const migration = (more: object) => put('migration', { id: 'm', from: 'produccio', to: 'nou', ...more });
    await o.write(
      endpoint('produccio', { verified: VERIFIED }),
      endpoint('produccio', {}, 'nou'),
      municipality('produccio'),
      expedient('produccio'),
      migration({ state: 'share', share: 99 }),
    );
    const asked = () =>
      new Set(
        Array.from(
          { length: 50 },
          (_, i) => o.registry.current.routes.find(MUNICIPI, 'produccio', `p${i}`)?.endpoint.id,
        ),
      );
    assert.deepEqual(asked(), new Set(['produccio']));
    await o.write(migration({ state: 'all', share: 100 }));
    assert.equal(o.isOpen('produccio'), false);
    await o.write(endpoint('produccio', { verified: { ...VERIFIED, url: 'https://nou.example.cat:8443/x' } }, 'nou'));
    assert.deepEqual(asked(), new Set(['nou']));
  });

  it('that was open in producció before all this goes on, exempt in so many words', async (t) => {
    const { db, store, registry } = await open(t, kind);
    const { exempt: _, ...old } = municipality('produccio').doc as { exempt: unknown };
    const other = { ...old, ine: '08001', endpoints: {} };
    const changes = [
      endpoint('produccio'),
      { kind: 'municipality', id: MUNICIPI, doc: old },
      { kind: 'municipality', id: '08001', doc: other },
    ];
    await store.write(changes, { who: 'abans', why: 'x', at: 0 });
    await exempt.up(db);
    await registry.refresh();
    assert.equal(registry.current.routes.find(MUNICIPI, 'produccio')?.endpoint.id, 'produccio');
    assert.deepEqual(registry.get('municipality', MUNICIPI)?.doc.exempt, ['produccio']);
    assert.equal(registry.get('municipality', '08001')?.version, 1);
    const [, change] = await registry.history('municipality', MUNICIPI);
    assert.deepEqual([change?.version, change?.who], [2, 'padro-gateway']);
    const { rows } = await sql<{ version: number }>`SELECT version FROM registry_record WHERE id = ${MUNICIPI}`.execute(
      db,
    );
    assert.equal(rows[0]?.version, 2);
  });

  it('that was open before all this goes on, unless an expedient says what becomes of it', async (t) => {
    for (const step of ['invited', 'triage', 'consumer', 'refused', 'withdrawn', 'live', 'paused'] as const) {
      const { db, registry, write } = await open(t, kind);
      await write(endpoint('produccio'), municipality('produccio'), expedient('produccio', { step }));
      await exempt.up(db);
      await registry.refresh();
      const goesOn = registry.current.routes.find(MUNICIPI, 'produccio') !== undefined;
      assert.equal(goesOn, step !== 'live' && step !== 'paused', step);
    }
  });

  it('whose endpoint passed its check before the address was noted passed it at the one that it has', async (t) => {
    const o = await open(t, kind);
    const elsewhere = { ...UNPLACED, url: 'https://abans.example.cat:8443/x' };
    await o.write(
      ...[endpoint('produccio', { verified: UNPLACED }), municipality('produccio'), expedient('produccio')],
      ...[endpoint('produccio', { verified: elsewhere }, 'altre'), endpoint('proves')],
    );
    assert.equal(o.isOpen('produccio'), false);
    await exempt.up(o.db);
    await o.registry.refresh();
    assert.equal(o.isOpen('produccio'), true);
    assert.deepEqual(o.registry.get('municipality', MUNICIPI)?.doc.exempt, []);
    assert.deepEqual(o.registry.get('endpoint', 'produccio')?.doc.verified, VERIFIED);
    assert.deepEqual(o.registry.get('endpoint', 'altre')?.doc.verified, elsewhere);
    assert.equal(o.registry.get('endpoint', 'proves')?.version, 1);
    const [, change] = await o.registry.history('endpoint', 'produccio');
    assert.deepEqual([change?.version, change?.who], [2, 'padro-gateway']);
  });
});
