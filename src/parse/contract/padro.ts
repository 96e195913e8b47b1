import { NS } from '../../base/namespaces.ts';
import { type Complex, many, optional, sequence } from './model.ts';
import { anyText, int, someText } from './simple.ts';

/** The requests of PADRO, `protocol.md` section 4: the tables of `wsdl/padro.xsd`. */

interface Person {
  readonly tipoDocumentacion: number;
  readonly documentacion: string;
}

interface Persons {
  readonly conviviente: readonly Person[];
}

/** What the gateway reads of a request: about one person or several, with the fields that its modalitat has. */
export type Request = ((Person & { readonly conviviente?: undefined }) | Persons) & {
  readonly numExpediente: string | undefined;
  readonly codigoMunicipio?: string | undefined;
  readonly codigoProvincia?: string | undefined;
  readonly idescat?: number;
};

const expediente = { numExpediente: optional(anyText) };
const persona = { tipoDocumentacion: int(1, 4), documentacion: someText };
const municipio = { codigoMunicipio: anyText, codigoProvincia: anyText };
const municipioOpcional = { codigoMunicipio: optional(anyText), codigoProvincia: optional(anyText) };
const idescat = { idescat: int(0, 1) };

const conviviente = sequence(NS.padro, { ...persona, fechaAltaPadron: optional(anyText), resultado: optional(int()) });

const enCatalunya = sequence(NS.padro, { ...expediente, ...persona });
const enMunicipio = sequence(NS.padro, { ...expediente, ...persona, ...municipio, ...idescat });
const enMunicipioOPropio = sequence(NS.padro, { ...expediente, ...persona, ...municipioOpcional, ...idescat });

export const REQUESTS: Readonly<Record<string, Complex<Request>>> = {
  peticionResidente: enCatalunya,
  peticionMunicipioResidencia: enCatalunya,
  peticionResidenteMunicipio: enMunicipio,
  peticionNumeroConvivientes: enMunicipio,
  peticionComprobacionConvivientes: sequence(NS.padro, {
    ...expediente,
    ...persona,
    ...municipio,
    numeroConvivientes: int(),
    ...idescat,
  }),
  peticionValidacionConvivientes: sequence(NS.padro, {
    ...expediente,
    conviviente: many(conviviente),
    ...municipio,
    ...idescat,
  }),
  peticionDatosTitular: enMunicipioOPropio,
  peticionDatosConvivientes: enMunicipioOPropio,
  peticionDatosTitularPDF: enMunicipio,
  peticionDatosConvivientesPDF: enMunicipio,
  peticionDatosTitularIDESCAT: sequence(NS.padro, { ...expediente, ...persona, ...municipioOpcional }),
  peticionBusquedaTitular: enCatalunya,
};
