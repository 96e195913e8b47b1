import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPeticion, envelope } from '../../src/base/build-peticion.ts';
import { ine10 } from '../../src/base/codes.ts';
import { Refusal } from '../../src/base/errors/refusal.ts';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import type { XmlDocument } from '../../src/base/xml/tree.ts';
import { judgeReply } from '../../src/forward/reply.ts';
import { collect, send } from '../lots/support.ts';
import { goodAnswer, openBackend } from '../support/backend.ts';
import { type OpenGateway, openGateway } from '../support/gateway.ts';
import { unavailable } from '../support/unavailable.ts';

/** A147: an answer that is well, and not the answer to this petition, never gets our seal. */

type Edit = (good: string) => string;
const edit =
  (from: string | RegExp, to: string): Edit =>
  (good) => {
    const edited = good.replace(from, to);
    assert.notEqual(edited, good, String(from));
    return edited;
  };

/** What is wrong, and what of it the journal says. */
const OTHERS: Readonly<Record<string, readonly [Edit, string]>> = {
  'another document': [edit(/documentacion>[^<]*/, 'documentacion>00000000T'), 'documentacion'],
  'another kind of document': [edit(/tipoDocumentacion>1/, 'tipoDocumentacion>2'), 'tipoDocumentacion'],
  'two documents': [
    edit('<aoc:codigoResultado>', '<aoc:documentacion>00000000T</aoc:documentacion><aoc:codigoResultado>'),
    'two documentacion',
  ],
  'a document with elements': [edit(/documentacion>[^<]*/, '$&<aoc:x/>'), 'elements in documentacion'],
  'another municipality': [edit('>023<', '>001<'), 'codigoMunicipio'],
  'another province': [edit('Provincia>17<', 'Provincia>08<'), 'codigoProvincia'],
  'another requester': [edit('>9821920002<', '>0801930008<'), 'IdentificadorSolicitante'],
  'another IdSolicitud': [edit(/IdSolicitud>[^<]*/, 'IdSolicitud>ALTRA'), 'IdSolicitud'],
  'two IdSolicitud': [edit('<ns3:IdSolicitud>', '<ns3:IdSolicitud>ALTRA</ns3:IdSolicitud>$&'), 'two IdSolicitud'],
  'another modalitat': [edit(/respuestaDatosTitular/g, 'respuestaDatosConvivientes'), 'respuestaDatosTitular'],
  'another namespace': [edit('"http://www.aocat.net/padro"', '"http://www.aocat.net/altre"'), 'respuestaDatosTitular'],
  'two answers': [
    edit('</ns3:DatosEspecificos>', '<x xmlns="http://www.aocat.net/padro"/>$&'),
    'respuestaDatosTitular',
  ],
  'no answer': [edit(/<aoc:respuesta.*<\/aoc:respuestaDatosTitular>/, ''), 'respuestaDatosTitular'],
  'no Transmisiones': [edit(/<ns3:Transmisiones>.*<\/ns3:Transmisiones>/, ''), 'Transmisiones'],
  'no TransmisionDatos': [edit(/<ns3:TransmisionDatos>.*<\/ns3:TransmisionDatos>/, ''), 'TransmisionDatos'],
  'two TransmisionDatos': [edit(/<ns3:TransmisionDatos>.*<\/ns3:TransmisionDatos>/, '$&$&'), 'two TransmisionDatos'],
  'an unknown CodigoEstado': [edit('>0003<', '>0000<'), 'CodigoEstado'],
  'a pending CodigoEstado': [edit('>0003<', '>0001<'), 'CodigoEstado'],
  'two Estado': [edit(/<ns3:Estado>.*<\/ns3:Estado>/, '$&$&'), 'two Estado'],
  'two LiteralError': [edit(/<ns3:LiteralError>OK<\/ns3:LiteralError>/, '$&$&'), 'two LiteralError'],
  'a LiteralError among the data': [
    edit('</aoc:respuesta', '<x><LiteralError>OK</LiteralError></x>$&'),
    'another LiteralError',
  ],
  'a CodigoEstado beside the Respuesta': [edit('</ns0:procesaResponse', '<CodigoEstado/>$&'), 'another CodigoEstado'],
  'a codigoResultado in a volant': [
    edit(
      '</aoc:respuesta',
      '<VolanteEmpadronamiento xmlns="http://www.red.es/padron"><codigoResultado/></VolanteEmpadronamiento>$&',
    ),
    'another codigoResultado',
  ],
  'two codigoResultado': [edit(/<aoc:codigoResultado>1<\/aoc:codigoResultado>/, '$&$&'), 'two codigoResultado'],
  'no codigoResultado': [edit(/<aoc:codigoResultado>1<\/aoc:codigoResultado>/, ''), 'codigoResultado'],
  'an unknown codigoResultado': [edit('codigoResultado>1<', 'codigoResultado>9<'), 'codigoResultado'],
  'a codigoResultado of another modalitat': [edit('codigoResultado>1<', 'codigoResultado>0<'), 'codigoResultado'],
};

/** What harms nobody. */
const SLOPPY: Readonly<Record<string, Edit>> = {
  'no LiteralError': edit(/<ns3:LiteralError>OK<\/ns3:LiteralError>/, ''),
  'padding left out': edit('>023<', '> 23 <'),
  'blanks around the document': edit(/(documentacion>)([^<]*)/, '$1 $2\n'),
  'small letters, zeros before': edit(/(documentacion>)([^<]*)/, '$10012344321z'),
  'no echo of the person': edit(/<aoc:tipoDocumentacion>.*<\/aoc:documentacion>/, ''),
  'an empty municipality': edit('>023<', '><'),
  'no DatosGenericos': edit(/<ns3:DatosGenericos>.*<\/ns3:DatosGenericos>/, ''),
  'the requester without its zero': edit('>9821920002<', '>\n9821920002<'),
  'extensions before the answer': edit(
    '<aoc:respuesta',
    '<ExtensionesRespuesta xmlns="http://www.aocat.net/scsp/esquemes/caoc-extensions"/>$&',
  ),
  'a padded codigoResultado': edit('codigoResultado>1<', 'codigoResultado> 1 <'),
};

async function serving(t: Parameters<typeof openBackend>[0], g: OpenGateway): Promise<(now: Edit) => void> {
  let change: Edit = (good) => good;
  const backend = await openBackend(t, (body, response) => {
    response.writeHead(200, { 'content-type': 'text/xml' }).end(change(goodAnswer(body)));
  });
  await g.serveFrom(backend);
  return (now) => {
    change = now;
  };
}

test('A147: an answer to something else is a failed source, and never sealed', async (t) => {
  const g = await openGateway(t);
  const serve = await serving(t, g);
  for (const [name, [wrong, detail]] of Object.entries(OTHERS)) {
    await t.test(name, async () => {
      serve(wrong);
      assert.equal(await unavailable(g), `forward.not-ours (${detail})`);
    });
  }
});

test('A147: a sloppy answer to this petition is served', async (t) => {
  const g = await openGateway(t);
  const serve = await serving(t, g);
  for (const [name, sloppy] of Object.entries(SLOPPY)) {
    await t.test(name, async () => {
      serve(sloppy);
      const told = await g.ask();
      assert.equal(told.estado, '0003', told.text);
    });
  }
});

test('A147: in a lot too, an answer to something else is none', async (t) => {
  const g = await openGateway(t, { PADRO_LOTS_DEADLINE_MS: '1' });
  const serve = await serving(t, g);
  for (const [at, name] of [
    'another document',
    'another modalitat',
    'two codigoResultado',
    'another IdSolicitud',
  ].entries()) {
    serve(OTHERS[name]![0]);
    await send(g, { idPeticion: `LOT-${at}` });
    const { transmisiones } = await collect(g, `LOT-${at}`);
    assert.deepEqual(
      transmisiones.map(({ idSolicitud, codigoResultado }) => [idSolicitud, codigoResultado]),
      [['1', '3']],
      name,
    );
  }
});

/** The judge alone, for modalitats that have more than one of something. */
function judged(modalitat: string, asked: string, answer: string, ens = '9821920002'): string {
  const message = (xml: string): XmlDocument => readXml(Buffer.from(xml), 'message');
  const petition = message(
    envelope(
      buildPeticion({
        modalitat,
        ens,
        purpose: { kind: 'finalitat', value: 'PROVES' },
        idPeticion: 'P1',
        now: 0,
        solicituds: [
          { persons: asked.split(' ').map((document) => ({ tipus: 1, document })), municipi: '17023', idescat: 0 },
        ],
      }),
    ),
  );
  const { respuesta } = MODALITATS.get(modalitat)!;
  const good = goodAnswer('<IdPeticion>P1</IdPeticion><IdSolicitud>1</IdSolicitud>');
  const text = good.replace(
    /(<aoc:respuestaDatosTitular( [^>]*)>).*<\/aoc:respuestaDatosTitular>/,
    `<aoc:${respuesta}$2>${answer}</aoc:${respuesta}>`,
  );
  try {
    judgeReply({ status: 200, contentType: 'text/xml', bytes: Buffer.from(text) }, 'P1', petition);
    return 'ours';
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return `${error.code} ${error.detail}`;
  }
}

const field = (local: string, content: string): string => `<aoc:${local}>${content}</aoc:${local}>`;
const person = (document: string): string =>
  field('conviviente', field('tipoDocumentacion', '1') + field('documentacion', document) + field('resultado', '1'));

test('A147: each of several persons is one that was asked about', () => {
  const answer = (...documents: string[]): string =>
    judged(
      'VALIDACIO_CONVIVENTS',
      '11111111H 22222222J',
      documents.map(person).join('') + field('codigoResultado', '1'),
    );
  assert.equal(answer('11111111H', '22222222J'), 'ours');
  assert.equal(answer('22222222j ', '11111111H'), 'ours');
  assert.equal(answer('11111111H', '33333333P'), 'forward.not-ours documentacion');
});

test('A147: a comparison may be 0, and a search has a result for each municipality', () => {
  const result = (value: string): string => field('codigoResultado', value);
  assert.equal(judged('COMPROVACIO_CONVIVENTS', '11111111H', result('0')), 'ours');
  assert.equal(judged('COMPROVACIO_CONVIVENTS', '11111111H', result('5')), 'forward.not-ours codigoResultado');
  const found = field('resultadoBusqueda', result('1'));
  assert.equal(judged('TITULAR_CERCA', '11111111H', found + found), 'ours');
  assert.equal(judged('TITULAR_CERCA', '11111111H', found + result('1')), 'forward.not-ours another codigoResultado');
  assert.equal(
    judged('TITULAR_CERCA', '11111111H', field('resultadoBusqueda', result('7'))),
    'forward.not-ours codigoResultado',
  );
});

test('A147: the requester’s own padró is that of its municipality', () => {
  const place = (municipi: string): string => field('codigoMunicipio', municipi) + field('codigoResultado', '1');
  assert.equal(judged('TITULAR_PROPI', '11111111H', place('019')), 'ours', 'no council: nothing to compare');
  assert.equal(judged('TITULAR_PROPI', '11111111H', place('23'), ine10('17023')), 'ours');
  assert.equal(judged('TITULAR_PROPI', '11111111H', place('019'), ine10('17023')), 'forward.not-ours codigoMunicipio');
});

const FAILED: Edit = (good) =>
  edit(
    '>OK<',
    '>Base de dades aturada<',
  )(edit(/<aoc:respuesta.*<\/aoc:respuestaDatosTitular>/, '')(edit('>0003<', '>0502<')(good)));

test('A147: a source that says 0502 failed: IDESCAT where it may, else our 0502, whatever it wrote beside', async (t) => {
  const g = await openGateway(t, { PADRO_LOTS_DEADLINE_MS: '1' });
  const serve = await serving(t, g);
  for (const failed of [edit('>0003<', '>0502<'), FAILED]) {
    serve(failed);
    const its = await g.ask();
    assert.deepEqual([its.status, its.estado, its.codigoResultado], [200, '0502', null]);
    assert.equal(its.literal, 'Error realitzant la operació.');
    const { outcome, cause } = g.journal().at(-1)!.fields;
    assert.deepEqual([outcome, cause], ['unavailable', 'forward.said-failed']);
  }
  const fallen = await g.ask({ idescat: 1 });
  assert.deepEqual([fallen.estado, fallen.codigoResultado], ['0003', 1]);
  assert.match(fallen.text, /fuente>IDESCAT<\/aoc:fuente><aoc:idescatMotivo>2</);
  assert.equal(g.journal().at(-1)!.fields.cause, 'forward.said-failed');
  await send(g, { idPeticion: 'LOT-A', solicituds: [{}, { idescat: 1 }] });
  const { transmisiones } = await collect(g, 'LOT-A');
  assert.deepEqual(
    transmisiones.map(({ codigoResultado }) => codigoResultado),
    ['3', '1'],
  );
});

test('A147: in a lot a source that says 0502 is asked again while there is time', async (t) => {
  const g = await openGateway(t, { PADRO_LOTS_RETRY_MS: '10' });
  const serve = await serving(t, g);
  let asked = 0;
  serve((good) => (asked++ === 0 ? FAILED(good) : good));
  await send(g, { idPeticion: 'LOT-B', solicituds: [{ idescat: 1 }] });
  const { transmisiones } = await collect(g, 'LOT-B');
  assert.deepEqual([asked, ...transmisiones.map(({ codigoResultado }) => codigoResultado)], [2, '1']);
});
