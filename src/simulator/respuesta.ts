import { NS } from '../base/namespaces.ts';
import { escapeText } from '../base/xml/escape.ts';
import { echo, type Made, ns3 } from './echo.ts';
import type { Petition } from './petition.ts';

const ESTADO = ns3('Estado', ns3('CodigoEstado', '0003') + ns3('LiteralError', 'OK'));
/** The answer's schema wants an `Emisor` in every transmission; a petition need not have one. */
const EMISOR = ns3('Emisor', ns3('NifEmisor', '') + ns3('NombreEmisor', ''));

const envelope = (body: string): string =>
  `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS.soap}"><SOAP-ENV:Header/><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;

/**
 * The answer of the real platform, `protocol.md` section 12: no white space, the same prefixes, everything echoed.
 *
 * @param answers the answer element of each solicitud, in their order
 * @param timestamp local time with milliseconds and offset
 */
export function respuesta(petition: Petition, answers: readonly string[], timestamp: string): string {
  const { doc, atributos, solicitudes } = petition;
  const day = ns3('FechaGeneracion', timestamp.slice(0, 10));
  const inAtributos: Made = { TimeStamp: () => ns3('TimeStamp', timestamp), Estado: () => ESTADO };
  const inGenericos: Made = {
    Emisor: (sent) => sent ?? EMISOR,
    IdTransmision: (sent) => sent ?? ns3('IdTransmision', ''),
    FechaGeneracion: (sent) => (sent && sent !== ns3('FechaGeneracion', '') ? sent : day),
  };
  const transmisiones = solicitudes.map(({ genericos }, i) =>
    ns3('TransmisionDatos', echo(doc, genericos, inGenericos) + ns3('DatosEspecificos', answers[i]!)),
  );
  const content = echo(doc, atributos, inAtributos) + ns3('Transmisiones', transmisiones.join(''));
  return envelope(
    `<ns0:procesaResponse xmlns:ns0="${NS.openuri}"><ns3:Respuesta xmlns:ns3="${NS.respuesta}">${content}</ns3:Respuesta></ns0:procesaResponse>`,
  );
}

export const fault = (code: 'Client' | 'Server', text: string): string =>
  envelope(
    `<SOAP-ENV:Fault><faultcode>SOAP-ENV:${code}</faultcode><faultstring>${escapeText(text)}</faultstring></SOAP-ENV:Fault>`,
  );
