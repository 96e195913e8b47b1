import { escapeText } from '../base/xml/escape.ts';
import { type Element, elements, textOf, type XmlDocument } from '../base/xml/tree.ts';

/**
 * The order of the children in the answer's schema. A petition may have some of them in another order; children that
 * the answer has no place for (`DatosAutorizacion`) are not listed and so not echoed.
 */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Atributos: [
    'IdPeticion',
    'NumElementos',
    'TimeStamp',
    'Estado',
    'CodigoCertificado',
    'CodigoProducto',
    'Emisor',
    'IdSolicitanteOriginal',
    'NomSolicitanteOriginal',
    'Funcionario',
  ],
  DatosGenericos: ['Emisor', 'Solicitante', 'Titular', 'Transmision', 'Ficheros'],
  Emisor: ['NifEmisor', 'NombreEmisor'],
  Solicitante: [
    'IdentificadorSolicitante',
    'NombreSolicitante',
    'Finalidad',
    'Procedimiento',
    'Consentimiento',
    'Funcionario',
  ],
  Funcionario: [
    'NombreCompletoFuncionario',
    'NifFuncionario',
    'EMailFuncionario',
    'CodigoOrganismoFuncionario',
    'CertificadoDigital',
  ],
  Titular: ['TipoDocumentacion', 'Documentacion', 'NombreCompleto', 'Nombre', 'Apellido1', 'Apellido2'],
  Transmision: ['CodigoCertificado', 'IdSolicitud', 'IdTransmision', 'FechaGeneracion'],
  Ficheros: ['Fichero'],
  Fichero: [
    'NombreFichero',
    'RutaFichero',
    'URLDescarga',
    'Contenido',
    'UUIDFichero',
    'UUIDDocumento',
    'Id',
    'Hash',
    'Firma',
    'Via',
  ],
};

/** Elements that are made anew: each gets what was sent, rendered, and undefined when nothing was. */
export type Made = Readonly<Record<string, (sent: string | undefined) => string>>;

/** Writes an element of the petition as the answer's, in its namespace (prefix `ns3`) and order. */
export function echo(doc: XmlDocument, element: Element, made: Made): string {
  const order = CHILDREN[element.local];
  if (!order) return ns3(element.local, escapeText(textOf(doc, element)));
  const children = elements(element);
  let content = '';
  for (const local of order) {
    const sent = children.filter((candidate) => candidate.local === local).map((found) => echo(doc, found, made));
    content += made[local] ? made[local](sent[0]) : sent.join('');
  }
  return ns3(element.local, content);
}

export const ns3 = (local: string, content: string): string => `<ns3:${local}>${content}</ns3:${local}>`;
