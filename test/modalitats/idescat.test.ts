import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { put } from '../../src/registry/index.ts';
import { type Backend, type Cleanup, openBackend } from '../support/backend.ts';
import { type Ask, type OpenGateway, told } from '../support/gateway.ts';
import { about, openPlaces } from './support.ts';

const NOBODY = '00000000U';

/** What the journal has of the last petition: its intent and its outcome. */
function recorded(g: OpenGateway) {
  const [intent, outcome] = g.journal().slice(-2);
  assert.deepEqual([intent?.fields.kind, outcome?.fields.kind], ['intent', 'outcome']);
  return { intent: intent!.fields, outcome: outcome!.fields };
}

const failed = async (g: OpenGateway, ask: Ask): Promise<void> => {
  const answer = await g.ask(ask);
  assert.deepEqual([answer.estado, answer.literal], ['0502', 'Error realitzant la operació.']);
  assert.equal(answer.codigoResultado, null);
};

/** An IDESCAT that always answers these data. */
const answering = (t: Cleanup, data: string): Promise<Backend> =>
  openBackend(t, (body, response) => {
    const id = /IdPeticion>([^<]*)</.exec(body)![1];
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end(
      `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><procesaResponse xmlns="http://www.openuri.org/"><Respuesta xmlns="http://gencat.net/scsp/esquemes/respuesta"><Atributos><IdPeticion>${id}</IdPeticion><Estado><CodigoEstado>0003</CodigoEstado><LiteralError>OK</LiteralError></Estado></Atributos><Transmisiones><TransmisionDatos><DatosEspecificos>${data}</DatosEspecificos></TransmisionDatos></Transmisiones></Respuesta></procesaResponse></s:Body></s:Envelope>`,
    );
  });

describe('IDESCAT', () => {
  it('is recorded before it may be asked, and when it was', async (t) => {
    const g = await openPlaces(t);
    await g.ask(about('TITULAR', 'down', 1));
    const { intent, outcome } = recorded(g);
    assert.deepEqual([intent.endpoint, intent.fallback], ['simulador-08001', 'idescat']);
    assert.deepEqual([outcome.outcome, outcome.cause], ['idescat', 'forward.truncated (ECONNRESET)']);
    assert.deepEqual(outcome.asked, [{ body: 'idescat', result: 'answered' }]);
    await g.ask(about('TITULAR', 'down', 0));
    assert.equal(recorded(g).intent.fallback, undefined);
  });

  it('gets the very Body of the petition, under the seal, with the requester as it was', async (t) => {
    const g = await openPlaces(t);
    const bytes = g.petition(about('TITULAR', 'not integrated', 1));
    await g.post(bytes);
    const sent = g.stage.simulators.idescat.last!.toString();
    const body = (xml: string): string => /:Body[^>]*>([\s\S]*)<\/[\w-]+:Body>/.exec(xml)![1]!;
    assert.equal(body(sent), body(bytes.toString()));
    assert.match(sent, /IdentificadorSolicitante>9821920002</);
    const token = (xml: string): string => /BinarySecurityToken[^>]*>([^<]*)</.exec(xml)![1]!;
    assert.notEqual(token(sent), token(bytes.toString()));
  });

  it('fails too: 0502, with the cause of the municipality', async (t) => {
    const g = await openPlaces(t);
    g.stage.simulators.idescat.fail('html-500');
    await failed(g, about('TITULAR', 'down', 1));
    assert.deepEqual(recorded(g).outcome.asked, [{ body: 'idescat', result: 'forward.status' }]);
    assert.match(String(recorded(g).outcome.cause), /^forward\.truncated/);
    await failed(g, about('TITULAR', 'not integrated', 1));
    await failed(g, about('RESIDENT', 'integrated'));
    await failed(g, about('TITULAR_IDESCAT', 'not integrated'));
  });

  it('says what the municipality does not know, of TITULAR_IDESCAT alone: motive 3', async (t) => {
    const g = await openPlaces(t);
    const elsewhere = { ...about('TITULAR_IDESCAT', 'integrated'), document: '43148001U' };
    const answer = await g.ask(elsewhere);
    assert.equal(answer.codigoResultado, 1);
    assert.match(answer.text, /fuente>IDESCAT<\/aoc:fuente><aoc:idescatMotivo>3</);
    const titular = await g.ask({ ...elsewhere, modalitat: 'TITULAR', idescat: 1 });
    assert.deepEqual([titular.codigoResultado, /fuente>PADRON</.test(titular.text)], [2, true]);
    assert.equal((await g.ask({ ...elsewhere, document: NOBODY })).codigoResultado, 2);
  });

  it('may write the municipality that it found, but no other person', async (t) => {
    for (const [document, estado] of [
      ['43148001U', '0003'],
      [NOBODY, '0502'],
    ] as const) {
      const { url } = await answering(
        t,
        `<respuestaDatosTitularIDESCAT xmlns="http://www.aocat.net/padro"><tipoDocumentacion>1</tipoDocumentacion><documentacion>${document}</documentacion><codigoProvincia>43</codigoProvincia><codigoMunicipio>148</codigoMunicipio><codigoResultado>1</codigoResultado></respuestaDatosTitularIDESCAT>`,
      );
      const g = await openPlaces(t, { PADRO_IDESCAT_URL: url });
      const answer = await g.ask({ ...about('TITULAR_IDESCAT', 'integrated'), document: '43148001U' });
      assert.equal(answer.estado, estado, answer.text);
      if (estado === '0003') assert.match(answer.text, /codigoMunicipio>148<.*<idescatMotivo>3</);
    }
  });

  it('answers alone where no municipality is named, without a motive', async (t) => {
    const g = await openPlaces(t);
    const answer = await g.ask({ ...about('TITULAR_IDESCAT', 'not integrated'), municipi: null });
    assert.equal(answer.codigoResultado, 1);
    assert.match(answer.text, /<aoc:fuente>IDESCAT<\/aoc:fuente><\/aoc:respuestaDatosTitularIDESCAT>/);
  });

  it('never lends a PDF: the volant’s data take its place', async (t) => {
    const g = await openPlaces(t);
    const other = await answering(
      t,
      '<respuestaDatosTitularPDF xmlns="http://www.aocat.net/padro"><codigoResultado>1</codigoResultado><volante>AAAA</volante><fuente>PADRON</fuente><idescatMotivo>9</idescatMotivo></respuestaDatosTitularPDF>',
    );
    const h = await openPlaces(t, { PADRO_IDESCAT_URL: other.url });
    const answer = await h.ask(about('TITULAR_PDF', 'down', 1));
    assert.match(
      answer.text,
      /<codigoResultado>1<\/codigoResultado><fuente>IDESCAT<\/fuente><idescatMotivo>2<\/idescatMotivo><\/respuestaDatosTitularPDF>/,
    );
    assert.match((await g.ask(about('CONVIVENTS_PDF', 'down', 1))).text, /<NumeroAcompanantes>3</);
  });

  it('of another environment is nobody’s fallback', async (t) => {
    const g = await openPlaces(t, { PADRO_IDESCAT_ENVIRONMENT: 'desenvolupament' });
    await failed(g, about('TITULAR', 'down', 1));
    assert.equal((await g.ask(about('TITULAR', 'not integrated', 1))).codigoResultado, 4);
    await failed(g, { ...about('TITULAR_IDESCAT', 'integrated'), municipi: null });
    assert.equal(recorded(g).outcome.cause, 'route.nobody');
    assert.equal(g.stage.simulators.idescat.received, 0);
  });

  it('has limits of its own', async (t) => {
    const g = await openPlaces(t, { PADRO_IDESCAT_IN_FLIGHT: '1' });
    g.stage.simulators.idescat.fail({ name: 'slow', delayMs: 300 });
    const answers = await Promise.all([1, 2].map(() => g.ask(about('TITULAR', 'not integrated', 1))));
    assert.deepEqual(answers.map(({ estado }) => estado).sort(), ['0003', '0502']);
    assert.match(JSON.stringify(g.journal().map(({ fields }) => fields.asked)), /route\.limit/);
  });

  it('and a municipality that does not answer share the time of one answer', async (t) => {
    const g = await openPlaces(t, { PADRO_FORWARD_TIMEOUT_MS: '1000', PADRO_IDESCAT_TIMEOUT_MS: '600' });
    g.stage.simulators['08001'].fail('dead');
    const answer = await g.ask(about('TITULAR', 'down', 1));
    assert.match(answer.text, /idescatMotivo>2</);
    g.stage.simulators.idescat.fail('dead');
    await failed(g, about('TITULAR', 'down', 1));
    const { cause, asked } = recorded(g).outcome;
    assert.deepEqual([cause, asked], ['forward.timeout', [{ body: 'idescat', result: 'forward.timeout' }]]);
  });

  it('is not asked for a consumer who left', async (t) => {
    const g = await openPlaces(t);
    g.stage.simulators['08001'].fail('dead');
    const left = new AbortController();
    const asked = g.ask(about('TITULAR', 'down', 1), { signal: left.signal });
    while (g.stage.simulators['08001'].received === 0) await new Promise(setImmediate);
    left.abort();
    await assert.rejects(asked);
    while (g.journal().length < 2) await new Promise(setImmediate);
    assert.equal(recorded(g).outcome.cause, 'forward.consumer-gone');
    assert.equal(g.stage.simulators.idescat.received, 0);
  });
});

describe('*_PROPI', () => {
  it('is for town councils: any other ens is refused', async (t) => {
    const g = await openPlaces(t);
    for (const modalitat of ['TITULAR_PROPI', 'CONVIVENTS_PROPI']) {
      assert.equal((await g.ask({ modalitat })).fault?.detail.code, 'route.not-local');
    }
  });

  it('goes to the path that the municipality has for it, other modalitats to the endpoint’s own', async (t) => {
    const g = await openPlaces(t);
    const backend = await openBackend(t);
    await g.serveFrom(backend);
    const endpoints = { proves: 'simulador-17023' };
    const change = put('municipality', { ine: '17023', name: 'Blanes', endpoints, ownPath: '/17023/propi' });
    await g.stage.gateway.registry.change([change], 'prova', 'a path of its own');
    await g.ask(about('TITULAR_PROPI', 'integrated'));
    await g.ask(about('TITULAR', 'integrated'));
    assert.deepEqual(
      backend.requests.map(({ target }) => target),
      ['POST /17023/propi', 'POST /siri-proxy/services/Sincron'],
    );
  });
});

describe('a petition with the gateway’s answer', () => {
  it('says it once in each of the places that clients read', async (t) => {
    const g = await openPlaces(t);
    for (const ask of [about('TITULAR', 'down', 1), about('NUMERO_CONVIVENTS', 'not integrated', 0)]) {
      const answer = told(await g.post(g.petition(ask)));
      for (const name of ['LiteralError', 'CodigoEstado', 'codigoResultado', 'fuente']) {
        assert.equal(answer.text.match(new RegExp(`</(\\w+:)?${name}>`, 'g'))?.length, 1, name);
      }
    }
  });
});
