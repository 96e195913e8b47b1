import { NS } from '../../src/base/namespaces.ts';

/** Canned answers of a frontal. The people are the public test people of the AOC's pre-production. */

const envelope = (body: string): string =>
  `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS.soap}"><SOAP-ENV:Header/><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;

export const respuesta = (estado: string, literal: string, specific = ''): string =>
  envelope(
    `<ns0:procesaResponse xmlns:ns0="${NS.openuri}"><ns3:Respuesta xmlns:ns3="${NS.respuesta}"><ns3:Atributos>` +
      `<ns3:IdPeticion>P1</ns3:IdPeticion><ns3:Estado><ns3:CodigoEstado>${estado}</ns3:CodigoEstado>` +
      `<ns3:LiteralError>${literal}</ns3:LiteralError></ns3:Estado></ns3:Atributos><ns3:Transmisiones>` +
      `<ns3:TransmisionDatos><ns3:DatosGenericos/><ns3:DatosEspecificos>${specific}</ns3:DatosEspecificos>` +
      '</ns3:TransmisionDatos></ns3:Transmisiones></ns3:Respuesta></ns0:procesaResponse>',
  );

export const answered = (element: string, fields: string): string =>
  respuesta(
    '0003',
    'OK',
    `<aoc:${element} xmlns:aoc="${NS.padro}">${fields.replace(/<(\/?)(?=\w)(?!\/?v:)/g, '<$1aoc:')}</aoc:${element}>`,
  );

const person =
  '<numExpediente>E1</numExpediente><tipoDocumentacion>1</tipoDocumentacion><documentacion>12345678Z</documentacion>';
const place = '<codigoMunicipio>001</codigoMunicipio><codigoProvincia>08</codigoProvincia>';

const household = `<v:VolanteEmpadronamiento xmlns:v="${NS.volante}"><v:VolanteEmpadronamientoDatosFirmados Id="V1" Version="01.00">
<v:FechaExpedicion>20260102</v:FechaExpedicion><v:DatosPersonales><v:Nombre>Friedrich</v:Nombre><v:PrimerApellido>Prova</v:PrimerApellido>
<v:FechaNacimiento>18440101</v:FechaNacimiento><v:TipoDocumentacion>1</v:TipoDocumentacion><v:Documentacion>12345678Z</v:Documentacion>
<v:FechaAltaPadron>18700131</v:FechaAltaPadron></v:DatosPersonales><v:NumeroAcompanantes>2</v:NumeroAcompanantes>
<v:DatosPersonalesAcompanante><v:Nombre>U</v:Nombre><v:PrimerApellido>Prova</v:PrimerApellido></v:DatosPersonalesAcompanante>
<v:DatosPersonalesAcompanante><v:Nombre>Dos</v:Nombre><v:PrimerApellido>Prova</v:PrimerApellido></v:DatosPersonalesAcompanante>
<v:DireccionEmpadronamiento><v:Localidad><v:CodigoProvincia>08</v:CodigoProvincia><v:CodigoMunicipio>001</v:CodigoMunicipio></v:Localidad>
<v:CodigoPostal>08630</v:CodigoPostal><v:Via><v:TipoVia>CL</v:TipoVia><v:NombreVia>DE PROVA</v:NombreVia></v:Via><v:Numeracion>
<v:Numero>12</v:Numero><v:NumeroSuperior>0</v:NumeroSuperior><v:Kilometro>0</v:Kilometro><v:Escalera/><v:Planta>2</v:Planta></v:Numeracion>
</v:DireccionEmpadronamiento></v:VolanteEmpadronamientoDatosFirmados>
<ds:Signature xmlns:ds="${NS.ds}"><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature></v:VolanteEmpadronamiento>`;

export const CONVIVENTS = answered(
  'respuestaDatosConvivientes',
  `${person}${place}<codigoResultado>1</codigoResultado>`,
).replace('</aoc:codigoResultado>', `</aoc:codigoResultado>${household}<aoc:fuente>PADRON</aoc:fuente>`);

export const residentMunicipi = (code: number, more = ''): string =>
  answered(
    'respuestaResidenteMunicipio',
    `${person}${place}<codigoResultado>${code}</codigoResultado><fuente>PADRON</fuente>${more}`,
  );

export const COMPROVACIO = answered(
  'respuestaComprobacionConvivientes',
  `${person}${place}<codigoResultado>0</codigoResultado><numeroConvivientes>4</numeroConvivientes><fuente>PADRON</fuente>`,
);

export const VALIDACIO = answered(
  'respuestaValidacionConvivientes',
  `<numExpediente/><conviviente><tipoDocumentacion>1</tipoDocumentacion><documentacion>12345678Z</documentacion><fechaAltaPadron>18700131</fechaAltaPadron><resultado>1</resultado></conviviente><conviviente><tipoDocumentacion>2</tipoDocumentacion><documentacion>RA12345678</documentacion><resultado>0</resultado></conviviente>${place}<codigoResultado>1</codigoResultado><fuente>PADRON</fuente>`,
);

export const FAULT = envelope(
  '<SOAP-ENV:Fault><faultcode>SOAP-ENV:Client</faultcode><faultstring>La signatura no s&apos;accepta.</faultstring>' +
    '<detail><e:error xmlns:e="urn:x"><e:code>verify.not-accepted</e:code><e:incident>abc</e:incident><e:next>Reviseu el rellotge.</e:next></e:error></detail></SOAP-ENV:Fault>',
);

export const CONFIRMACIO = envelope(
  `<procesaResponse xmlns="${NS.openuri}"><ConfirmacionPeticion xmlns="${NS.confirmacion}"><Atributos><Estado>` +
    '<CodigoEstado>0001</CodigoEstado><TiempoEstimadoRespuesta>1</TiempoEstimadoRespuesta></Estado></Atributos></ConfirmacionPeticion></procesaResponse>',
);
