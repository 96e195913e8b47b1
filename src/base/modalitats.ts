/** The fourteen modalitats of the producte PADRO, `protocol.md` section 4, as data. */

export const PRODUCTE = 'PADRO';

export interface Modalitat {
  readonly code: string;
  /** Local name of the request element. */
  readonly peticion: string;
  /** Local name of the answer element. */
  readonly respuesta: string;
  /** Whose padró answers: the municipality that the request names, the requester's own, or the whole of Catalonia. */
  readonly source: 'named' | 'own' | 'named-or-idescat' | 'catalonia';
  /** Asking every municipality answers it too: it only says where somebody is registered. */
  readonly searchable?: true;
  /** Only through the asynchronous frontal. */
  readonly asynchronousOnly?: true;
}

const TABLE: readonly Modalitat[] = [
  {
    code: 'RESIDENT',
    peticion: 'peticionResidente',
    respuesta: 'respuestaResidente',
    source: 'catalonia',
    searchable: true,
  },
  {
    code: 'MUNICIPI_RESIDENCIA',
    peticion: 'peticionMunicipioResidencia',
    respuesta: 'respuestaMunicipioResidencia',
    source: 'catalonia',
    searchable: true,
  },
  {
    code: 'RESIDENT_MUNICIPI',
    peticion: 'peticionResidenteMunicipio',
    respuesta: 'respuestaResidenteMunicipio',
    source: 'named',
  },
  {
    code: 'NUMERO_CONVIVENTS',
    peticion: 'peticionNumeroConvivientes',
    respuesta: 'respuestaNumeroConvivientes',
    source: 'named',
  },
  {
    code: 'COMPROVACIO_CONVIVENTS',
    peticion: 'peticionComprobacionConvivientes',
    respuesta: 'respuestaComprobacionConvivientes',
    source: 'named',
  },
  {
    code: 'VALIDACIO_CONVIVENTS',
    peticion: 'peticionValidacionConvivientes',
    respuesta: 'respuestaValidacionConvivientes',
    source: 'named',
  },
  { code: 'TITULAR', peticion: 'peticionDatosTitular', respuesta: 'respuestaDatosTitular', source: 'named' },
  {
    code: 'CONVIVENTS',
    peticion: 'peticionDatosConvivientes',
    respuesta: 'respuestaDatosConvivientes',
    source: 'named',
  },
  { code: 'TITULAR_PDF', peticion: 'peticionDatosTitularPDF', respuesta: 'respuestaDatosTitularPDF', source: 'named' },
  {
    code: 'CONVIVENTS_PDF',
    peticion: 'peticionDatosConvivientesPDF',
    respuesta: 'respuestaDatosConvivientesPDF',
    source: 'named',
  },
  { code: 'TITULAR_PROPI', peticion: 'peticionDatosTitular', respuesta: 'respuestaDatosTitular', source: 'own' },
  {
    code: 'CONVIVENTS_PROPI',
    peticion: 'peticionDatosConvivientes',
    respuesta: 'respuestaDatosConvivientes',
    source: 'own',
  },
  {
    code: 'TITULAR_IDESCAT',
    peticion: 'peticionDatosTitularIDESCAT',
    respuesta: 'respuestaDatosTitularIDESCAT',
    source: 'named-or-idescat',
  },
  {
    code: 'TITULAR_CERCA',
    peticion: 'peticionBusquedaTitular',
    respuesta: 'respuestaBusquedaTitular',
    source: 'catalonia',
    asynchronousOnly: true,
  },
];

export const MODALITATS: ReadonlyMap<string, Modalitat> = new Map([
  ...TABLE.map((modalitat) => [modalitat.code, modalitat] as const),
  // The name that older clients use; `CodigoCertificado` is echoed as sent.
  ['CERCA_TITULAR', TABLE[TABLE.length - 1]!] as const,
]);
