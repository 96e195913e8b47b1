import assert from 'node:assert/strict';
import { it } from 'node:test';
import { brokenChains, chainsOf } from '../support/journal.ts';
import { onEveryStore } from '../support/stores.ts';
import { survive } from './chaos.ts';

/** One gateway over SQLite; three over PostgreSQL, each of them killed twice. */
const PLANS = {
  SQLite: { nodes: 1, kills: 3, everyMs: 1_500 },
  PostgreSQL: { nodes: 3, kills: 6, everyMs: 1_500 },
} as const;

onEveryStore('a lot of 500 over 50 municipalities', (kind) => {
  it('survives kill -9: each solicitud answered once, in order', async (t) => {
    const { db, env } = await kind.fresh(t);
    const plan = { ...PLANS[kind.name], env, municipis: 50, solicituds: 500 };
    const { answer, asked, others, sinceRestartMs } = await survive(t, plan);
    assert.equal(answer.estado, '0003');
    const field = (text: string, name: string): string | undefined =>
      new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(text)?.[1];
    const expected = asked.map(({ municipi, dead }, i) => `${i + 1} ${municipi} ${dead ? '3' : '2'}`);
    const got = answer.transmisiones.map(
      ({ idSolicitud, codigoResultado, text }) =>
        `${idSolicitud} ${field(text, 'codigoProvincia')}${field(text, 'codigoMunicipio')} ${codigoResultado}`,
    );
    const chains = await chainsOf(db);
    const lines = [...chains.values()].flat();
    for (const [i, one] of got.entries()) {
      const told = lines.filter(({ fields }) => fields.kind === 'solicitud' && fields.solicitud === i + 1);
      assert.equal(one, expected[i], told.map(({ line }) => line).join('\n'));
    }
    assert.equal(got.length, expected.length);
    assert.ok(sinceRestartMs < 60_000, `it took ${Math.round(sinceRestartMs / 1000)} s after the last restart`);
    assert.ok(others.size >= plan.kills, 'at least one between two kills');
    for (const { estado, transmisiones } of others.values())
      assert.deepEqual([estado, transmisiones.length], ['0003', 3]);
    // A crash leaves an intent and its lot, or neither.
    assert.equal(chains.size, plan.nodes);
    const intents = lines.filter(({ fields }) => fields.kind === 'intent' && fields.frontal === 'asincron');
    const lots = await db.selectFrom('lot').select('id').execute();
    assert.deepEqual(new Set(lots.map(({ id }) => id)), new Set(intents.map(({ incident }) => incident)));
    assert.deepEqual(await brokenChains(db), []);
    t.diagnostic(
      `${Math.round(sinceRestartMs)} ms after the last restart; ${others.size} other lots confirmed in between`,
    );
  });
});
