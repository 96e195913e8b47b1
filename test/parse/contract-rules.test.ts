import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill } from '../../src/base/errors/refusal.ts';
import { readXml } from '../../src/base/xml/reader.ts';
import { readPeticion } from '../../src/parse/contract/index.ts';
import { type Message, peticionTree, peticionXml } from './contract/messages.ts';
import { refusal } from './contract/refusals.ts';
import { descendants, find, serialise, type TestElement } from './contract/tree.ts';

const read = (message: Message, frontal: 'sincron' | 'asincron' = 'sincron') => {
  const doc = readXml(Buffer.from(peticionXml(message)), 'message');
  return readPeticion(doc, doc.root, frontal);
};

/** Sets the text of the n-th element of a name. */
const set =
  (name: string, text: string, nth = 0) =>
  (procesa: TestElement): void => {
    [...descendants(procesa)].filter((e) => e.name === name)[nth]!.children = [text];
  };

const remove =
  (parent: string, name: string) =>
  (procesa: TestElement): void => {
    const element = find(procesa, parent);
    element.children = element.children.filter((child) => typeof child === 'string' || child.name !== name);
  };

interface Case {
  readonly is: string;
  readonly message?: Message;
  readonly change?: (procesa: TestElement) => void;
  readonly frontal?: 'asincron';
  /** The English text; undefined when accepted. */
  readonly says?: string;
}

const SOLICITUD = 'Peticion/Solicitudes/SolicitudTransmision';
const TITULAR = `${SOLICITUD}/DatosEspecificos/peticionDatosTitular`;
const two: Message = { solicitudes: 2 };

const CASES: readonly Case[] = [
  {
    is: 'NumElementos is not the number of solicituds',
    change: set('NumElementos', '2'),
    says: 'NumElementos says 2 and there are 1 SolicitudTransmision.',
  },
  {
    is: 'another producte',
    change: set('CodigoProducto', 'AEAT'),
    says: 'Peticion/Atributos/CodigoProducto: not a modalitat of the producte PADRO.',
  },
  {
    is: 'an unknown modalitat',
    change: set('CodigoCertificado', 'TITULAR_INE'),
    says: 'Peticion/Atributos/CodigoCertificado: not a modalitat of the producte PADRO.',
  },
  {
    is: 'a modalitat that is a property of every object',
    change: set('CodigoCertificado', 'constructor'),
    says: 'Peticion/Atributos/CodigoCertificado: not a modalitat of the producte PADRO.',
  },
  { is: 'blanks around the codes', change: set('CodigoCertificado', ' TITULAR\n') },
  {
    is: 'a no-break space is no blank',
    change: set('CodigoProducto', 'PADRO\u00a0'),
    says: 'Peticion/Atributos/CodigoProducto: not a modalitat of the producte PADRO.',
  },
  {
    is: 'the modalitat disagrees',
    message: two,
    frontal: 'asincron',
    change: set('CodigoCertificado', 'CONVIVENTS', 2),
    says: `${SOLICITUD}[2]/DatosGenericos/Transmision/CodigoCertificado: does not agree with Atributos.`,
  },
  {
    is: 'the ens disagrees',
    change: set('IdentificadorSolicitante', '0824010007', 1),
    says: `${SOLICITUD}/DatosGenericos/Solicitante/IdentificadorSolicitante: does not agree with Atributos.`,
  },
  { is: 'the ens without its leading zero', change: set('IdentificadorSolicitante', '801930008', 1) },
  {
    is: 'the finalitat disagrees',
    change: set('Finalidad', 'ALTRES', 1),
    says: `${SOLICITUD}/DatosGenericos/Solicitante/Finalidad: does not agree with Atributos.`,
  },
  {
    is: 'the procediment disagrees',
    message: { procedimiento: '225300' },
    change: set('Procedimiento', '225301', 1),
    says: `${SOLICITUD}/DatosGenericos/Solicitante/Procedimiento: does not agree with Atributos.`,
  },
  {
    is: 'a procediment where Atributos has a finalitat of the same text',
    message: { finalidad: '225300' },
    change: (procesa) => {
      const finalidad = find(find(procesa, 'Solicitante'), 'Finalidad');
      finalidad.name = 'Procedimiento';
    },
    says: `${SOLICITUD}/DatosGenericos/Solicitante/Procedimiento: does not agree with Atributos.`,
  },
  {
    is: 'no purpose',
    change: remove('DatosAutorizacion', 'Finalidad'),
    says: 'Peticion/Atributos/DatosAutorizacion: Finalidad | Procedimiento is missing.',
  },
  {
    is: 'both purposes',
    change: (procesa) => {
      const solicitante = find(procesa, 'Solicitante');
      solicitante.children.push({ ...find(solicitante, 'Finalidad'), name: 'Procedimiento' });
    },
    says: `${SOLICITUD}/DatosGenericos/Solicitante: expected only one of Finalidad | Procedimiento.`,
  },
  {
    is: 'IdSolicitud twice',
    message: { solicitudes: 3 },
    frontal: 'asincron',
    change: set('IdSolicitud', '1', 2),
    says: `${SOLICITUD}[3]/DatosGenericos/Transmision/IdSolicitud: IdSolicitud occurs twice.`,
  },
  {
    is: 'the request of another modalitat',
    change: (procesa) => {
      find(procesa, 'peticionDatosTitular').name = 'peticionDatosConvivientes';
    },
    says: `${SOLICITUD}/DatosEspecificos: expected peticionDatosTitular.`,
  },
  { is: 'no municipality', message: { municipi: null }, says: `${TITULAR}: codigoMunicipio is missing.` },
  { is: 'a blank municipality', message: { municipi: '  \n' }, says: `${TITULAR}: codigoMunicipio is missing.` },
  {
    is: 'a municipality only',
    change: remove('peticionDatosTitular', 'codigoProvincia'),
    says: `${TITULAR}: codigoProvincia is missing.`,
  },
  {
    is: 'a municipality of letters',
    message: { municipi: '17x23' },
    says: `${TITULAR}: expected a codigoProvincia of at most 2 digits and a codigoMunicipio of at most 3.`,
  },
  {
    is: 'digits that are not ASCII',
    message: { municipi: '17٠٢٣' },
    says: `${TITULAR}: expected a codigoProvincia of at most 2 digits and a codigoMunicipio of at most 3.`,
  },
  { is: 'TITULAR_IDESCAT without municipality', message: { modalitat: 'TITULAR_IDESCAT', municipi: null } },
  {
    is: 'TITULAR_IDESCAT with a province only',
    message: { modalitat: 'TITULAR_IDESCAT' },
    change: remove('peticionDatosTitularIDESCAT', 'codigoMunicipio'),
    says: `${SOLICITUD}/DatosEspecificos/peticionDatosTitularIDESCAT: codigoMunicipio is missing.`,
  },
  { is: 'TITULAR_PROPI', message: { modalitat: 'TITULAR_PROPI' } },
  { is: 'TITULAR_PROPI that names its own municipality', message: { modalitat: 'TITULAR_PROPI', municipi: '08019' } },
  {
    is: 'TITULAR_PROPI that names another municipality',
    message: { modalitat: 'TITULAR_PROPI', municipi: '17023' },
    says: `${TITULAR}: expected no municipality, or the requester's own.`,
  },
  {
    is: 'two solicituds on Sincron',
    message: two,
    says: 'The synchronous frontal takes one SolicitudTransmision; for more, use the asynchronous frontal (Asincron).',
  },
  { is: 'two solicituds on Asincron', message: two, frontal: 'asincron' },
  {
    is: 'TITULAR_CERCA on Sincron',
    message: { modalitat: 'TITULAR_CERCA' },
    says: 'This modalitat can only be asked for through the asynchronous frontal (Asincron).',
  },
  { is: 'CERCA_TITULAR on Asincron', message: { modalitat: 'CERCA_TITULAR' }, frontal: 'asincron' },
  { is: '500 solicituds', message: { solicitudes: 500 }, frontal: 'asincron' },
  {
    is: '501 solicituds',
    message: { solicitudes: 501 },
    frontal: 'asincron',
    says: 'Peticion/Solicitudes: expected at most 500 SolicitudTransmision.',
  },
];

for (const { is, message, change, frontal, says } of CASES) {
  test(is, () => {
    const procesa = peticionTree(message);
    change?.(procesa);
    const refused = refusal(serialise(procesa), frontal);
    assert.equal(refused && fill(refused.entry.text.en, refused.params), says);
  });
}

test('blanks around the codes of every place agree', () => {
  const procesa = peticionTree();
  set('CodigoCertificado', ' TITULAR ')(procesa);
  set('CodigoProducto', '\tPADRO ')(procesa);
  set('IdentificadorSolicitante', '801930008 ')(procesa);
  assert.equal(refusal(serialise(procesa)), undefined);
});

test('what the gateway reads of a petition', () => {
  const peticion = read({ funcionario: true, municipi: '08001', idescat: 1, tipoDocumentacion: 4, ens: '824010007' });
  const funcionario = { nombreCompleto: 'Persona De Prova', nif: '00000000T' };
  const { modalitat, ...rest } = peticion;
  assert.equal(modalitat.code, 'TITULAR');
  assert.deepEqual(rest, {
    idPeticion: 'PROVA-1',
    numElementos: 1,
    codigoCertificado: 'TITULAR',
    codigoProducto: 'PADRO',
    identificadorSolicitante: '824010007',
    ens: '0824010007',
    nombreSolicitante: 'Ajuntament de Prova',
    purpose: { kind: 'finalitat', value: 'PROVES' },
    emisor: { nif: 'Q0801175A', nombre: 'Consorci AOC' },
    funcionario,
    solicitudes: [
      {
        idSolicitud: '1',
        consentimiento: 'Si',
        funcionario,
        numExpediente: 'EXP-1',
        documents: [{ tipo: 4, documentacion: '12344321Z' }],
        municipi: '08001',
        idescat: 1,
        extensiones: undefined,
      },
    ],
  });
});

test('numExpediente missing or empty, several convivientes, a purpose by procedure', () => {
  for (const numExpediente of [null, ''])
    assert.equal(read({ numExpediente }).solicitudes[0]?.numExpediente, undefined);
  const procesa = peticionTree({ modalitat: 'VALIDACIO_CONVIVENTS', procedimiento: '225300' });
  const peticion = find(procesa, 'peticionValidacionConvivientes');
  const conviviente = structuredClone(find(procesa, 'conviviente'));
  set('documentacion', 'RA12345678')(conviviente);
  peticion.children.splice(2, 0, conviviente);
  const doc = readXml(Buffer.from(serialise(procesa)), 'message');
  const { purpose, solicitudes } = readPeticion(doc, doc.root, 'sincron');
  assert.deepEqual(purpose, { kind: 'procediment', value: '225300' });
  assert.deepEqual(solicitudes[0]?.documents, [
    { tipo: 1, documentacion: '12344321Z' },
    { tipo: 1, documentacion: 'RA12345678' },
  ]);
  assert.equal(solicitudes[0]?.municipi, '17023');
});

test('CodigoCertificado is kept as sent, whatever its modalitat is called now', () => {
  const { codigoCertificado, modalitat } = read({ modalitat: 'CERCA_TITULAR' }, 'asincron');
  assert.deepEqual([codigoCertificado, modalitat.code], ['CERCA_TITULAR', 'TITULAR_CERCA']);
});
