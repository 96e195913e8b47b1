import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { ASINCRON, openGateway, RESPOSTA } from '../support/gateway.ts';
import { brokenChains } from '../support/journal.ts';
import { type Env, type Kind, onPostgres } from '../support/stores.ts';
import { collect, lotOf, poll, pollOf, read, send } from './support.ts';

/** Two nodes of one gateway. */
async function two(t: TestContext, kind: Kind, more: Env = {}) {
  const { db, env } = await kind.fresh(t);
  const node = (name: string) => openGateway(t, { ...env, ...more, PADRO_STORE_NODE: name });
  return { db, a: await node('a'), b: await node('b') };
}

onPostgres('lots on two nodes', (kind) => {
  it('one accepts, the other one tells and hands out; nobody else gets it from either', async (t) => {
    const { db, a, b } = await two(t, kind);
    const { consumerStrict } = a.stage.pki;
    const solicituds = Array.from({ length: 30 }, () => ({}));
    assert.equal((await send(a, { idPeticion: 'LOT-1', solicituds })).estado, '0001');
    const answer = await collect(b, 'LOT-1');
    assert.deepEqual(
      answer.transmisiones.map(({ idSolicitud, codigoResultado }) => `${idSolicitud} ${codigoResultado}`),
      solicituds.map((_, i) => `${i + 1} 1`),
    );
    assert.deepEqual((await poll(a, 'LOT-1')).transmisiones, answer.transmisiones);
    const other = { ens: consumerStrict.ens, who: consumerStrict };
    for (const node of [a, b]) assert.equal((await poll(node, 'LOT-1', other)).code, 'jobs.unknown');
    assert.equal(a.received + b.received, 30);
    assert.deepEqual(await brokenChains(db), []);
  });

  it('a petition that one has is repeated at the other, and its bytes are replayed', async (t) => {
    const { a, b } = await two(t, kind);
    const bytes = lotOf(a.stage.pki, { idPeticion: 'LOT-2' });
    assert.equal(read(await a.post(bytes, {}, ASINCRON)).estado, '0001');
    assert.equal(read(await b.post(bytes, {}, ASINCRON)).code, 'verify.replayed');
    const again = await send(b, { idPeticion: 'LOT-2' });
    assert.deepEqual([again.status, again.estado], [200, '0502']);
    assert.match((await b.ask({ idPeticion: 'LOT-2' })).text, /Transmissió ja enregistrada/);
    await collect(b, 'LOT-2');
    const asked = pollOf(a.stage.pki, 'LOT-2');
    assert.equal(read(await a.post(asked, {}, RESPOSTA)).estado, '0003');
    assert.equal(read(await b.post(asked, {}, RESPOSTA)).code, 'verify.replayed');
  });

  it('a database that ends every connection loses nothing: each solicitud is answered once', async (t) => {
    const { db, a, b } = await two(t, kind, {
      PADRO_LOTS_LEASE_MS: '1000',
      PADRO_LOTS_POLL_MS: '20',
      PADRO_LOTS_RETRY_MS: '20',
    });
    const solicituds = Array.from({ length: 200 }, () => ({}));
    assert.equal((await send(a, { idPeticion: 'LOT-3', solicituds })).estado, '0001');
    for (let cut = 0; cut < 5; cut++) {
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(db);
      await wait(100);
    }
    let answer = await poll(b, 'LOT-3');
    // A poll that the cut fell upon is refused as internal or not recorded, and asked again.
    while (answer.estado !== '0003') {
      await wait(50);
      answer = await poll(b, 'LOT-3');
    }
    assert.deepEqual(
      answer.transmisiones.map(({ idSolicitud, codigoResultado }) => `${idSolicitud} ${codigoResultado}`),
      solicituds.map((_, i) => `${i + 1} 1`),
    );
    assert.deepEqual(await brokenChains(db), []);
  });

  it('a server gets so many at once from both together', async (t) => {
    const { a, b } = await two(t, kind, {
      PADRO_LOTS_PER_ENDPOINT: '3',
      PADRO_LOTS_POLL_MS: '10',
      PADRO_LIMITS_SHUTDOWN_MS: '100',
    });
    const simulators = [a, b].map((node) => node.stage.simulators['17023']);
    for (const one of simulators) one.fail('dead');
    const solicituds = Array.from({ length: 10 }, () => ({}));
    for (const node of [a, b]) assert.equal((await send(node, { solicituds })).estado, '0001');
    const held = async (): Promise<number> => {
      const texts = await Promise.all([a.metrics(), b.metrics()]);
      return texts.reduce((sum, text) => sum + Number(/^padro_lots_held (\d+)/m.exec(text)![1]), 0);
    };
    while ((await held()) < 3) await wait(10);
    // Both look again and again for more.
    for (let look = 0; look < 20; look++) {
      await wait(10);
      assert.equal(await held(), 3);
    }
    for (const one of simulators) one.fail('none');
  });
});
