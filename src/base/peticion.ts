import type { Purpose } from './domain.ts';
import type { Modalitat } from './modalitats.ts';

/** What the gateway reads of a `Peticion`, `protocol.md` section 3. Texts are as sent, references resolved. */
export interface Peticion {
  readonly idPeticion: string;
  readonly numElementos: number;
  readonly codigoCertificado: string;
  readonly codigoProducto: string;
  readonly modalitat: Modalitat;
  /** `IdentificadorSolicitante` as sent, and brought to ten digits. */
  readonly identificadorSolicitante: string;
  readonly ens: string;
  readonly nombreSolicitante: string;
  readonly purpose: Purpose;
  readonly emisor: Emisor | undefined;
  readonly funcionario: Funcionario | undefined;
  readonly solicitudes: readonly Solicitud[];
}

export interface Emisor {
  readonly nif: string;
  readonly nombre: string;
}

export interface Funcionario {
  readonly nombreCompleto: string | undefined;
  readonly nif: string | undefined;
}

export interface Extensiones {
  /** The answer as a signed PDF. */
  readonly pdf: boolean;
  /** The source's answer as it came. */
  readonly evidencia: boolean;
}

export interface Solicitud {
  readonly idSolicitud: string;
  readonly consentimiento: string;
  readonly funcionario: Funcionario | undefined;
  /** Undefined when the element is missing or empty: accepted, and recorded. */
  readonly numExpediente: string | undefined;
  /** The persons asked about: one, or each `conviviente` of VALIDACIO_CONVIVENTS. */
  readonly documents: readonly { readonly tipo: number; readonly documentacion: string }[];
  /** INE code of five digits that the request names; undefined for modalitats that name none. */
  readonly municipi: string | undefined;
  readonly idescat: number | undefined;
  /** `ExtensionesPeticion`: what the answer is to carry besides. */
  readonly extensiones: Extensiones | undefined;
}
