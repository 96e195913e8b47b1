import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { newKey } from './keys.ts';
import { at, person, petition } from './petition.ts';
import { post } from './post.ts';

const NOON = Date.UTC(2026, 10, 23, 11, 0, 0, 45);
const titular = [...person('1', '12344321Z'), ...at('17023'), ['idescat', '0']] as const;

let simulator: Simulator;
before(async () => {
  const volant = await newKey('ec');
  simulator = await startSimulator({ municipis: ['17023'], port: 0, volant, clock: { now: () => NOON } });
});
after(() => simulator.close());

const ask = (body: string | Buffer) => post(simulator.urls.http!, body);

test('everything but the authorisation is echoed, escaped, in the order of the answer', async () => {
  const { text, headers } = await ask(petition([{ modalitat: 'RESIDENT', fields: person('1', 'A<&>"é€') }]));
  assert.equal(headers['content-type'], 'text/xml; charset=utf-8');
  assert.doesNotMatch(text, />\s+</);
  assert.doesNotMatch(text, /DatosAutorizacion|CodigoEstadoSecundario/);
  const expected = [
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">',
    '<ns0:procesaResponse xmlns:ns0="http://www.openuri.org/"><ns3:Respuesta xmlns:ns3="http://gencat.net/scsp/esquemes/respuesta">',
    '<ns3:Atributos><ns3:IdPeticion>P-1</ns3:IdPeticion><ns3:NumElementos>1</ns3:NumElementos><ns3:TimeStamp>2026-11-23T12:00:00.045+01:00</ns3:TimeStamp>',
    '<ns3:Estado><ns3:CodigoEstado>0003</ns3:CodigoEstado><ns3:LiteralError>OK</ns3:LiteralError></ns3:Estado>',
    "<ns3:Emisor><ns3:NifEmisor>P0000000A</ns3:NifEmisor><ns3:NombreEmisor>Ajuntament d'exemple</ns3:NombreEmisor></ns3:Emisor></ns3:Atributos>",
    "<ns3:NombreSolicitante>Ens &lt;d'exemple&gt; &amp; català €</ns3:NombreSolicitante><ns3:Finalidad>PROVES</ns3:Finalidad><ns3:Consentimiento>Si</ns3:Consentimiento><ns3:Funcionario>",
    '<ns3:IdSolicitud>1</ns3:IdSolicitud><ns3:IdTransmision></ns3:IdTransmision><ns3:FechaGeneracion>2026-11-23</ns3:FechaGeneracion></ns3:Transmision>',
    '<aoc:respuestaResidente xmlns:aoc="http://www.aocat.net/padro"><aoc:numExpediente>EXP-1</aoc:numExpediente>',
    '<aoc:documentacion>A&lt;&amp;&gt;"é€</aoc:documentacion>',
  ];
  let from = 0;
  for (const part of expected) {
    const index = text.indexOf(part, from);
    assert.ok(index >= 0, part);
    from = index + part.length;
  }
});

test('IdTransmision and FechaGeneracion are echoed when they were sent', async () => {
  const transmision = '<FechaGeneracion>2026-01-31</FechaGeneracion><IdTransmision>T9</IdTransmision>';
  const { text } = await ask(petition([{ modalitat: 'RESIDENT', fields: person('1', 'X'), transmision }]));
  assert.match(text, /<ns3:IdTransmision>T9<\/ns3:IdTransmision><ns3:FechaGeneracion>2026-01-31</);
});

test('each solicitud of a petition is answered', async () => {
  const nobody = [...person('1', '00000000U'), ...at('17023'), ['idescat', '0']] as const;
  const { text } = await ask(petition([titular, nobody, titular].map((fields) => ({ modalitat: 'TITULAR', fields }))));
  const results = [...text.matchAll(/<aoc:codigoResultado>(\d)</g)].map((found) => found[1]);
  assert.deepEqual(results, ['1', '2', '1']);
  assert.equal(text.match(/<ns3:LiteralError>/g)?.length, 1);
});

test('the own padró is that of the INE10 of who asks, also without its leading zero', async (t) => {
  const volant = await newKey('ec');
  const barcelona = await startSimulator({ municipis: ['17023', '08001'], port: 0, volant });
  t.after(() => barcelona.close());
  const own = async (ens: string): Promise<string> => {
    const asked = petition([{ modalitat: 'TITULAR_PROPI', fields: person('1', '12345678Z'), ens }]);
    return (await post(barcelona.urls.http!, asked)).text;
  };
  assert.match(await own('0800180006'), /<aoc:codigoResultado>1</);
  assert.match(await own('800180006'), /<ns3:IdentificadorSolicitante>800180006<.*<aoc:codigoResultado>1</);
  assert.match(await own('1702320000'), /<aoc:codigoResultado>2</);
});

const OK = petition([{ modalitat: 'TITULAR', fields: titular }]);
const BAD: Readonly<Record<string, string | Buffer>> = {
  'no XML': 'hola',
  'no envelope': '<a/>',
  'no petition': '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
  'another modalitat': OK.replace('>TITULAR<', '>TITULAR_INE<'),
  'a request of another modalitat': OK.replaceAll('peticionDatosTitular', 'peticionResidente'),
  'a DOCTYPE': OK.replace('<s:Envelope', '<!DOCTYPE x []><s:Envelope'),
  'bytes that are not UTF-8': Buffer.from(OK, 'latin1'),
};

for (const [name, body] of Object.entries(BAD)) {
  test(`${name}: a SOAP Fault that quotes nothing`, async () => {
    const before = simulator.answered;
    const { status, text } = await ask(body);
    assert.equal(status, 500);
    assert.match(
      text,
      /<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client<\/faultcode><faultstring>[a-zA-Z0-9 .-]+<\/faultstring>/,
    );
    assert.equal(simulator.answered, before);
  });
}
