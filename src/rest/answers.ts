import { z } from 'zod';

/** What a client gets, for the description: answers are the sources' own, and are not checked against this. */

const person = z.looseObject({}).describe('Fields as in the schema of the volant, by their names there.');

const respuesta = z
  .looseObject({
    numExpediente: z.string().optional(),
    tipoDocumentacion: z.int().optional(),
    documentacion: z.string().optional(),
    conviviente: z
      .array(
        z.looseObject({
          tipoDocumentacion: z.int(),
          documentacion: z.string(),
          fechaAltaPadron: z.string().optional(),
          resultado: z.int().optional().describe('1 lives there, 0 does not.'),
        }),
      )
      .optional(),
    codigoProvincia: z.string().optional(),
    codigoMunicipio: z.string().optional(),
    codigoResultado: z
      .int()
      .optional()
      .describe('1 CONSTA, 2 NO CONSTA, 3 ERROR, 4 MUNICIPI NO ADHERIT; COMPROVACIO_CONVIVENTS: 0 not OK, 1 OK.'),
    numeroConvivientes: z.int().optional(),
    volante: z.string().optional().describe("The municipality's PDF, base64 (*_PDF)."),
    VolanteEmpadronamiento: person.optional().describe('The volant, parsed; its signature is left out.'),
    fuente: z.string().optional().describe('PADRON or IDESCAT.'),
    idescatMotivo: z.int().optional().describe('Why IDESCAT answered: 1 not integrated, 2 no answer, 3 not there.'),
  })
  .describe("The modalitat's answer element.");

const transmision = {
  IdSolicitud: z.string().optional(),
  IdTransmision: z.string().optional(),
  FechaGeneracion: z.string().optional(),
  ExtensionesRespuesta: z
    .looseObject({ PDF: z.array(z.string()).optional(), Evidencia: z.array(z.string()).optional() })
    .optional()
    .describe('What ExtensionesPeticion asked for, base64.'),
  respuesta: respuesta.optional(),
};

const atributos = {
  IdPeticion: z.string(),
  NumElementos: z.int(),
  TimeStamp: z.string(),
  CodigoCertificado: z.string(),
  Estado: z.looseObject({
    CodigoEstado: z.string().describe('0001 pending, 0002 in progress, 0003 finished.'),
    LiteralError: z.string().optional(),
    TiempoEstimadoRespuesta: z.int().optional().describe('TER, hours.'),
  }),
};

export const ANSWER = z.looseObject({ ...atributos, ...transmision });
export const ACCEPTED = z.looseObject(atributos);
export const COLLECTED = z.looseObject({
  ...atributos,
  Transmisiones: z.array(z.looseObject(transmision)).optional().describe('In the order of the lot; once finished.'),
});
