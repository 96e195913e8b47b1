import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { put } from '../../src/registry/index.ts';
import type { OpenGateway } from '../support/gateway.ts';
import { about, openPlaces } from './support.ts';

/** No IDESCAT for petitions of proves: whoever may, searches. */
const ALONE = { PADRO_IDESCAT_ENVIRONMENT: 'desenvolupament' };
const NOBODY = { modalitat: 'RESIDENT', document: '00000000U' };

const outcomeOf = (g: OpenGateway) => g.journal().at(-1)!.fields;
const asked = (g: OpenGateway): string[] =>
  (outcomeOf(g).asked as { body: string; result: string }[]).map(({ body, result }) => `${body} ${result}`).sort();

describe('a search', () => {
  it('finds where somebody is registered, and the journal has everybody asked', async (t) => {
    const g = await openPlaces(t, ALONE);
    g.stage.simulators['08001'].fail('none');
    const answer = await g.ask(about('MUNICIPI_RESIDENCIA', 'down'));
    assert.equal(answer.codigoResultado, 1);
    assert.match(answer.text, /<aoc:codigoMunicipio>001<\/aoc:codigoMunicipio><aoc:codigoProvincia>08</);
    assert.equal(outcomeOf(g).outcome, 'searched');
    assert.ok(asked(g).includes('08001 answered'), String(asked(g)));
    assert.deepEqual([...(g.journal().at(-2)!.fields.search as string[])].sort(), ['08001', '17023']);
    assert.equal((await g.ask(about('RESIDENT', 'integrated'))).codigoResultado, 1);
  });

  it('asks each one whether the person is registered there, as the requester, and no more than that', async (t) => {
    const g = await openPlaces(t, ALONE);
    await g.ask(about('RESIDENT', 'integrated'));
    const sent = g.stage.simulators['17023'].last!.toString();
    assert.match(
      sent,
      /<peticionResidenteMunicipio [\s\S]*<codigoMunicipio>023<\/codigoMunicipio><codigoProvincia>17</,
    );
    assert.match(sent, /<idescat>0<\/idescat><\/peticionResidenteMunicipio>/);
    assert.equal(sent.match(/CodigoCertificado>RESIDENT_MUNICIPI</g)?.length, 2);
    assert.equal(sent.match(/IdentificadorSolicitante>9821920002</g)?.length, 2);
  });

  it('stops at the first that knows the person', async (t) => {
    const g = await openPlaces(t, { ...ALONE, PADRO_SEARCH_PARALLEL: '1' });
    g.stage.simulators['08001'].fail('none');
    await g.ask(NOBODY);
    const [first] = g.journal().at(-2)!.fields.search as string[];
    await g.ask(about('RESIDENT', first === '17023' ? 'integrated' : 'down'));
    assert.deepEqual(asked(g), [`${first} answered`]);
  });

  it('knows that nobody has the person when all said so, and says when they could not', async (t) => {
    const g = await openPlaces(t, ALONE);
    const incomplete = await g.ask(NOBODY);
    const told = "Error realitzant la operació. No s'han pogut consultar tots els municipis: n'han respost 1 de 2.";
    assert.deepEqual([incomplete.estado, incomplete.literal], ['0502', told]);
    assert.deepEqual(asked(g), ['08001 forward.truncated', '17023 answered']);
    assert.equal(outcomeOf(g).cause, 'forward.search-incomplete');
    g.stage.simulators['08001'].fail('none');
    assert.equal((await g.ask(NOBODY)).codigoResultado, 2);
    assert.deepEqual(asked(g), ['08001 answered', '17023 answered']);
  });

  it('asks no more municipalities than it may', async (t) => {
    const g = await openPlaces(t, { ...ALONE, PADRO_SEARCH_MUNICIPIS: '1' });
    g.stage.simulators['08001'].fail('none');
    assert.match((await g.ask(NOBODY)).literal!, /n'han respost 1 de 2\.$/);
    assert.equal(asked(g).length, 1);
  });

  it('is one of so many at once', async (t) => {
    const g = await openPlaces(t, { ...ALONE, PADRO_SEARCH_IN_FLIGHT: '1' });
    g.stage.simulators['08001'].fail({ name: 'slow', delayMs: 300 });
    const answers = await Promise.all([1, 2].map(() => g.ask(NOBODY)));
    assert.deepEqual(answers.map(({ estado }) => estado).sort(), ['0003', '0502']);
  });

  it('ends when its time is over', async (t) => {
    const g = await openPlaces(t, { ...ALONE, PADRO_SEARCH_TIMEOUT_MS: '300' });
    g.stage.simulators['08001'].fail('dead');
    assert.equal((await g.ask(NOBODY)).estado, '0502');
    assert.deepEqual(asked(g), ['08001 forward.timeout', '17023 answered']);
  });

  it('does not ask a municipality whose stop switch is thrown, nor one whose server is stopped', async (t) => {
    const g = await openPlaces(t, ALONE);
    g.stage.simulators['08001'].fail('none');
    const stop = (what: 'municipality' | 'endpoint', id: string) =>
      g.stage.gateway.registry.change([put('stop', { what, id, reason: 'prova' })], 'prova', 'aturada');
    await stop('municipality', '17023');
    const answer = await g.ask(about('MUNICIPI_RESIDENCIA', 'integrated'));
    assert.equal(answer.estado, '0502', 'who is registered there is not found');
    assert.deepEqual(asked(g), ['08001 answered', '17023 forward.stopped']);
    assert.equal((await g.ask(about('RESIDENT', 'down'))).codigoResultado, 1, 'the others are');
    await stop('endpoint', 'simulador-08001');
    assert.equal((await g.ask(NOBODY)).estado, '0502');
    assert.deepEqual(asked(g), ['08001 forward.stopped', '17023 forward.stopped']);
    assert.equal(g.stage.simulators['17023'].received, 0);
  });

  it('is made only where it is switched on', async (t) => {
    const g = await openPlaces(t, { ...ALONE, PADRO_SEARCH_ENABLED: 'false' });
    const answer = await g.ask(about('RESIDENT', 'integrated'));
    assert.deepEqual([answer.estado, answer.literal], ['0502', 'Error realitzant la operació.']);
    assert.equal(outcomeOf(g).cause, 'route.nobody');
    assert.equal(g.received, 0);
  });
});
