import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Environment } from '../../src/base/domain.ts';
import type { Authorised } from '../../src/base/request.ts';
import { makeAccept } from '../../src/jobs/index.ts';
import { put } from '../../src/registry/index.ts';
import { makeLotStore } from '../../src/store/index.ts';
import { noXmlsec, verifiedByXmlsec } from '../e2e/xmlsec.ts';
import { byToken } from '../rest/support.ts';
import { ASINCRON, RESPOSTA } from '../support/gateway.ts';
import { brokenChains, chainsOf } from '../support/journal.ts';
import { type Db, onEveryStore } from '../support/stores.ts';
import { collect, lotOf, openOver, poll, pollOf, read, send } from './support.ts';

const ABRERA = { municipi: '08001', persons: [{ tipus: 1, document: '12345678Z' }] };
const NOT_INTEGRATED = { municipi: '43148', persons: [{ tipus: 1, document: '43148001U' }] };
const NOBODY = { persons: [{ tipus: 1, document: '00000000T' }] };
/** A municipality that fails is given up at once. */
const AT_ONCE = { PADRO_LOTS_DEADLINE_MS: '1' };
const pathOf = (idPeticion: string): string =>
  `/v1/lots/${idPeticion}?IdentificadorSolicitante=9821920002&CodigoCertificado=TITULAR&Finalidad=PROVES`;

const linesOf = async (db: Db) => [...(await chainsOf(db)).values()].flat();

onEveryStore('lots', (kind) => {
  describe('an asynchronous petition', () => {
    it('is confirmed, worked off and collected, each solicitud once and in order', async (t) => {
      const { g } = await openOver(t, kind);
      const kinds = [{}, ABRERA, NOT_INTEGRATED, NOBODY];
      const solicituds = Array.from({ length: 40 }, (_, i) => kinds[i % 4]!);
      const confirmed = await send(g, { idPeticion: 'LOT-1', solicituds });
      assert.deepEqual([confirmed.status, confirmed.estado, confirmed.numElementos], [200, '0001', 40]);
      assert.equal(confirmed.ter, 1);
      const answer = await collect(g, 'LOT-1');
      assert.deepEqual([answer.estado, answer.numElementos], ['0003', 40]);
      assert.deepEqual(
        answer.transmisiones.map(({ idSolicitud, codigoResultado }) => `${idSolicitud} ${codigoResultado}`),
        solicituds.map((_, i) => `${i + 1} ${['1', '1', '4', '2'][i % 4]}`),
      );
      const seal = readFileSync(g.stage.pki.seal.cert, 'utf8');
      for (const { text } of noXmlsec ? [] : [confirmed, answer]) assert.ok(verifiedByXmlsec(text, seal));
      const again = await poll(g, 'LOT-1');
      assert.deepEqual(again.transmisiones, answer.transmisiones);
    });

    it('that came before is a confirmation with 0502, and is asked once', async (t) => {
      const { g } = await openOver(t, kind);
      await send(g, { idPeticion: 'LOT-2' });
      await collect(g, 'LOT-2');
      const again = await send(g, { idPeticion: 'LOT-2' });
      assert.deepEqual([again.status, again.estado], [200, '0502']);
      assert.match(again.text, /ConfirmacionPeticion.*Transmissió ja enregistrada: 'LOT-2'\./);
      assert.equal(g.stage.simulators['17023'].received, 1);
    });

    it('that is not good is refused whole: nothing of it is kept', async (t) => {
      const { g, db } = await openOver(t, kind);
      const cases = [
        [{ solicituds: Array.from({ length: 501 }, () => ({})) }, 'parse.field', '0401'],
        [{ solicituds: [{}, { idSolicitud: '1' }] }, 'parse.repeated-solicitud', '0419'],
        [{ solicituds: [{}, { municipi: '' }] }, 'parse.missing', '0402'],
        [{ modalitat: 'TITULAR_PROPI' }, 'route.not-local', '0314'],
      ] as const;
      for (const [ask, code, scsp] of cases) {
        const refused = await send(g, ask);
        assert.deepEqual([refused.status, refused.code, refused.scsp], [500, code, scsp]);
      }
      const short = lotOf(g.stage.pki).replace('<NumElementos>1<', '<NumElementos>2<');
      assert.equal(read(await g.post(short, {}, ASINCRON)).code, 'parse.num-elementos');
      assert.deepEqual(await db.selectFrom('lot').selectAll().execute(), []);
    });

    it('is refused where there is no seal for the calls that it takes', async () => {
      const ports = { sealed: false } as Parameters<typeof makeAccept>[0];
      await assert.rejects(makeAccept(ports)({} as Authorised), { code: 'jobs.unavailable' });
    });

    it('of a consumer who has too much waiting is refused', async (t) => {
      const { g } = await openOver(t, kind, { PADRO_LOTS_OPEN_PER_CONSUMER: '3' });
      g.stage.simulators['17023'].fail('reset');
      assert.equal((await send(g, { solicituds: [{}, {}] })).estado, '0001');
      assert.equal((await send(g, { solicituds: [{}, {}] })).code, 'route.limit');
    });

    it('asks a municipality that is down again, and gets its answer when it is back', async (t) => {
      const { g } = await openOver(t, kind, { PADRO_LOTS_RETRY_MS: '20', PADRO_LOTS_POLL_MS: '10' });
      const { '17023': blanes } = g.stage.simulators;
      blanes.fail('reset');
      await send(g, { idPeticion: 'LOT-3', solicituds: [{ idescat: 1 }, ABRERA] });
      while (blanes.received < 3) await new Promise((resolve) => setTimeout(resolve, 10));
      const pending = await poll(g, 'LOT-3');
      assert.deepEqual([pending.estado, pending.ter, pending.transmisiones.length], ['0002', 1, 0]);
      blanes.fail('none');
      const { transmisiones } = await collect(g, 'LOT-3');
      assert.match(transmisiones[0]!.text, /<aoc:fuente>PADRON</);
    });

    it('answers without the municipality after the deadline: by IDESCAT, or as unavailable', async (t) => {
      const { g } = await openOver(t, kind, AT_ONCE);
      g.stage.simulators['17023'].fail('reset');
      await send(g, { idPeticion: 'LOT-4', solicituds: [{ idescat: 1 }, {}, ABRERA] });
      const { estado, transmisiones } = await collect(g, 'LOT-4');
      assert.equal(estado, '0003');
      assert.deepEqual(
        transmisiones.map(({ codigoResultado }) => codigoResultado),
        ['1', '3', '1'],
      );
      assert.match(transmisiones[0]!.text, /fuente>IDESCAT<.*idescatMotivo>2</);
    });

    it('of a consumer or modalitat that is stopped asks nobody: it waits, and is given up at the deadline', async (t) => {
      const cases = [
        { what: 'consumer', id: '9821920002', deadlineMs: '60000', answer: '1' },
        { what: 'modalitat', id: 'TITULAR', deadlineMs: '1000', answer: '3' },
      ] as const;
      for (const { what, id, deadlineMs, answer } of cases) {
        const { g, db } = await openOver(t, kind, {
          PADRO_LOTS_RETRY_MS: '20',
          PADRO_LOTS_LONGEST_RETRY_MS: '20',
          PADRO_LOTS_POLL_MS: '10',
          PADRO_LOTS_DEADLINE_MS: deadlineMs,
        });
        const { registry } = g.stage.gateway;
        const { '17023': blanes } = g.stage.simulators;
        const row = () => db.selectFrom('lot_solicitud').select(['attempts', 'due']).executeTakeFirstOrThrow();
        const tried = async (more: number) => {
          const { attempts } = await row();
          for (let now = await row(); now.due !== null && now.attempts < attempts + more; now = await row())
            await new Promise((resolve) => setTimeout(resolve, 10));
        };
        blanes.fail('reset');
        await send(g, { idPeticion: 'LOT-12' });
        while (blanes.received < 1) await new Promise((resolve) => setTimeout(resolve, 10));
        const thrown = put('stop', { what, id, reason: 'prova' });
        await registry.change([thrown], 'prova', 'stopped');
        await tried(2);
        const { received } = blanes;
        blanes.fail('none');
        await tried(answer === '1' ? 3 : Number.POSITIVE_INFINITY);
        assert.equal(blanes.received, received, what);
        await registry.change([{ ...thrown, doc: null }], 'prova', 'lifted');
        const { transmisiones } = await collect(g, 'LOT-12');
        assert.equal(transmisiones[0]!.codigoResultado, answer);
      }
    });

    it('TITULAR_CERCA is answered here, and only here', async (t) => {
      const { g } = await openOver(t, kind);
      await send(g, { idPeticion: 'LOT-5', modalitat: 'CERCA_TITULAR' });
      const { estado, text } = await collect(g, 'LOT-5', { modalitat: 'CERCA_TITULAR' });
      assert.equal(estado, '0003');
      assert.match(text, /CodigoCertificado>CERCA_TITULAR<.*resultadoBusqueda>.*VolanteEmpadronamiento/s);
    });
  });

  describe('a poll', () => {
    it('for a petition that nobody made, of another modalitat, or of another ens is refused alike, and recorded', async (t) => {
      const { g, db } = await openOver(t, kind);
      const { consumerStrict } = g.stage.pki;
      await send(g, { idPeticion: 'LOT-6' });
      await collect(g, 'LOT-6');
      const other = { ens: consumerStrict.ens, who: consumerStrict };
      const refused = [
        await poll(g, 'LOT-X'),
        await poll(g, 'LOT-6', { modalitat: 'CONVIVENTS' }),
        await poll(g, 'LOT-6', other),
      ];
      for (const { status, code, scsp } of refused)
        assert.deepEqual([status, code, scsp], [500, 'jobs.unknown', '0244']);
      const lines = (await linesOf(db)).filter(({ fields }) => fields.code === 'jobs.unknown');
      assert.deepEqual(
        lines.map(({ fields }) => [fields.kind, fields.ens]),
        [g.stage.pki.consumer.ens, g.stage.pki.consumer.ens, consumerStrict.ens].map((ens) => ['refusal', ens]),
      );
      const bound = await poll(g, 'LOT-6', { ens: g.stage.pki.consumer.ens, who: consumerStrict });
      assert.equal(bound.code, 'authorise.not-bound');
    });

    it('of another environment is refused, and its own gets the answer', async (t) => {
      const { g } = await openOver(t, kind);
      const from = (environment: Environment) =>
        g.stage.gateway.registry.change(
          [put('addressGroup', { name: 'demo', environment, may: ['query'], addresses: ['127.0.0.0/8'] })],
          'prova',
          'these addresses are of another environment',
        );
      await send(g, { idPeticion: 'LOT-11' });
      await collect(g, 'LOT-11');
      await from('produccio');
      assert.equal((await poll(g, 'LOT-11')).code, 'jobs.unknown');
      const rest = await byToken(g, pathOf('LOT-11'), undefined);
      assert.deepEqual([rest.status, rest.json.code], [404, 'jobs.unknown']);
      await from('proves');
      assert.equal((await byToken(g, pathOf('LOT-11'), undefined)).status, 200);
      assert.equal((await poll(g, 'LOT-11')).estado, '0003');
    });

    it('may repeat its IdPeticion, but nobody may send its bytes again', async (t) => {
      const { g } = await openOver(t, kind);
      await send(g, { idPeticion: 'LOT-7' });
      const bytes = pollOf(g.stage.pki, 'LOT-7');
      assert.equal((await g.post(bytes, {}, RESPOSTA)).status, 200);
      assert.equal(read(await g.post(bytes, {}, RESPOSTA)).code, 'verify.replayed');
    });

    it('may send its very bytes again where no signed Timestamp is in them', async (t) => {
      const { g } = await openOver(t, kind);
      await send(g, { idPeticion: 'LOT-8' });
      for (const timestamp of ['none', 'unsigned'] as const) {
        const bytes = pollOf(g.stage.pki, 'LOT-8', { timestamp });
        for (let i = 0; i < 3; i++) assert.equal((await g.post(bytes, {}, RESPOSTA)).status, 200, timestamp);
      }
    });
  });

  describe('a shutdown', () => {
    it('gives back what is in work, for the next process to take at once', async (t) => {
      const { g, db } = await openOver(t, kind, { PADRO_LIMITS_SHUTDOWN_MS: '100' });
      const { '17023': blanes } = g.stage.simulators;
      blanes.fail('dead');
      await send(g, { idPeticion: 'LOT-10', solicituds: [{}, {}] });
      while (blanes.received < 2) await new Promise((resolve) => setTimeout(resolve, 10));
      await g.stage.gateway.close();
      const rows = await db.selectFrom('lot_solicitud').select(['due', 'holder']).execute();
      for (const { due, holder } of rows) assert.ok(due! <= Date.now() && holder === null, 'may be claimed at once');
    });
  });

  describe('what is kept of a lot', () => {
    it('is unreadable without the key, and gone when it was collected', async (t) => {
      const { g, db, fresh } = await openOver(t, kind, { PADRO_LOTS_COLLECTED_KEEP_MS: '0' });
      await send(g, { idPeticion: 'LOT-8' });
      const kept = async (): Promise<string> =>
        JSON.stringify([
          await db.selectFrom('lot').selectAll().execute(),
          await db.selectFrom('lot_solicitud').selectAll().execute(),
        ]);
      assert.doesNotMatch(await kept(), /12344321Z|Volante|LOT-8|procesa/);
      assert.match(readFileSync(fresh.env.PADRO_LOTS_KEY_FILE, 'latin1'), /^[0-9a-f]{64}\n$/);
      await collect(g, 'LOT-8');
      assert.equal((await poll(g, 'LOT-8')).code, 'jobs.unknown');
      await g.close();
      await makeLotStore(db, await fresh.journal('prova'), 'prova').purge(Date.now());
      assert.equal(await kept(), '[[],[]]');
    });

    it('each attempt is a line of the chain with whom it asked', async (t) => {
      const { g, db } = await openOver(t, kind, AT_ONCE);
      g.stage.simulators['08001'].fail('reset');
      await send(g, { idPeticion: 'LOT-9', solicituds: [{}, { ...ABRERA, idescat: 1 }] });
      await collect(g, 'LOT-9');
      const intent = (await linesOf(db)).find(({ fields }) => fields.kind === 'intent')!;
      assert.deepEqual(intent.fields.municipis, ['17023', '08001']);
      const lines = (await linesOf(db)).filter(({ fields }) => fields.kind === 'solicitud');
      assert.deepEqual(new Set(lines.map(({ incident }) => incident)), new Set([intent.incident]));
      const of = (n: number) => lines.filter(({ fields }) => fields.solicitud === n).at(-1)!.fields;
      assert.deepEqual([of(1).municipi, of(1).outcome], ['17023', 'answered']);
      assert.deepEqual([of(2).municipi, of(2).outcome], ['08001', 'idescat']);
      assert.deepEqual(of(2).asked, [{ body: 'idescat', result: 'answered' }]);
      assert.deepEqual(await brokenChains(db), []);
    });
  });
});
