import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill } from '../../src/base/errors/refusal.ts';
import { NS } from '../../src/base/namespaces.ts';
import { peticionXml } from './contract/messages.ts';
import { shapeRefusal } from './contract/refusals.ts';

/** A petition with a piece of its text replaced, and what the refusal says. */
const CASES: readonly (readonly [from: string, to: string, says: string])[] = [
  ['<pet:IdPeticion>PROVA-1</pet:IdPeticion>', '', 'Peticion/Atributos: IdPeticion is missing.'],
  [
    '<pet:IdPeticion>PROVA-1',
    `<pet:IdPeticion>${'x'.repeat(101)}`,
    'Peticion/Atributos/IdPeticion: expected 1 to 100 characters.',
  ],
  ['<pet:IdPeticion>', '<pet:IdPeticion a="1">', 'Peticion/Atributos/IdPeticion: expected no attributes.'],
  ['<pet:IdPeticion>PROVA', '<pet:IdPeticion><pet:Id/>', 'Peticion/Atributos/IdPeticion: expected text, no elements.'],
  ['<pet:Atributos>', '<pet:Atributos>x', 'Peticion/Atributos: expected no text between the elements.'],
  [
    '<pet:Atributos>',
    '<pet:Atributos><pet:IdPeticion>2</pet:IdPeticion>',
    'Peticion/Atributos/IdPeticion[2]: expected only one.',
  ],
  [
    'pet:IdPeticion>PROVA-1</pet:',
    'padro:IdPeticion>PROVA-1</padro:',
    `Peticion/Atributos/IdPeticion: expected the namespace ${NS.peticion}.`,
  ],
  [
    'pet:NifEmisor>Q0801175A</pet:NifEmisor',
    'pet:Fulano>x</pet:Fulano',
    'Peticion/Atributos/Emisor: expected only NifEmisor, NombreEmisor.',
  ],
  [
    '<pet:NumElementos>1',
    '<pet:NumElementos>un',
    'Peticion/Atributos/NumElementos: expected a number from 0 to 9999999.',
  ],
  [
    '<pet:Documentacion>12344321Z',
    `<pet:Documentacion>${'x'.repeat(41)}`,
    'Peticion/Solicitudes/SolicitudTransmision/DatosGenericos/Titular/Documentacion: expected at most 40 characters.',
  ],
  [
    '<pet:Consentimiento>Si',
    '<pet:Consentimiento>No',
    'Peticion/Solicitudes/SolicitudTransmision/DatosGenericos/Solicitante/Consentimiento: expected Si, Ley, NoOpo.',
  ],
  [
    '<pet:TipoDocumentacion>NIF</pet:TipoDocumentacion><pet:Documentacion>12344321Z</pet:Documentacion>',
    '<pet:Documentacion>12344321Z</pet:Documentacion><pet:TipoDocumentacion>NIF</pet:TipoDocumentacion>',
    'Peticion/Solicitudes/SolicitudTransmision/DatosGenericos/Titular/TipoDocumentacion: expected the order ' +
      'TipoDocumentacion, Documentacion, NombreCompleto, Nombre, Apellido1, Apellido2.',
  ],
  [
    '</pet:DatosEspecificos>',
    '<padro:peticionResidente/></pet:DatosEspecificos>',
    'Peticion/Solicitudes/SolicitudTransmision/DatosEspecificos: expected a request of PADRO only once.',
  ],
  ['<pet:Peticion>', '<pet:Peticion/><pet:Peticion>', 'Peticion[1]: Atributos is missing.'],
  ['<open:procesa', '<open:procesa a="1"', 'procesa: expected no attributes.'],
];

for (const [from, to, says] of CASES) {
  test(says, () => {
    const xml = peticionXml({ titular: true });
    assert.ok(xml.includes(from));
    const refused = shapeRefusal(xml.replace(from, to));
    assert.equal(refused && fill(refused.entry.text.en, refused.params), says);
  });
}

test('no request', () => {
  const refused = shapeRefusal(peticionXml().replace(/<padro:peticion[\s\S]*<\/padro:peticion\w+>/, ''));
  assert.equal(refused?.code, 'parse.missing');
  assert.equal(refused?.params.expected, 'a request of PADRO');
});

test('another payload', () => {
  const refused = shapeRefusal(peticionXml().replaceAll('open:procesa', 'pet:procesa'));
  assert.equal(refused?.code, 'parse.envelope');
});

test('a refusal says nothing that the sender wrote', () => {
  const refused = shapeRefusal(peticionXml().replaceAll('numExpediente', 'FULANO').replaceAll('EXP-1', 'FULANO'));
  assert.ok(refused);
  assert.doesNotMatch(JSON.stringify(refused.params), /FULANO/);
});
