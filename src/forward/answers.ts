import { localTimestamp } from '../base/clock.ts';
import { NS } from '../base/namespaces.ts';
import type { Parsed } from '../base/request.ts';
import { escapeText } from '../base/xml/escape.ts';
import { type Element, elements, textOf } from '../base/xml/tree.ts';

/** Answers that the gateway makes itself, in the form of the real platform's (protocol section 12). */

export interface Estado {
  readonly codigo: '0003' | '0502';
  readonly literal: string;
  /** `codigoResultado` of an answer with data; without it DatosEspecificos is empty. */
  readonly codigoResultado?: number;
}

const leaf = (name: string, text: string): string => `<${name}>${escapeText(text)}</${name}>`;

/** A whole `procesaResponse` envelope, every field of the petition echoed, no white space between elements. */
export function makeAnswer({ envelope, peticion }: Parsed, estado: Estado, now: number): Buffer {
  const { doc, payload } = envelope;
  const [root] = [...elements(payload)] as [Element];
  const parts = new Map([...elements(root)].map((element) => [element.local, element]));
  const solicitudes = [...elements(parts.get('Solicitudes')!)];
  const echo = new Echo(doc, localTimestamp(now));
  const transmisiones = solicitudes.map((solicitud) => {
    const inside = new Map([...elements(solicitud)].map((element) => [element.local, element]));
    const generic = echo.generic(inside.get('DatosGenericos')!);
    const data = estado.codigoResultado === undefined ? '' : specific(doc, inside, peticion, estado.codigoResultado);
    return `<ns3:TransmisionDatos>${generic}<ns3:DatosEspecificos>${data}</ns3:DatosEspecificos></ns3:TransmisionDatos>`;
  });
  const text =
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS.soap}"><SOAP-ENV:Header/><SOAP-ENV:Body>` +
    `<ns0:procesaResponse xmlns:ns0="${NS.openuri}"><ns3:Respuesta xmlns:ns3="${NS.respuesta}">` +
    echo.atributos(parts.get('Atributos')!, estado) +
    `<ns3:Transmisiones>${transmisiones.join('')}</ns3:Transmisiones>` +
    '</ns3:Respuesta></ns0:procesaResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>';
  return Buffer.from(text, 'utf8');
}

/** The answer's schema requires what the petition's does not. */
const NO_EMISOR = '<ns3:Emisor><ns3:NifEmisor></ns3:NifEmisor><ns3:NombreEmisor></ns3:NombreEmisor></ns3:Emisor>';

class Echo {
  readonly #doc: Parsed['envelope']['doc'];
  readonly #timestamp: string;

  constructor(doc: Parsed['envelope']['doc'], timestamp: string) {
    this.#doc = doc;
    this.#timestamp = timestamp;
  }

  /** An element with all that is in it, in the answer's namespace. */
  #copy(element: Element): string {
    const name = `ns3:${element.local}`;
    const inner = [...elements(element)];
    return inner.length === 0
      ? leaf(name, textOf(this.#doc, element))
      : `<${name}>${inner.map((child) => this.#copy(child)).join('')}</${name}>`;
  }

  /** `Atributos`: everything but DatosAutorizacion, for which the answer's schema has no place. */
  atributos(element: Element, { codigo, literal }: Estado): string {
    const estado = `<ns3:Estado>${leaf('ns3:CodigoEstado', codigo)}${leaf('ns3:LiteralError', literal)}</ns3:Estado>`;
    let stated = false;
    const fields = [...elements(element)].map((child) => {
      if (child.local === 'DatosAutorizacion') return '';
      if (child.local === 'TimeStamp') return leaf('ns3:TimeStamp', this.#timestamp);
      if (child.local !== 'Estado') return this.#copy(child);
      stated = true;
      return estado;
    });
    return `<ns3:Atributos>${fields.join('')}${stated ? '' : estado}</ns3:Atributos>`;
  }

  generic(element: Element): string {
    const fields = [...elements(element)].map((child) =>
      child.local === 'Transmision'
        ? this.#transmision(child)
        : child.local === 'Solicitante'
          ? this.#solicitante(child)
          : this.#copy(child),
    );
    const emisor = [...elements(element)].some(({ local }) => local === 'Emisor') ? '' : NO_EMISOR;
    return `<ns3:DatosGenericos>${emisor}${fields.join('')}</ns3:DatosGenericos>`;
  }

  /** A sequence in the answer's schema, whatever order the petition had. */
  #solicitante(element: Element): string {
    const order = [
      'IdentificadorSolicitante',
      'NombreSolicitante',
      'Finalidad',
      'Procedimiento',
      'Consentimiento',
      'Funcionario',
    ];
    const inside = new Map([...elements(element)].map((child) => [child.local, child]));
    const fields = order.map((name) => inside.get(name)).filter((child) => child !== undefined);
    return `<ns3:Solicitante>${fields.map((child) => this.#copy(child)).join('')}</ns3:Solicitante>`;
  }

  #transmision(element: Element): string {
    const inside = new Map([...elements(element)].map((child) => [child.local, textOf(this.#doc, child)]));
    const date = inside.get('FechaGeneracion');
    return (
      '<ns3:Transmision>' +
      leaf('ns3:CodigoCertificado', inside.get('CodigoCertificado') ?? '') +
      leaf('ns3:IdSolicitud', inside.get('IdSolicitud') ?? '') +
      leaf('ns3:IdTransmision', inside.get('IdTransmision') ?? '') +
      leaf('ns3:FechaGeneracion', date?.trim() ? date : this.#timestamp.slice(0, 10)) +
      '</ns3:Transmision>'
    );
  }
}

/** Fields of the request element that its answer element repeats, and those that the answer requires, in order. */
const NUMBERED = new Set(['respuestaNumeroConvivientes', 'respuestaComprobacionConvivientes']);
const ECHOED = [
  'numExpediente',
  'tipoDocumentacion',
  'documentacion',
  'conviviente',
  'codigoMunicipio',
  'codigoProvincia',
];

function specific(
  doc: Parsed['envelope']['doc'],
  solicitud: ReadonlyMap<string, Element>,
  { modalitat }: Parsed['peticion'],
  codigoResultado: number,
): string {
  const request = [...elements(solicitud.get('DatosEspecificos')!)].find(({ local }) => local === modalitat.peticion)!;
  const fields = new Map<string, string>();
  for (const child of elements(request)) {
    const inner = [...elements(child)].map((field) => leaf(`aoc:${field.local}`, textOf(doc, field)));
    const text =
      inner.length > 0
        ? `<aoc:${child.local}>${inner.join('')}</aoc:${child.local}>`
        : leaf(`aoc:${child.local}`, textOf(doc, child));
    fields.set(child.local, (fields.get(child.local) ?? '') + text);
  }
  if (!fields.has('numExpediente')) fields.set('numExpediente', leaf('aoc:numExpediente', ''));
  return (
    `<aoc:${modalitat.respuesta} xmlns:aoc="${NS.padro}">` +
    ECHOED.map((name) => fields.get(name) ?? '').join('') +
    leaf('aoc:codigoResultado', String(codigoResultado)) +
    (NUMBERED.has(modalitat.respuesta) ? leaf('aoc:numeroConvivientes', '0') : '') +
    leaf('aoc:fuente', 'PADRON') +
    `</aoc:${modalitat.respuesta}>`
  );
}
