import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Access } from '../../src/access/index.ts';
import { put } from '../../src/registry/index.ts';
import { makeAccessStore } from '../../src/store/index.ts';
import { openGateway } from '../support/gateway.ts';
import { brokenChains, chainsOf } from '../support/journal.ts';
import { type Kind, onEveryStore, onPostgres } from '../support/stores.ts';

/** Two nodes of one gateway. */
async function two(t: TestContext, kind: Kind) {
  const { db, env } = await kind.fresh(t);
  const node = (name: string) => openGateway(t, { ...env, PADRO_STORE_NODE: name });
  return { db, a: await node('a'), b: await node('b') };
}

onPostgres('two nodes on one PostgreSQL', (kind) => {
  it('share spent keys and petitions, and each has a chain of its own', async (t) => {
    const { db, a, b } = await two(t, kind);
    const petition = a.petition({ idPeticion: 'PROVA-1' });
    assert.equal((await a.post(petition)).status, 200);
    for (const node of [a, b]) assert.match((await node.post(petition)).text, /verify\.replayed/);
    for (const node of [b, a]) {
      assert.match((await node.ask({ idPeticion: 'PROVA-1' })).text, />0502<.*Transmissió ja enregistrada: 'PROVA-1'/);
    }
    assert.equal((await b.ask()).codigoResultado, 1);
    assert.equal(a.received + b.received, 2);
    assert.deepEqual([...(await chainsOf(db)).keys()].sort(), ['a', 'b']);
    assert.deepEqual(await brokenChains(db), []);
  });

  it('of many at once with one IdPeticion forward one', async (t) => {
    const { a, b } = await two(t, kind);
    const asked = Array.from({ length: 12 }, (_, i) => (i % 2 ? a : b).ask({ idPeticion: 'PROVA-2' }));
    const told = await Promise.all(asked);
    assert.equal(told.filter(({ text }) => text.includes('0502')).length, 11);
    assert.equal(a.received + b.received, 1);
  });

  it('obey a stop switch, whichever it was thrown at', async (t) => {
    const { a, b } = await two(t, kind);
    const { ens } = a.stage.pki.consumer;
    const thrown = put('stop', { what: 'consumer', id: ens, reason: 'stolen' });
    await b.stage.gateway.registry.change([thrown], 'prova', 'stolen');
    for (const node of [b, a]) while (!/authorise\.stopped/.test((await node.ask()).text)) await wait(20);
  });
});

onEveryStore('a store and its keys', (kind) => {
  for (const name of ['PADRO_RECORD_HMAC_KEY_FILE', 'PADRO_LOTS_KEY_FILE'] as const) {
    it(`opens with the key that it was made with, and no other: ${name}`, async (t) => {
      const { env } = await kind.fresh(t);
      await (await openGateway(t, env)).close();
      await (await openGateway(t, env)).close();
      const other = `${env.PADRO_LOTS_KEY_FILE}.other`;
      await assert.rejects(openGateway(t, { ...env, [name]: other }), /\.other is not there.* every node needs a copy/);
      writeFileSync(other, '00'.repeat(32));
      await assert.rejects(openGateway(t, { ...env, [name]: other }), /the key in .*\.other is not the key/);
    });
  }

  it('wrong passwords are counted by all processes together', async (t) => {
    const { db, open } = await kind.fresh(t);
    let now = 1_000_000;
    const stores = [makeAccessStore(db), makeAccessStore(await open())];
    const [a, b] = stores.map((store) => new Access(store, { now: () => now }, 60_000)) as [Access, Access];
    const good = 'una contrasenya llarga';
    await a.addAccount('anna', 'reader', good, 'prova');
    const login = (access: Access, password: string) =>
      access.login('anna', password, '192.0.2.1').catch(({ code }) => code as string);
    for (const access of [a, b, a, b, a]) assert.equal(await login(access, 'no'), 'api.unauthenticated');
    for (const access of [a, b]) assert.equal(await login(access, good), 'api.too-many');
    const kept = JSON.stringify(await db.selectFrom('access_failure').selectAll().execute());
    assert.doesNotMatch(kept, /anna|192\.0\.2/);
    now += 1_000;
    assert.match(await login(b, good), /^sessio_/);
    assert.deepEqual(await db.selectFrom('access_failure').selectAll().execute(), []);
    await login(a, 'no');
    now += 3_600_001;
    await makeAccessStore(db).addFailure('somebody', now, now - 3_600_000);
    assert.equal((await db.selectFrom('access_failure').selectAll().execute()).length, 1);
  });
});
