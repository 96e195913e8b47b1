import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { NS } from '../../src/base/namespaces.ts';
import type { Frontal } from '../../src/base/request.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { attributeOf, type Element, elements } from '../../src/base/xml/tree.ts';
import { loadWsdls } from '../../src/listen/wsdl.ts';
import { peticionXml } from './contract/messages.ts';
import { judgeAll, judgeFile, judgeWsdl, WSDL } from './contract/schemas.ts';

const wsdls = loadWsdls(fileURLToPath(WSDL));
const ADDRESS = 'https://padro.example/siri-proxy/services/Sincron';

const FRONTALS: readonly (readonly [frontal: Frontal, service: string, input: string, output: string])[] = [
  ['sincron', 'Sincron', 'Peticion', 'Respuesta'],
  ['asincron', 'Asincron', 'Peticion', 'ConfirmacionPeticion'],
  ['asincronResposta', 'AsincronResposta', 'SolicitudRespuesta', 'Respuesta'],
];

test('every schema that stands alone compiles', () => {
  const schemas = readdirSync(WSDL).filter((name) => name.endsWith('.xsd') && !name.startsWith('comun-'));
  assert.ok(schemas.length >= 12);
  for (const name of schemas) assert.match(judgeFile(new URL(name, WSDL))('<nothing/>')!, /No matching global/, name);
});

const local = (qname: string | undefined): string => qname!.replace(/^.*:/, '');

/** The child of a name, and of a value of its attribute `name`. */
function child(parent: Element, name: string, called?: string): Element {
  for (const element of elements(parent)) {
    if (element.local === name && (called === undefined || attributeOf(element, 'name') === called)) return element;
  }
  throw new Error(`no ${name} ${called ?? ''}`);
}

for (const [frontal, service, input, output] of FRONTALS) {
  test(`a client that reads the WSDL of ${service} finds its operation, address and elements`, () => {
    const { root } = readXml(Buffer.from(wsdls(frontal, ADDRESS)), 'message');
    const port = child(child(root, 'service', service), 'port', `${service}Soap`);
    assert.equal(attributeOf(child(port, 'address'), 'location'), ADDRESS);
    const binding = child(root, 'binding', local(attributeOf(port, 'binding')));
    const action = child(child(binding, 'operation', 'procesa'), 'operation');
    assert.equal(attributeOf(action, 'soapAction'), 'http://www.openuri.org/procesa');
    const operation = child(child(root, 'portType', local(attributeOf(binding, 'type'))), 'operation', 'procesa');
    for (const [way, element, inside] of [
      ['input', 'procesa', input],
      ['output', 'procesaResponse', output],
    ] as const) {
      const message = child(root, 'message', local(attributeOf(child(operation, way), 'message')));
      assert.equal(local(attributeOf(child(message, 'part'), 'element')), element);
      const wrapper = child(child(child(root, 'types'), 'schema'), 'element', element);
      const content = child(child(child(wrapper, 'complexType'), 'sequence'), 'element');
      assert.equal(local(attributeOf(content, 'ref')), inside);
    }
  });

  test(`the WSDL of ${service} stands alone`, () => {
    const wsdl = wsdls(frontal, ADDRESS);
    assert.doesNotMatch(wsdl, /schemaLocation|xs:include|@@/);
    assert.ok(judgeWsdl(wsdl)('<nothing/>'));
  });
}

test('the schemas of the served WSDL take petitions and leave DatosEspecificos open', () => {
  const judge = judgeWsdl(wsdls('sincron', ADDRESS));
  const xml = peticionXml({ funcionario: true, titular: true, ficheros: true, procedimiento: '225300' });
  assert.equal(judge(xml), undefined);
  assert.equal(judge(xml.replaceAll('peticionDatosTitular', 'otraCosa')), undefined);
  assert.match(judge(xml.replaceAll('IdPeticion', 'IdPeticio'))!, /IdPeticio/);
});

test('an address is written as an attribute value', () => {
  assert.match(wsdls('sincron', 'http://a/?a&"$&b'), /location="http:\/\/a\/\?a&amp;&quot;\$&amp;b"/);
});

const ens =
  '<r:IdentificadorSolicitante>0801930008</r:IdentificadorSolicitante><r:NombreSolicitante>A</r:NombreSolicitante>';
const answer = (volant: string): string => `<r:Respuesta xmlns:r="${NS.respuesta}">
  <r:Atributos><r:IdPeticion>P</r:IdPeticion><r:NumElementos>1</r:NumElementos><r:TimeStamp/>
    <r:Estado><r:CodigoEstado>0003</r:CodigoEstado><r:LiteralError>OK</r:LiteralError></r:Estado>
    <r:CodigoCertificado>TITULAR</r:CodigoCertificado><r:CodigoProducto>PADRO</r:CodigoProducto></r:Atributos>
  <r:Transmisiones><r:TransmisionDatos>
    <r:DatosGenericos>
      <r:Solicitante>${ens}<r:Finalidad>F</r:Finalidad><r:Consentimiento>Si</r:Consentimiento></r:Solicitante>
      <r:Transmision><r:CodigoCertificado>TITULAR</r:CodigoCertificado><r:IdSolicitud>1</r:IdSolicitud>
        <r:IdTransmision/><r:FechaGeneracion>2024-01-01</r:FechaGeneracion></r:Transmision>
    </r:DatosGenericos>
    <r:DatosEspecificos><respuestaDatosTitular xmlns="${NS.padro}"><numExpediente/>
      <tipoDocumentacion>1</tipoDocumentacion><documentacion>12345678Z</documentacion>
      <codigoResultado>1</codigoResultado>${volant}<fuente>PADRON</fuente></respuestaDatosTitular></r:DatosEspecificos>
  </r:TransmisionDatos></r:Transmisiones></r:Respuesta>`;

const persona = (rest: string): string =>
  `<DatosPersonales><Nombre>Friedrich</Nombre><PrimerApellido>P</PrimerApellido><ParticulaPrimerApellido/><SegundoApellido/>
    <ParticulaSegundoApellido/><FechaNacimiento>19700101</FechaNacimiento><CodigoMunicipioNacimiento>1</CodigoMunicipioNacimiento>
    <CodigoProvinciaNacimiento>8</CodigoProvinciaNacimiento><Sexo>M</Sexo><CodigoNacionalidad>108</CodigoNacionalidad>
    <TipoDocumentacion>1</TipoDocumentacion><Documentacion>12345678Z</Documentacion>
    <FechaAltaPadron>20000101</FechaAltaPadron></DatosPersonales>${rest}`;
const volant = (version: string, content: string): string =>
  `<VolanteEmpadronamiento xmlns="${NS.volante}"><VolanteEmpadronamientoDatosFirmados Id="V1" Version="${version}">
    <FechaExpedicion>20240101</FechaExpedicion>${content}</VolanteEmpadronamientoDatosFirmados>
    <Signature xmlns="${NS.ds}"/></VolanteEmpadronamiento>`;
const household = volant('01.00', persona('<NumeroAcompanantes>0</NumeroAcompanantes>'));
const via = '<Via><TipoVia>CR</TipoVia><NombreVia>Major</NombreVia><Pseudovia/></Via>';
const numeracion =
  '<Numeracion><Numero>1</Numero><CalificadorNumero/><NumeroSuperior>1</NumeroSuperior><CalificadorNumeroSuperior/><Kilometro>0</Kilometro>' +
  '<Hectometro>0</Hectometro><Bloque/><Portal/><Escalera/><Planta/><Puerta/><TipoLocal/></Numeracion>';
const person = volant(
  '02.00',
  persona(
    `<DireccionEmpadronamiento><Localidad><CodigoProvincia>08</CodigoProvincia><CodigoMunicipio>001</CodigoMunicipio>
      <CodigoUnidadPoblacional>1</CodigoUnidadPoblacional></Localidad><CodigoPostal>08630</CodigoPostal>${via}${numeracion}</DireccionEmpadronamiento>`,
  ),
);

const answers = { [NS.respuesta]: 'respuesta.xsd', [NS.padro]: 'padro.xsd', [NS.extensions]: 'extensions.xsd' };

test('an answer is checked with the volant that it carries', () => {
  const one = judgeAll({ ...answers, [NS.volante]: 'volant-empadronament.xsd' });
  const all = judgeAll({ ...answers, [NS.volante]: 'volant-convivencia.xsd' });
  assert.equal(one(answer('')), undefined);
  assert.equal(one(answer(person)), undefined);
  assert.equal(all(answer(household)), undefined);
  assert.ok(one(answer(household)));
  assert.ok(all(answer(person)));
});

test('the order of an answer is checked', () => {
  const judge = judgeAll(answers);
  const good = answer('');
  for (const [first, second] of [
    ['<codigoResultado>1</codigoResultado>', '<fuente>PADRON</fuente>'],
    ['<r:Finalidad>F</r:Finalidad>', '<r:Consentimiento>Si</r:Consentimiento>'],
  ] as const) {
    assert.ok(good.includes(first + second));
    assert.ok(judge(good.replace(first + second, second + first)));
  }
});
