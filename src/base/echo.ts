import { escapeText } from './xml/escape.ts';
import { type Element, elements, textOf, type XmlDocument } from './xml/tree.ts';

/** @param text not escaped yet */
export const leaf = (name: string, text: string): string => `<${name}>${escapeText(text)}</${name}>`;

/** The answer's schema requires what the petition's does not. */
const NO_EMISOR = '<ns3:Emisor><ns3:NifEmisor></ns3:NifEmisor><ns3:NombreEmisor></ns3:NombreEmisor></ns3:Emisor>';

export interface EstadoFields {
  readonly codigo: string;
  readonly literal: string;
  /** TiempoEstimadoRespuesta, hours. */
  readonly ter?: number;
}

const writeEstado = ({ codigo, literal, ter }: EstadoFields): string =>
  `<ns3:Estado>${leaf('ns3:CodigoEstado', codigo)}${leaf('ns3:LiteralError', literal)}` +
  `${ter === undefined ? '' : leaf('ns3:TiempoEstimadoRespuesta', String(ter))}</ns3:Estado>`;

/** Writes the petition's generic parts as the answer's: everything echoed but what the answer has new. */
export class Echo {
  readonly #doc: XmlDocument;
  readonly #timestamp: string;

  constructor(doc: XmlDocument, timestamp: string) {
    this.#doc = doc;
    this.#timestamp = timestamp;
  }

  /** An element with all that is in it, in the answer's namespace. */
  #copy(element: Element): string {
    const name = `ns3:${element.local}`;
    const inner = elements(element);
    return inner.length === 0
      ? leaf(name, textOf(this.#doc, element))
      : `<${name}>${inner.map((child) => this.#copy(child)).join('')}</${name}>`;
  }

  /** `Atributos`: everything but DatosAutorizacion, for which the answer's schema has no place. */
  atributos(element: Element, estadoOf: EstadoFields): string {
    const estado = writeEstado(estadoOf);
    let stated = false;
    const fields = elements(element).map((child) => {
      if (child.local === 'DatosAutorizacion') return '';
      if (child.local === 'TimeStamp') return leaf('ns3:TimeStamp', this.#timestamp);
      if (child.local !== 'Estado') return this.#copy(child);
      stated = true;
      return estado;
    });
    return `<ns3:Atributos>${fields.join('')}${stated ? '' : estado}</ns3:Atributos>`;
  }

  generic(element: Element): string {
    const fields = elements(element).map((child) =>
      child.local === 'Transmision'
        ? this.#transmision(child)
        : child.local === 'Solicitante'
          ? this.#solicitante(child)
          : this.#copy(child),
    );
    const emisor = elements(element).some(({ local }) => local === 'Emisor') ? '' : NO_EMISOR;
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
    const inside = new Map(elements(element).map((child) => [child.local, child]));
    const fields = order.map((name) => inside.get(name)).filter((child) => child !== undefined);
    return `<ns3:Solicitante>${fields.map((child) => this.#copy(child)).join('')}</ns3:Solicitante>`;
  }

  #transmision(element: Element): string {
    const inside = new Map(elements(element).map((child) => [child.local, textOf(this.#doc, child)]));
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
