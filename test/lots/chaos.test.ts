import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenLinks, journalRows, withStore } from '../support/journal.ts';
import { survive } from './chaos.ts';

test('a lot of 500 over 50 municipalities survives kill -9: each solicitud answered once, in order', async (t) => {
  const plan = { municipis: 50, solicituds: 500, kills: 3, everyMs: 1_500 };
  const { answer, asked, others, store, sinceRestartMs } = await survive(plan, (clean) => t.after(clean));
  assert.equal(answer.estado, '0003');
  const field = (text: string, name: string): string | undefined =>
    new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(text)?.[1];
  assert.deepEqual(
    answer.transmisiones.map(({ idSolicitud, codigoResultado, text }) => [
      idSolicitud,
      `${field(text, 'codigoProvincia')}${field(text, 'codigoMunicipio')}`,
      codigoResultado,
    ]),
    asked.map(({ municipi, dead }, i) => [String(i + 1), municipi, dead ? '3' : '2']),
  );
  assert.ok(sinceRestartMs < 60_000, `it took ${Math.round(sinceRestartMs / 1000)} s after the last restart`);
  assert.ok(others.size > 0);
  for (const { estado, transmisiones } of others.values())
    assert.deepEqual([estado, transmisiones.length], ['0003', 3]);
  // A crash leaves an intent and its lot, or neither.
  const intents = journalRows(store).filter(({ fields }) => fields.kind === 'intent' && fields.frontal === 'asincron');
  const lots = withStore(store, (db) => db.prepare('SELECT id FROM lot').pluck().all());
  assert.deepEqual(new Set(lots), new Set(intents.map(({ incident }) => incident)));
  assert.deepEqual(brokenLinks(store), []);
  t.diagnostic(
    `${Math.round(sinceRestartMs)} ms after the last restart; ${others.size} other lots confirmed in between`,
  );
});
