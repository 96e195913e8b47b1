import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { strictPair } from '../channel/support.ts';
import { noXmlsec, verifiedByXmlsec } from '../e2e/xmlsec.ts';
import { collect as collectSoap, read } from '../lots/support.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { byCertificate, byToken, type Json, lot, type Told } from './support.ts';

const LOTS = '/v1/lots';
const NOT_INTEGRATED = { codigoProvincia: '43', codigoMunicipio: '148', documentacion: '43148001U' };

interface Transmision extends Json {
  readonly IdSolicitud: string;
  readonly respuesta: Json;
}

const estado = ({ json }: Told): unknown => (json.Estado as Json | undefined)?.CodigoEstado;

/** Asks until the answer is ready. */
async function collect(g: OpenGateway, path: string, headers: Record<string, string> = {}): Promise<Told> {
  for (;;) {
    const answer = await byToken(g, path, undefined, headers);
    if (!['0001', '0002'].includes(String(estado(answer)))) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a lot over REST', () => {
  it('is accepted, worked off and collected in order, by either way', async (t) => {
    const g = await openGateway(t);
    for (const by of [byToken, byCertificate]) {
      const { Solicitudes, ...rest } = lot(30);
      const mixed = (Solicitudes as Json[]).map((one, i) => (i % 3 === 0 ? { ...one, ...NOT_INTEGRATED } : one));
      const accepted = await by(g, LOTS, { ...rest, Solicitudes: mixed });
      assert.deepEqual(
        [accepted.status, estado(accepted), accepted.json.NumElementos],
        [202, '0001', 30],
        accepted.text,
      );
      const answer = await collect(g, accepted.headers.location!);
      assert.deepEqual([answer.status, estado(answer)], [200, '0003'], answer.text);
      const found = answer.json.Transmisiones as Transmision[];
      assert.deepEqual(
        found.map(({ IdSolicitud, respuesta }) => `${IdSolicitud} ${respuesta.codigoResultado}`),
        mixed.map((_, i) => `${i + 1} ${i % 3 === 0 ? 4 : 1}`),
      );
      assert.ok(found[1]!.respuesta.VolanteEmpadronamiento);
    }
  });

  it('of TITULAR_CERCA keeps the name that it was sent by', async (t) => {
    const g = await openGateway(t);
    const Solicitudes = [{ tipoDocumentacion: 1, documentacion: '12344321Z' }];
    const accepted = await byToken(g, LOTS, lot(1, { CodigoCertificado: 'CERCA_TITULAR', Solicitudes }));
    assert.equal(accepted.status, 202, accepted.text);
    const { json, text } = await collect(g, accepted.headers.location!);
    assert.equal(json.CodigoCertificado, 'CERCA_TITULAR');
    const [found] = json.Transmisiones as Transmision[];
    const [place] = found!.respuesta.resultadoBusqueda as Json[];
    assert.equal(place!.codigoMunicipio, '023', text);
  });

  it('can be collected over the frontal too, and as sealed XML', async (t) => {
    const g = await openGateway(t);
    const body = lot(2, { IdPeticion: 'REST & LOT/1' });
    const accepted = await byToken(g, LOTS, body);
    assert.equal(accepted.status, 202, accepted.text);
    await collect(g, accepted.headers.location!);
    const xml = await byToken(g, accepted.headers.location!, undefined, { accept: 'application/xml' });
    assert.equal(read(xml).transmisiones.length, 2);
    if (!noXmlsec) assert.ok(verifiedByXmlsec(xml.text, readFileSync(g.stage.pki.seal.cert, 'utf8')));
    assert.equal((await collectSoap(g, 'REST & LOT/1')).transmisiones.length, 2);
    const pdf = await byToken(g, accepted.headers.location!, undefined, { accept: 'application/pdf' });
    assert.deepEqual([pdf.status, pdf.json.code], [406, 'http.not-acceptable']);
  });

  it('handed in again is 409', async (t) => {
    const g = await openGateway(t);
    const body = lot(1);
    assert.equal((await byToken(g, LOTS, body)).status, 202);
    const again = await byToken(g, LOTS, body);
    assert.deepEqual([again.status, again.json.code], [409, 'record.repeated']);
  });

  it('of another ens, of another modalitat and one that is not there are 404 in the same words', async (t) => {
    const g = await openGateway(t);
    const accepted = await byToken(g, LOTS, lot(1));
    const path = accepted.headers.location!;
    const foreign = path.replace('9821920002', '0801930008');
    const told = [
      await byToken(g, path.replace('=TITULAR&', '=CONVIVENTS&'), undefined),
      await byToken(g, path.replace('REST-', 'ALTRE-'), undefined),
      await byToken(g, foreign, undefined, {}, { pair: strictPair(g), claims: { iss: '0801930008' } }),
    ];
    for (const { status, json } of told) {
      assert.deepEqual([status, json.code, json.title], [404, 'jobs.unknown', told[0]!.json.title]);
    }
    const stolen = await byToken(g, path, undefined, {}, { pair: strictPair(g) });
    assert.equal(stolen.json.code, 'authorise.not-bound');
  });

  it('whose solicituds are not all good is refused whole', async (t) => {
    const g = await openGateway(t);
    const good = (lot(1).Solicitudes as Json[])[0]!;
    const cases: readonly (readonly [Json, string, string])[] = [
      [lot(501), 'parse.field', 'Solicitudes'],
      [lot(0), 'parse.field', 'Solicitudes'],
      [
        lot(1, { Solicitudes: [good, { ...good, documentacion: undefined }] }),
        'parse.missing',
        'Solicitudes.1.documentacion',
      ],
      [lot(1, { Solicitudes: [good, { ...good, idescat: 2 }] }), 'parse.field', 'Solicitudes.1.idescat'],
      [lot(1, { Solicitudes: [good, { ...good, IdSolicitud: '1' }] }), 'parse.repeated-solicitud', 'IdSolicitud'],
      [lot(1, { CodigoCertificado: 'ALTRA' }), 'parse.field', 'CodigoCertificado'],
    ];
    for (const [body, code, path] of cases) {
      const { status, json } = await byToken(g, LOTS, body);
      assert.deepEqual([status, json.code], [422, code], path);
      assert.ok(String(json.title).includes(path), `${json.title}`);
    }
    assert.equal(g.received, 0);
  });

  it('is asked after with exactly the parameters of its description', async (t) => {
    const g = await openGateway(t);
    const { headers } = await byToken(g, LOTS, lot(1));
    const path = headers.location!;
    for (const wrong of ['', '&Finalidad=PROVES', '&x=1', '&Procedimiento=PRC']) {
      const target = wrong === '' ? path.split('?')[0]! : path + wrong;
      const { status, json } = await byToken(g, target, undefined);
      assert.deepEqual([status, String(json.code).split('.')[0]], [422, 'parse'], `${wrong} ${json.title}`);
    }
  });
});
