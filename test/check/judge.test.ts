import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { payloadOf } from '../../src/check/acceptance/queries.ts';
import { judgeAnswer } from '../../src/check/answer/judge.ts';
import { envelope } from '../../src/cli/request/sign.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { post } from '../simulator/post.ts';
import { server } from './support.ts';

const person = { municipi: '08001', tipus: 1, document: '12345678Z', household: 4 };
const simulator = await startSimulator({ municipis: ['08001'], people: 0, port: 0, volant: server });
const asked = async (modalitat: string) => {
  const payload = payloadOf({ modalitat, person }, { finalitat: 'PROVES' }, Date.now());
  return { payload, text: (await post(simulator.urls.http!, envelope(payload))).text };
};
const GOOD = {
  TITULAR: await asked('TITULAR'),
  TITULAR_PDF: await asked('TITULAR_PDF'),
  VALIDACIO_CONVIVENTS: await asked('VALIDACIO_CONVIVENTS'),
  RESIDENT_MUNICIPI: await asked('RESIDENT_MUNICIPI'),
};
await simulator.close();

const judge = (text: string, payload: string, contentType = 'text/xml; charset=utf-8', status = 200) =>
  judgeAnswer({ status, contentType, bytes: Buffer.from(text) }, payload);

type Case = readonly [
  what: string,
  modalitat: keyof typeof GOOD,
  from: string | RegExp,
  to: string,
  defects: readonly string[],
];

/** Each change to a good answer, and what it is told for. */
const CHANGES: readonly Case[] = [
  [
    'another ens',
    'TITULAR',
    />0800180001?</,
    '>1702300000<',
    ['answer.echo DatosGenericos/Solicitante/IdentificadorSolicitante'],
  ],
  ['another consent', 'TITULAR', '>Ley<', '>Si<', ['answer.echo DatosGenericos/Solicitante/Consentimiento']],
  [
    'another person',
    'RESIDENT_MUNICIPI',
    '>12345678Z<',
    '>00000000U<',
    ['answer.echo respuestaResidenteMunicipio/documentacion'],
  ],
  [
    'the code of the municipality without its zeros',
    'RESIDENT_MUNICIPI',
    '>001<',
    '>1<',
    ['answer.echo respuestaResidenteMunicipio/codigoMunicipio'],
  ],
  [
    'the result before the municipality',
    'RESIDENT_MUNICIPI',
    /(<aoc:codigoMunicipio>.*<\/aoc:codigoProvincia>)(<aoc:codigoResultado>.*<\/aoc:codigoResultado>)/,
    '$2$1',
    ['answer.order respuestaResidenteMunicipio/codigoMunicipio: expected, found codigoResultado'],
  ],
  [
    'a field more',
    'RESIDENT_MUNICIPI',
    '<aoc:fuente>',
    '<aoc:extra/><aoc:fuente>',
    ['answer.order respuestaResidenteMunicipio/fuente: expected, found extra'],
  ],
  ['the source is IDESCAT', 'TITULAR', '>PADRON<', '>IDESCAT<', ['answer.source IDESCAT']],
  [
    'two literals',
    'TITULAR',
    '<ns3:CodigoProducto>',
    '<ns3:LiteralError>OK</ns3:LiteralError><ns3:CodigoProducto>',
    ['answer.repeated LiteralError ×2'],
  ],
  [
    'no volant',
    'TITULAR',
    /<\w+:?Volante.*<\/\w+:?VolanteEmpadronamiento>|<VolanteEmpadronamiento.*<\/VolanteEmpadronamiento>/,
    '',
    ['answer.volant respuestaDatosTitular'],
  ],
  [
    'a volant that is no PDF',
    'TITULAR_PDF',
    '<aoc:volante>JVBER',
    '<aoc:volante>AAAAA',
    ['answer.volant respuestaDatosTitularPDF/volante'],
  ],
  [
    'a conviviente in another order',
    'VALIDACIO_CONVIVENTS',
    /(<aoc:tipoDocumentacion>1<\/aoc:tipoDocumentacion>)(<aoc:documentacion>12345678Z<\/aoc:documentacion>)/,
    '$2$1',
    ['answer.order conviviente/tipoDocumentacion: expected, found documentacion'],
  ],
  ['an error state', 'TITULAR', '>0003<', '>0502<', ['answer.state 0502 OK']],
];

describe('an answer is judged field by field', () => {
  for (const [modalitat, { text, payload }] of Object.entries(GOOD)) {
    it(`${modalitat}: a good one has no defects`, () => {
      const { defects, result } = judge(text, payload);
      assert.deepEqual([defects, result], [[], '1']);
    });
  }

  for (const [what, modalitat, from, to, expected] of CHANGES) {
    it(`${what}: ${expected.join(', ')}`, () => {
      const { text, payload } = GOOD[modalitat];
      const changed = text.replace(from, to);
      assert.notEqual(changed, text, 'the case changes something');
      assert.deepEqual(
        judge(changed, payload).defects.map(({ code, seen }) => `${code} ${seen}`),
        expected,
      );
    });
  }

  it('what is no answer is told by its form, an exception by its class alone', () => {
    const { payload, text } = GOOD.TITULAR;
    const fault = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>java.lang.NullPointerException: 12345678Z</faultstring></e:Fault></e:Body></e:Envelope>`;
    const FORMS = [
      [judge('<html/>', payload, 'text/html', 404), 'answer.status HTTP 404 text/html'],
      [judge('', payload), 'answer.format an empty body'],
      [judge(text, payload, 'text/plain'), 'answer.format text/plain'],
      [judge(text, payload, 'text/xml; charset=ISO-8859-1'), 'answer.format charset ISO-8859-1'],
      [judge('<a/>', payload), 'answer.format a document of a'],
      [judge(fault, payload, 'text/xml', 500), 'answer.fault Fault e:Server java.lang.NullPointerException'],
    ] as const;
    for (const [{ defects }, expected] of FORMS)
      assert.deepEqual(
        defects.map(({ code, seen }) => `${code} ${seen}`),
        [expected],
      );
    assert.match(judge(text.slice(0, 500), payload).defects[0]!.seen, /^not XML/);
  });
});
