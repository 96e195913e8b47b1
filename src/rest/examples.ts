/** Requests and answers of the description, about the test people of protocol section 4. */

const REQUESTER = {
  IdPeticion: '2f1c9a4e-TITULAR-1',
  IdentificadorSolicitante: '9821920002',
  NombreSolicitante: 'Consumidor de demostració',
  Finalidad: 'PROVES',
  Consentimiento: 'Ley',
};
const ANNA = { tipoDocumentacion: 1, documentacion: '12344321Z' };
const BLANES = { codigoProvincia: '17', codigoMunicipio: '023' };

/** Fields of one solicitud that differ from a single person's in a municipality named. */
const SOLICITUDS: Readonly<Record<string, object>> = {
  RESIDENT: ANNA,
  MUNICIPI_RESIDENCIA: ANNA,
  COMPROVACIO_CONVIVENTS: { ...ANNA, ...BLANES, numeroConvivientes: 1, idescat: 0 },
  VALIDACIO_CONVIVENTS: { conviviente: [ANNA], ...BLANES, idescat: 0 },
  TITULAR_PROPI: { ...ANNA, idescat: 0 },
  CONVIVENTS_PROPI: { ...ANNA, idescat: 0 },
  TITULAR_IDESCAT: { ...ANNA, ...BLANES },
  TITULAR_CERCA: ANNA,
};

export const solicitudExample = (modalitat: string): object => ({
  numExpediente: 'EXP-2026/1',
  ...(SOLICITUDS[modalitat] ?? { ...ANNA, ...BLANES, idescat: 0 }),
});

export const volantExample = (modalitat: string): object => ({ ...REQUESTER, ...solicitudExample(modalitat) });

export const LOT_EXAMPLE = {
  ...REQUESTER,
  IdPeticion: '2f1c9a4e-LOT-1',
  CodigoCertificado: 'TITULAR',
  Solicitudes: [
    solicitudExample('TITULAR'),
    { tipoDocumentacion: 1, documentacion: '12345678Z', codigoProvincia: '08', codigoMunicipio: '001', idescat: 1 },
  ],
};

const ESTADO = { CodigoEstado: '0003', LiteralError: 'OK' };
const TRANSMISION = {
  IdSolicitud: '1',
  IdTransmision: '',
  FechaGeneracion: '2026-11-27',
  respuesta: { numExpediente: 'EXP-2026/1', ...ANNA, ...BLANES, codigoResultado: 2, fuente: 'PADRON' },
};
const ATRIBUTOS = { NumElementos: 1, TimeStamp: '2026-11-27T09:30:00.123+01:00', CodigoCertificado: 'TITULAR' };

export const ANSWER_EXAMPLE = { IdPeticion: REQUESTER.IdPeticion, ...ATRIBUTOS, Estado: ESTADO, ...TRANSMISION };

export const ACCEPTED_EXAMPLE = {
  ...{ IdPeticion: LOT_EXAMPLE.IdPeticion, ...ATRIBUTOS, NumElementos: 2 },
  Estado: { CodigoEstado: '0001', LiteralError: 'OK', TiempoEstimadoRespuesta: 1 },
};

export const COLLECTED_EXAMPLE = {
  ...ACCEPTED_EXAMPLE,
  Estado: ESTADO,
  Transmisiones: [TRANSMISION, { ...TRANSMISION, IdSolicitud: '2' }],
};
