import { localTimestamp } from '../base/clock.ts';
import { Echo, leaf } from '../base/echo.ts';
import type { Modalitat } from '../base/modalitats.ts';
import { NS } from '../base/namespaces.ts';
import { type Element, elements, textOf, type XmlDocument } from '../base/xml/tree.ts';
import { bodyOf } from './reply.ts';

/** Answers that the gateway makes itself, in the form of the real platform's (protocol section 12). */

export interface Estado {
  readonly codigo: '0003' | '0502';
  readonly literal: string;
  /** Fields that the gateway knows, over those of the request; without them DatosEspecificos is empty. */
  readonly data?: Data;
}

export interface Data {
  readonly codigoResultado: string;
  readonly codigoMunicipio?: string;
  readonly codigoProvincia?: string;
}

/** A whole `procesaResponse` envelope, every field of the petition echoed, no white space between elements. */
export function makeAnswer(message: XmlDocument, modalitat: Modalitat, estado: Estado, now: number): Buffer {
  const parts = children(elements([...elements(bodyOf(message)!)][0]!)[0]!);
  const echo = new Echo(message, localTimestamp(now));
  const transmisiones = elements(parts.get('Solicitudes')!).map((solicitud) => {
    const { data } = estado;
    const inside = children(solicitud);
    const request = elements(inside.get('DatosEspecificos')!).find(({ local }) => local === modalitat.peticion)!;
    const specific = data === undefined ? '' : respuesta(message, request, modalitat, data);
    const generic = echo.generic(inside.get('DatosGenericos')!);
    return `<ns3:TransmisionDatos>${generic}<ns3:DatosEspecificos>${specific}</ns3:DatosEspecificos></ns3:TransmisionDatos>`;
  });
  const text =
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS.soap}"><SOAP-ENV:Header/><SOAP-ENV:Body>` +
    `<ns0:procesaResponse xmlns:ns0="${NS.openuri}"><ns3:Respuesta xmlns:ns3="${NS.respuesta}">` +
    echo.atributos(parts.get('Atributos')!, estado) +
    `<ns3:Transmisiones>${transmisiones.join('')}</ns3:Transmisiones>` +
    '</ns3:Respuesta></ns0:procesaResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>';
  return Buffer.from(text, 'utf8');
}

const children = (element: Element): ReadonlyMap<string, Element> =>
  new Map(elements(element).map((child) => [child.local, child]));

const PERSON = ['numExpediente', 'tipoDocumentacion', 'documentacion'];
const MUNICIPI = ['codigoMunicipio', 'codigoProvincia'];
const VOLANT = [...PERSON, ...MUNICIPI, 'codigoResultado', 'fuente'];
const NUMBERED = [...PERSON, ...MUNICIPI, 'codigoResultado', 'numeroConvivientes', 'fuente'];

/** Children of each answer element that an answer without a volant has, in the order of its schema. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  respuestaResidente: [...PERSON, 'codigoResultado'],
  respuestaMunicipioResidencia: [...PERSON, 'codigoResultado', ...MUNICIPI],
  respuestaResidenteMunicipio: VOLANT,
  respuestaNumeroConvivientes: NUMBERED,
  respuestaComprobacionConvivientes: NUMBERED,
  respuestaValidacionConvivientes: ['numExpediente', 'conviviente', ...MUNICIPI, 'codigoResultado', 'fuente'],
  respuestaDatosTitular: VOLANT,
  respuestaDatosConvivientes: VOLANT,
  respuestaDatosTitularPDF: VOLANT,
  respuestaDatosConvivientesPDF: VOLANT,
  respuestaDatosTitularIDESCAT: VOLANT,
  respuestaBusquedaTitular: [
    ...PERSON,
    'codigoMunicipioIdescat',
    'codigoProvinciaIdescat',
    'codigoResultadoIdescat',
    'fechaIdescat',
    'resultadoBusqueda',
  ],
};

/** What an answer must have although its request may not, and numbers that the gateway cannot know. */
const REQUIRED = { numExpediente: '' };
const UNKNOWN = {
  numeroConvivientes: '0',
  fuente: 'PADRON',
  codigoMunicipioIdescat: '',
  codigoProvinciaIdescat: '',
  fechaIdescat: '',
};

function respuesta(doc: XmlDocument, request: Element, modalitat: Modalitat, data: Data): string {
  const written = new Map<string, string>();
  const write = (values: object): void => {
    for (const [name, text] of Object.entries(values)) written.set(name, leaf(`aoc:${name}`, text));
  };
  write(REQUIRED);
  const echoed = new Map<string, string>();
  for (const child of elements(request)) {
    echoed.set(child.local, (echoed.get(child.local) ?? '') + copy(doc, child));
  }
  for (const [name, text] of echoed) written.set(name, text);
  write(UNKNOWN);
  write(data);
  write({ codigoResultadoIdescat: data.codigoResultado });
  written.set('resultadoBusqueda', searched(data));
  const fields = ORDER[modalitat.respuesta]!.map((name) => written.get(name) ?? '').join('');
  return `<aoc:${modalitat.respuesta} xmlns:aoc="${NS.padro}">${fields}</aoc:${modalitat.respuesta}>`;
}

/** The result of a search that nobody made. */
const searched = ({ codigoResultado }: Data): string =>
  `<aoc:resultadoBusqueda>${leaf('aoc:codigoMunicipio', '')}${leaf('aoc:codigoProvincia', '')}` +
  `${leaf('aoc:codigoResultado', codigoResultado)}</aoc:resultadoBusqueda>`;

function copy(doc: XmlDocument, element: Element): string {
  const inner = elements(element)
    .map((child) => copy(doc, child))
    .join('');
  return inner
    ? `<aoc:${element.local}>${inner}</aoc:${element.local}>`
    : leaf(`aoc:${element.local}`, textOf(doc, element));
}
