/**
 * Children in the order of the answer's schema (`wsdl/padro.xsd`, `wsdl/respuesta.xsd`): `name`, `name?` that may be
 * absent, `name+` that may be repeated, `*` an optional element of another namespace: the volant, or an address.
 */
const PERSON = 'numExpediente tipoDocumentacion documentacion';
const PLACE = 'codigoMunicipio codigoProvincia';
const PLACE_MAYBE = 'codigoMunicipio? codigoProvincia?';
const SOURCE = 'fuente idescatMotivo?';

const ORDER: Readonly<Record<string, string>> = {
  respuestaResidente: `${PERSON} codigoResultado`,
  respuestaMunicipioResidencia: `${PERSON} codigoResultado ${PLACE}`,
  respuestaResidenteMunicipio: `${PERSON} ${PLACE} codigoResultado ${SOURCE}`,
  respuestaNumeroConvivientes: `${PERSON} ${PLACE} codigoResultado numeroConvivientes * ${SOURCE}`,
  respuestaComprobacionConvivientes: `${PERSON} ${PLACE} codigoResultado numeroConvivientes * ${SOURCE}`,
  respuestaValidacionConvivientes: `numExpediente conviviente+ ${PLACE} codigoResultado * ${SOURCE}`,
  respuestaDatosTitular: `${PERSON} ${PLACE_MAYBE} codigoResultado * ${SOURCE}`,
  respuestaDatosConvivientes: `${PERSON} ${PLACE_MAYBE} codigoResultado * ${SOURCE}`,
  respuestaDatosTitularPDF: `${PERSON} ${PLACE} codigoResultado volante? * ${SOURCE}`,
  respuestaDatosConvivientesPDF: `${PERSON} ${PLACE} codigoResultado volante? * ${SOURCE}`,
  respuestaDatosTitularIDESCAT: `${PERSON} ${PLACE_MAYBE} codigoResultado * ${SOURCE}`,
  conviviente: 'tipoDocumentacion documentacion fechaAltaPadron? resultado?',
  Respuesta: 'Atributos Transmisiones',
  Solicitante: 'IdentificadorSolicitante NombreSolicitante Finalidad? Procedimiento? Consentimiento Funcionario?',
};

/** An element of another namespace, in the names that `misplaced` takes. */
export const FOREIGN = '*';

/** What breaks the order of an element's children first: a name that is missing, or one that has no place there. */
export function misplaced(element: string, children: readonly string[]): string | undefined {
  const items = ORDER[element]?.split(' ');
  if (!items) return undefined;
  let at = 0;
  for (const item of items) {
    const [, name = '', often = ''] = /^(\*|\w+)([?+]?)$/.exec(item) ?? [];
    const optional = often === '?' || name === FOREIGN;
    if (children[at] !== name) {
      if (optional) continue;
      return `${element}/${name}: expected, found ${children[at] ?? 'nothing'}`;
    }
    at++;
    while (often === '+' && children[at] === name) at++;
  }
  return at < children.length ? `${element}/${children[at]}: unexpected` : undefined;
}
