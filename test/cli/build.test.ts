import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPeticion, type PeticionInput } from '../../src/base/build-peticion.ts';
import { MODALITATS } from '../../src/base/modalitats.ts';
import { NS } from '../../src/base/namespaces.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { type Element, elements, textOf, type XmlDocument } from '../../src/base/xml/tree.ts';

const PERSON = 'numExpediente tipoDocumentacion documentacion';
const PLACE = 'codigoMunicipio codigoProvincia';
const NAMED = `${PERSON} ${PLACE} idescat`;

/** The children of each request element, in the order of its schema. */
const FIELDS: Record<string, string> = {
  RESIDENT: PERSON,
  MUNICIPI_RESIDENCIA: PERSON,
  RESIDENT_MUNICIPI: NAMED,
  NUMERO_CONVIVENTS: NAMED,
  COMPROVACIO_CONVIVENTS: `${PERSON} ${PLACE} numeroConvivientes idescat`,
  VALIDACIO_CONVIVENTS: `numExpediente conviviente conviviente ${PLACE} idescat`,
  TITULAR: NAMED,
  CONVIVENTS: NAMED,
  TITULAR_PDF: NAMED,
  CONVIVENTS_PDF: NAMED,
  TITULAR_PROPI: `${PERSON} idescat`,
  CONVIVENTS_PROPI: `${PERSON} idescat`,
  TITULAR_IDESCAT: `${PERSON} ${PLACE}`,
  TITULAR_CERCA: PERSON,
  CERCA_TITULAR: PERSON,
};

function input(modalitat: string, changes: Partial<PeticionInput> = {}): PeticionInput {
  const persons = [{ tipus: 1, document: '12345678Z' }];
  if (modalitat === 'VALIDACIO_CONVIVENTS') persons.push({ tipus: 2, document: 'RA12345678' });
  return {
    modalitat,
    ens: '9821920002',
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: 'P1',
    now: Date.parse('2026-01-02T03:04:05.678Z'),
    solicituds: [{ persons, municipi: '08001', idescat: 1, convivents: 4 }],
    ...changes,
  };
}

const read = (peticion: PeticionInput): XmlDocument => readXml(Buffer.from(buildPeticion(peticion)), 'message');
const locals = (element: Element): string =>
  elements(element)
    .map(({ local }) => local)
    .join(' ');

function find(doc: XmlDocument, ...names: string[]): Element {
  let at = doc.root;
  for (const name of names) {
    const next = elements(at).find(({ local }) => local === name);
    assert.ok(next, name);
    at = next;
  }
  return at;
}

const SOLICITUD = ['Peticion', 'Solicitudes', 'SolicitudTransmision'];

describe('buildPeticion', () => {
  for (const [code, modalitat] of MODALITATS) {
    it(`writes ${code} in the order of its schema`, () => {
      const doc = read(input(code));
      const element = find(doc, ...SOLICITUD, 'DatosEspecificos', modalitat.peticion);
      assert.ok(element.is(NS.padro, modalitat.peticion));
      assert.equal(locals(element), FIELDS[code]);
      for (const place of [
        ['Peticion', 'Atributos'],
        [...SOLICITUD, 'DatosGenericos', 'Transmision'],
      ]) {
        assert.equal(textOf(doc, find(doc, ...place, 'CodigoCertificado')), code);
      }
    });
  }

  it('splits the INE code into municipality and province', () => {
    const doc = read(input('TITULAR'));
    const specific = [...SOLICITUD, 'DatosEspecificos', 'peticionDatosTitular'];
    assert.equal(textOf(doc, find(doc, ...specific, 'codigoMunicipio')), '001');
    assert.equal(textOf(doc, find(doc, ...specific, 'codigoProvincia')), '08');
    assert.equal(textOf(doc, find(doc, ...specific, 'idescat')), '1');
  });

  it('repeats body and purpose, says who asks, and counts', () => {
    const { solicituds } = input('TITULAR');
    const doc = read(
      input('TITULAR', {
        nom: 'A & B <C>',
        purpose: { kind: 'procediment', value: '123456' },
        funcionari: { nom: 'Funcionari de prova', nif: '12344321Z' },
        solicituds: [...solicituds, ...solicituds],
      }),
    );
    const requester = 'IdentificadorSolicitante NombreSolicitante Procedimiento';
    assert.equal(locals(find(doc, 'Peticion', 'Atributos', 'DatosAutorizacion')), requester);
    const solicitante = [...SOLICITUD, 'DatosGenericos', 'Solicitante'];
    assert.equal(locals(find(doc, ...solicitante)), `${requester} Consentimiento Funcionario`);
    assert.equal(textOf(doc, find(doc, ...solicitante, 'NombreSolicitante')), 'A & B <C>');
    assert.equal(textOf(doc, find(doc, 'Peticion', 'Atributos', 'NumElementos')), '2');
    assert.equal(textOf(doc, find(doc, 'Peticion', 'Atributos', 'TimeStamp')), '2026-01-02T04:04:05.678+01:00');
    const ids = elements(find(doc, 'Peticion', 'Solicitudes')).map((solicitud) =>
      textOf(doc, find({ ...doc, root: solicitud }, 'DatosGenericos', 'Transmision', 'IdSolicitud')),
    );
    assert.deepEqual(ids, ['1', '2']);
  });
});
