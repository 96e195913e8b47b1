import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { randomHex } from '../../src/base/clock.ts';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { put } from '../../src/registry/index.ts';
import { rewriteConsumer } from '../channel/support.ts';
import { noXmlsec, verifiedByXmlsec } from '../e2e/xmlsec.ts';
import { about, openPlaces } from '../modalitats/support.ts';
import { openGateway, told } from '../support/gateway.ts';
import { journalParts } from '../support/journal.ts';
import { byCertificate, byToken, type Json, restOf, send, TITULAR, titular } from './support.ts';

const FUNCIONARI = { NombreCompletoFuncionario: 'Maria Prova', NifFuncionario: '00000000T' };
const NO_CONSTA = { documentacion: '00000000T' };
const PDF_FIRST = 'application/pdf, application/json;q=0.5';

describe('a volant over REST', () => {
  it('of every modalitat is answered in fields, by token', async (t) => {
    const g = await openPlaces(t);
    for (const { code, respuesta, asynchronousOnly } of MODALITATS.values()) {
      const { path, body } = restOf(about(code, 'integrated'));
      const { status, json, text } = await byToken(
        g,
        path,
        body,
        {},
        { claims: { iss: body.IdentificadorSolicitante } },
      );
      if (asynchronousOnly) {
        assert.deepEqual([status, json.code], [422, 'parse.asynchronous-only'], code);
        continue;
      }
      assert.equal(status, 200, text);
      assert.deepEqual([json.CodigoCertificado, json.IdPeticion], [code, body.IdPeticion]);
      assert.equal(json.respuesta?.codigoResultado, 1, `${code}: ${text}`);
      if (/^(TITULAR|CONVIVENTS)(_PROPI)?$/.test(code)) {
        const volant = json.respuesta?.VolanteEmpadronamiento as { VolanteEmpadronamientoDatosFirmados: Json };
        assert.ok((volant.VolanteEmpadronamientoDatosFirmados.DatosPersonales as Json).Nombre, code);
        assert.doesNotMatch(text, /Signature/);
      }
      if (!code.endsWith('_PROPI')) continue;
      assert.match(
        g.stage.simulators['17023'].last!.toString(),
        new RegExp(`<${respuesta.replace('respuesta', 'peticion')}`),
      );
    }
  });

  it('goes to the municipality inside our seal, the requester named', async (t) => {
    const g = await openGateway(t);
    const seal = readFileSync(g.stage.pki.seal.cert, 'utf8');
    for (const by of [byToken, byCertificate]) {
      const body = titular({ Funcionario: FUNCIONARI, numExpediente: 'EXP & 1' });
      const { status, text } = await by(g, TITULAR, body);
      assert.equal(status, 200, text);
      const forwarded = g.stage.simulators['17023'].last!.toString();
      assert.match(forwarded, /<NombreSolicitante>Ajuntament de l’Ametlla del Vallès</);
      assert.match(forwarded, /<NifFuncionario>00000000T</);
      assert.match(forwarded, /<numExpediente>EXP &amp; 1</);
      if (!noXmlsec) assert.ok(verifiedByXmlsec(forwarded, seal));
    }
  });

  it('is recorded as the frontals record it', async (t) => {
    const g = await openGateway(t);
    await g.ask({ idPeticion: 'SOAP-1' });
    await byToken(g, TITULAR, titular({ IdPeticion: 'REST-1' }));
    await byCertificate(g, TITULAR, titular({ IdPeticion: 'REST-2' }));
    const intents = g.journal().filter(({ fields }) => fields.kind === 'intent');
    const [soap, token, channel] = intents.map(({ fields }) => fields);
    const keys = (fields: object | undefined): string[] => Object.keys(fields ?? {}).sort();
    assert.deepEqual([keys(token), keys(channel)], [keys(soap), keys(soap)]);
    for (const key of ['ens', 'modalitat', 'finalitat', 'municipi', 'endpoint', 'certificate', 'anchor', 'grup']) {
      assert.deepEqual([token?.[key], channel?.[key]], [soap?.[key], soap?.[key]], key);
    }
    assert.deepEqual([token?.way, token?.algorithm, token?.frontal], ['token', 'RS256', 'rest']);
    assert.deepEqual([channel?.way, channel?.algorithm], ['channel', 'tls']);
    const documents = journalParts(g.store).map(({ text }) => JSON.parse(text).solicituds[0].documents);
    assert.deepEqual([documents[1], documents[2]], [documents[0], documents[0]], 'the same marks');
    assert.equal(g.journal().filter(({ fields }) => fields.outcome === 'answered').length, 3);
    const metrics = await g.metrics();
    assert.match(
      metrics,
      /padro_requests_total\{frontal="rest",modalitat="TITULAR",group="demo",outcome="answered"\} 2/,
    );
    assert.ok(g.logs.every((line) => !line.includes('12344321Z')));
  });

  it('asked for again is 409, over whichever face it came before', async (t) => {
    const g = await openGateway(t);
    await g.ask({ idPeticion: 'UNA-1' });
    for (const [first, by] of [
      ['UNA-1', byToken],
      ['UNA-1', byCertificate],
    ] as const) {
      const { status, json, headers } = await by(g, TITULAR, titular({ IdPeticion: first }), {
        'accept-language': 'en',
      });
      assert.deepEqual([status, json.code, json.scsp], [409, 'record.repeated', '0229']);
      assert.match(headers['content-type']!, /^application\/problem\+json/);
    }
    const over = titular();
    assert.equal((await byToken(g, TITULAR, over)).status, 200);
    assert.equal((await byToken(g, TITULAR, over)).status, 409);
    assert.equal((await g.ask({ idPeticion: over.IdPeticion as string })).estado, '0502');
    assert.equal(g.received, 2);
  });

  it('whose source fails is 502, and says nothing of why', async (t) => {
    const g = await openGateway(t);
    g.stage.simulators['17023'].fail('fault');
    const { status, json, text } = await byToken(g, TITULAR, titular(), { 'accept-language': 'ca' });
    assert.deepEqual([status, json.code, json.title], [502, 'forward.unavailable', 'Error realitzant la operació.']);
    assert.doesNotMatch(text, /forward\.status/);
    assert.equal(g.journal().at(-1)?.fields.cause, 'forward.status');
  });

  it('that a search could not finish is 502, and says how many answered', async (t) => {
    const g = await openPlaces(t, { PADRO_IDESCAT_ENVIRONMENT: 'desenvolupament' });
    const { path, body } = restOf({ modalitat: 'RESIDENT', document: '00000000T' });
    const { status, json } = await byToken(g, path, body, { 'accept-language': 'en' });
    assert.deepEqual([status, json.code], [502, 'forward.search-incomplete']);
    assert.match(String(json.title), /1 of 2 answered\.$/);
  });

  it('comes in the form that Accept likes best', async (t) => {
    const g = await openGateway(t);
    const pdfs = { Funcionario: FUNCIONARI, ExtensionesPeticion: { PDF: true } };
    const cases: readonly (readonly [accept: string | undefined, path: string, change: Json, type: string])[] = [
      [undefined, TITULAR, {}, 'application/json'],
      ['*/*', TITULAR, {}, 'application/json'],
      ['application/*;q=0.1, text/html', TITULAR, {}, 'application/json'],
      ['application/xml', TITULAR, {}, 'application/xml'],
      ['application/json;q=0.2, application/xml;q=0.9', TITULAR, {}, 'application/xml'],
      ['application/pdf', '/v1/volants/TITULAR_PDF', {}, 'application/pdf'],
      ['application/pdf', TITULAR, pdfs, 'application/pdf'],
      [PDF_FIRST, TITULAR, {}, 'application/json'],
      [PDF_FIRST, '/v1/volants/TITULAR_PDF', NO_CONSTA, 'application/json'],
      // The petition is spent: an answer without a PDF is an answer all the same.
      ['application/pdf', '/v1/volants/TITULAR_PDF', NO_CONSTA, 'application/json'],
    ];
    for (const [accept, path, change, type] of cases) {
      const answer = await byToken(g, path, titular(change), accept === undefined ? {} : { accept });
      assert.deepEqual([answer.status, answer.headers['content-type']], [200, type], `${accept}: ${answer.text}`);
      if (type === 'application/pdf') assert.match(answer.text, /^%PDF-/);
      if (type !== 'application/xml') continue;
      assert.equal(told(answer).codigoResultado, 1);
      if (!noXmlsec) assert.ok(verifiedByXmlsec(answer.text, readFileSync(g.stage.pki.seal.cert, 'utf8')));
    }
    const received = g.received;
    for (const accept of ['application/pdf', 'text/html', 'application/json;q=0', ',;,']) {
      const { status, json } = await byToken(g, TITULAR, titular(), { accept });
      assert.deepEqual([status, json.code], [406, 'http.not-acceptable'], accept);
    }
    assert.equal(g.received, received, 'nothing was asked');
  });

  it('carries what ExtensionesPeticion asks for, and a PDF needs the official', async (t) => {
    const g = await openGateway(t);
    const asked = { ExtensionesPeticion: { PDF: true, Evidencia: true } };
    const { json, text } = await byToken(g, TITULAR, titular({ ...asked, Funcionario: FUNCIONARI }));
    const { PDF, Evidencia } = json.ExtensionesRespuesta as { PDF: string[]; Evidencia: string[] };
    assert.match(Buffer.from(PDF[0]!, 'base64').toString('latin1'), /^%PDF-/, text);
    assert.match(Buffer.from(Evidencia[0]!, 'base64').toString(), /^<.*Respuesta/s);
    const refused = await byToken(g, TITULAR, titular(asked));
    assert.deepEqual([refused.status, refused.json.code], [403, 'authorise.pdf-funcionario']);
  });

  it('is authorised by the same rules', async (t) => {
    const g = await openGateway(t);
    const cases: readonly (readonly [Json, number, string])[] = [
      [{ Finalidad: 'ALTRA' }, 403, 'authorise.not-authorised'],
      [{ IdentificadorSolicitante: '0801930008' }, 403, 'authorise.not-bound'],
    ];
    for (const [change, status, code] of cases) {
      const body = titular(change);
      const claims = { iss: body.IdentificadorSolicitante };
      for (const answer of [await byToken(g, TITULAR, body, {}, { claims }), await byCertificate(g, TITULAR, body)]) {
        assert.deepEqual([answer.status, answer.json.code], [status, code]);
      }
    }
    await rewriteConsumer(g, { ways: { token: false } });
    assert.equal((await byToken(g, TITULAR, titular())).json.code, 'authorise.way');
    assert.equal((await byCertificate(g, TITULAR, titular())).status, 200);
    await rewriteConsumer(g, { ways: { channel: false } });
    assert.equal((await byCertificate(g, TITULAR, titular())).json.code, 'authorise.way');
    assert.equal((await byToken(g, TITULAR, titular())).status, 200);
  });

  it('without a certificate or a token is 401, from an address that may not query 403', async (t) => {
    const g = await openGateway(t);
    const body = JSON.stringify(titular());
    const answer = await send(g, TITULAR, { body });
    assert.deepEqual([answer.status, answer.json.code], [401, 'verify.no-certificate']);
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
    const group = {
      name: 'demo',
      environment: 'proves' as const,
      may: ['health' as const],
      addresses: ['127.0.0.0/8'],
    };
    await g.stage.gateway.registry.change([put('addressGroup', group)], 'prova', 'nobody may query');
    const refused = await byToken(g, TITULAR, titular());
    assert.deepEqual([refused.status, refused.json.code], [403, 'admit.purpose']);
    assert.equal(g.received, 0);
  });

  it('is taken from a trusted proxy that speaks for the certificate of its client', async (t) => {
    const g = await openGateway(t, {
      PADRO_CONSUMER_TRUSTED_PROXIES: '["127.0.0.1/32"]',
      PADRO_CLIENT_CERTIFICATE_HEADER: 'client-cert',
    });
    const der = readFileSync(g.stage.pki.consumer.cert, 'utf8').replace(/-----[^-]+-----|\s/g, '');
    const body = JSON.stringify(titular({ IdPeticion: randomHex() }));
    const headers = { 'client-cert': `:${der}:`, 'x-forwarded-for': '127.0.0.2' };
    const answer = await send(g, TITULAR, { body, headers });
    assert.equal(answer.status, 200, answer.text);
  });
});
