import { MODALITATS } from '../../src/base/modalitats.ts';
import { escapeText } from '../../src/base/xml/escape.ts';

export type Fields = readonly (readonly [local: string, text: string])[];

export interface Asked {
  readonly modalitat: string;
  readonly fields: Fields;
  readonly ens?: string;
  readonly transmision?: string;
}

export const person = (tipo: string, documentacion: string): Fields => [
  ['numExpediente', 'EXP-1'],
  ['tipoDocumentacion', tipo],
  ['documentacion', documentacion],
];

export const at = (ine5: string): Fields => [
  ['codigoMunicipio', ine5.slice(2)],
  ['codigoProvincia', ine5.slice(0, 2)],
];

const tags = (fields: Fields): string =>
  fields.map(([name, text]) => `<${name}>${escapeText(text)}</${name}>`).join('');

/** A petition with several solicituds, with white space, default namespaces and children out of the answer's order. */
export function petition(asked: readonly Asked[]): string {
  const { modalitat, ens = '0801930008' } = asked[0]!;
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">
  <s:Body><o:procesa xmlns:o="http://www.openuri.org/"><Peticion xmlns="http://gencat.net/scsp/esquemes/peticion">
    <Atributos>
      <CodigoProducto>PADRO</CodigoProducto><CodigoCertificado>${modalitat}</CodigoCertificado>
      <IdPeticion>P-1</IdPeticion><NumElementos>${asked.length}</NumElementos><TimeStamp/>
      <DatosAutorizacion><IdentificadorSolicitante>${ens}</IdentificadorSolicitante><NombreSolicitante>Ens</NombreSolicitante><Finalidad>PROVES</Finalidad></DatosAutorizacion>
      <Emisor><NombreEmisor>Ajuntament d'exemple</NombreEmisor><NifEmisor>P0000000A</NifEmisor></Emisor>
    </Atributos>
    <Solicitudes>${asked.map(solicitud).join('\n')}</Solicitudes>
  </Peticion></o:procesa></s:Body>
</s:Envelope>`;
}

function solicitud({ modalitat, fields, ens = '0801930008', transmision = '<FechaGeneracion/>' }: Asked, i: number) {
  const element = MODALITATS.get(modalitat)!.peticion;
  return `<SolicitudTransmision>
  <DatosGenericos>
    <Transmision><IdSolicitud>${i + 1}</IdSolicitud>${transmision}<CodigoCertificado>${modalitat}</CodigoCertificado></Transmision>
    <Solicitante><Consentimiento>Si</Consentimiento><NombreSolicitante>Ens &lt;d'exemple&gt; &amp; català €</NombreSolicitante>
      <IdentificadorSolicitante>${ens}</IdentificadorSolicitante><Finalidad>PROVES</Finalidad>
      <Funcionario><NombreCompletoFuncionario>Prova Fictícia</NombreCompletoFuncionario><NifFuncionario/></Funcionario></Solicitante>
  </DatosGenericos>
  <DatosEspecificos><${element} xmlns="http://www.aocat.net/padro">${tags(fields)}</${element}></DatosEspecificos>
</SolicitudTransmision>`;
}

export const conviviente = (...people: readonly Fields[]): string =>
  people.map((fields) => `<conviviente>${tags(fields.slice(1))}</conviviente>`).join('');
