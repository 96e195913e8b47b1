import { localTimestamp } from './clock.ts';
import type { Purpose } from './domain.ts';
import { MODALITATS, type Modalitat, PRODUCTE } from './modalitats.ts';
import { NS } from './namespaces.ts';
import { escapeAttribute, escapeText } from './xml/escape.ts';

export interface PersonInput {
  /** 1 NIF, 2 passport, 3 residence permit, 4 NIE. */
  readonly tipus: string | number;
  readonly document: string;
}

export interface SolicitudInput {
  /** One, or each `conviviente` of VALIDACIO_CONVIVENTS. */
  readonly persons: readonly PersonInput[];
  /** INE code of five digits; left out by the modalitats that name no municipality. */
  readonly municipi?: string | undefined;
  readonly idescat?: string | number | undefined;
  readonly expedient?: string | undefined;
  /** COMPROVACIO_CONVIVENTS only. */
  readonly convivents?: number | undefined;
  readonly consentiment?: string | undefined;
  /** What the answer is to carry besides (`ExtensionesPeticion`). */
  readonly extensions?: { readonly pdf?: boolean | undefined; readonly evidencia?: boolean | undefined } | undefined;
  /** Default: its place in the petition, from 1. */
  readonly idSolicitud?: string | undefined;
}

export interface PeticionInput {
  /** Code of the modalitat, written as it is. */
  readonly modalitat: string;
  readonly ens: string;
  readonly nom?: string | undefined;
  readonly purpose: Purpose;
  readonly idPeticion: string;
  readonly now: number;
  readonly funcionari?: { readonly nom?: string | undefined; readonly nif?: string | undefined } | undefined;
  readonly solicituds: readonly SolicitudInput[];
}

const node = (name: string, ...content: string[]): string => `<${name}>${content.join('')}</${name}>`;
const leaf = (name: string, value: string | number): string => node(name, escapeText(String(value)));
const within = (name: string, namespace: string, ...content: string[]): string =>
  `<${name} xmlns="${escapeAttribute(namespace)}">${content.join('')}</${name}>`;

const EMISOR = node('Emisor', leaf('NifEmisor', 'Q0801175A'), leaf('NombreEmisor', 'Consorci AOC'));

/** The payload of the SOAP Body: `procesa` around the `Peticion`. @throws Error for a modalitat that does not exist */
export function buildPeticion(input: PeticionInput): string {
  const modalitat = MODALITATS.get(input.modalitat);
  if (!modalitat) throw new Error(`there is no modalitat ${input.modalitat}`);
  const atributos = node(
    'Atributos',
    leaf('IdPeticion', input.idPeticion),
    leaf('NumElementos', input.solicituds.length),
    leaf('TimeStamp', localTimestamp(input.now)),
    leaf('CodigoCertificado', input.modalitat),
    leaf('CodigoProducto', PRODUCTE),
    node('DatosAutorizacion', ...requester(input)),
    EMISOR,
    funcionario(input),
  );
  const solicituds = input.solicituds.map((solicitud, index) => transmision(input, modalitat, solicitud, index));
  return within('procesa', NS.openuri, within('Peticion', NS.peticion, atributos, node('Solicitudes', ...solicituds)));
}

export type PollInput = Pick<PeticionInput, 'modalitat' | 'ens' | 'nom' | 'purpose' | 'idPeticion' | 'now'>;

/** The payload of the SOAP Body that asks for the answer to an asynchronous petition. */
export function buildPoll(input: PollInput): string {
  const atributos = node(
    'Atributos',
    leaf('IdPeticion', input.idPeticion),
    leaf('NumElementos', 1),
    leaf('TimeStamp', localTimestamp(input.now)),
    leaf('CodigoCertificado', input.modalitat),
    node('DatosAutorizacion', ...requester(input)),
    leaf('CodigoProducto', PRODUCTE),
  );
  return within('procesa', NS.openuri, within('SolicitudRespuesta', NS.solicitudRespuesta, atributos));
}

const requester = ({ ens, nom = `Ens ${ens}`, purpose }: PollInput): string[] => [
  leaf('IdentificadorSolicitante', ens),
  leaf('NombreSolicitante', nom),
  leaf(purpose.kind === 'finalitat' ? 'Finalidad' : 'Procedimiento', purpose.value),
];

function funcionario({ funcionari }: PeticionInput): string {
  if (!funcionari) return '';
  const { nom, nif } = funcionari;
  return node(
    'Funcionario',
    nom === undefined ? '' : leaf('NombreCompletoFuncionario', nom),
    nif === undefined ? '' : leaf('NifFuncionario', nif),
  );
}

function transmision(input: PeticionInput, modalitat: Modalitat, solicitud: SolicitudInput, index: number): string {
  const solicitante = node(
    'Solicitante',
    ...requester(input),
    leaf('Consentimiento', solicitud.consentiment ?? 'Ley'),
    funcionario(input),
  );
  const ids = node(
    'Transmision',
    leaf('CodigoCertificado', input.modalitat),
    leaf('IdSolicitud', solicitud.idSolicitud ?? index + 1),
    leaf('FechaGeneracion', localTimestamp(input.now).slice(0, 10)),
  );
  return node(
    'SolicitudTransmision',
    node('DatosGenericos', EMISOR, solicitante, ids),
    node(
      'DatosEspecificos',
      extensions(solicitud),
      within(modalitat.peticion, NS.padro, ...fields(modalitat, solicitud)),
    ),
  );
}

function extensions({ extensions: asked }: SolicitudInput): string {
  if (!asked) return '';
  const each = Object.entries({ PDF: asked.pdf, Evidencia: asked.evidencia });
  const named = each.flatMap(([name, wanted]) => (wanted === undefined ? [] : [leaf(name, String(wanted))]));
  return within('ExtensionesPeticion', NS.extensions, ...named);
}

const person = ({ tipus, document }: PersonInput): string[] => [
  leaf('tipoDocumentacion', tipus),
  leaf('documentacion', document),
];

/** The fields of the request element in the order of its schema. */
function fields(modalitat: Modalitat, solicitud: SolicitudInput): string[] {
  const { persons, municipi, expedient = '', idescat = 0, convivents = 0 } = solicitud;
  const namesMunicipality = modalitat.source === 'named' || modalitat.source === 'named-or-idescat';
  const saysIdescat = modalitat.source === 'named' || modalitat.source === 'own';
  return [
    leaf('numExpediente', expedient),
    ...(modalitat.code === 'VALIDACIO_CONVIVENTS'
      ? persons.map((each) => node('conviviente', ...person(each)))
      : persons.flatMap(person)),
    ...(namesMunicipality && municipi !== undefined
      ? [leaf('codigoMunicipio', municipi.slice(2)), leaf('codigoProvincia', municipi.slice(0, 2))]
      : []),
    ...(modalitat.code === 'COMPROVACIO_CONVIVENTS' ? [leaf('numeroConvivientes', convivents)] : []),
    ...(saysIdescat ? [leaf('idescat', idescat)] : []),
  ];
}

/** An unsigned SOAP 1.1 envelope around a payload, for the channel's certificate. */
export const envelope = (payload: string): string =>
  `<soapenv:Envelope xmlns:soapenv="${NS.soap}"><soapenv:Body>${payload}</soapenv:Body></soapenv:Envelope>`;
