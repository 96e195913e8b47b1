import { Refusal } from '../../base/errors/refusal.ts';
import { NS } from '../../base/namespaces.ts';
import type { Funcionario, Peticion, Solicitud } from '../../base/peticion.ts';
import type { Element, XmlDocument } from '../../base/xml/tree.ts';
import { municipality } from './municipality.ts';
import type { Place } from './place.ts';
import { readElement } from './read.ts';
import { type Agreed, agreedIn, checkAgreement, checkCount, checkFrontal, checkUnique } from './rules.ts';
import {
  type AtributosValues,
  type FuncionarioValues,
  procesa as model,
  type PeticionValues,
  procesaPoll,
  type SolicitudValues,
} from './tables.ts';

export type { PeticionValues } from './tables.ts';

/**
 * The typed petition inside `procesa`: its shape (`readShape`), then the rules that a schema cannot say.
 *
 * @throws Refusal `parse.envelope`, `parse.field`, `parse.missing`, `parse.num-elementos`, `parse.modalitat`,
 * `parse.asynchronous-only`, `parse.one-solicitud`, `parse.disagreement`, `parse.repeated-solicitud`
 */
export function readPeticion(doc: XmlDocument, procesa: Element, frontal: 'sincron' | 'asincron'): Peticion {
  const { Atributos: atributos, Solicitudes } = readShape(doc, procesa);
  const solicitudes = Solicitudes.SolicitudTransmision;
  checkCount(atributos.NumElementos, solicitudes.length);
  const agreed = agreedIn(atributos, 'Peticion');
  checkFrontal(agreed.modalitat, solicitudes.length, frontal);
  checkUnique(solicitudes);
  const read = (solicitud: SolicitudValues, index: number): Solicitud =>
    readSolicitud(solicitud, agreed, { index, of: solicitudes.length });
  return peticionOf(atributos, agreed, solicitudes.map(read));
}

/**
 * A `SolicitudRespuesta`: the petition that it asks after, without its solicituds. NumElementos is not compared
 * (protocol section 3).
 *
 * @throws Refusal `parse.envelope`, `parse.field`, `parse.missing`, `parse.modalitat`
 */
export function readPoll(doc: XmlDocument, procesa: Element): Peticion {
  checkPayload(procesa);
  const { Atributos: atributos } = readElement(doc, procesa, procesaPoll).SolicitudRespuesta;
  return peticionOf(atributos, agreedIn(atributos, 'SolicitudRespuesta'), []);
}

function peticionOf(atributos: AtributosValues, agreed: Agreed, solicitudes: readonly Solicitud[]): Peticion {
  const { Emisor, DatosAutorizacion } = atributos;
  return {
    idPeticion: atributos.IdPeticion,
    numElementos: atributos.NumElementos,
    codigoCertificado: atributos.CodigoCertificado,
    codigoProducto: atributos.CodigoProducto,
    modalitat: agreed.modalitat,
    identificadorSolicitante: DatosAutorizacion.IdentificadorSolicitante,
    ens: agreed.ens,
    nombreSolicitante: DatosAutorizacion.NombreSolicitante,
    purpose: agreed.purpose,
    emisor: Emisor && { nif: Emisor.NifEmisor, nombre: Emisor.NombreEmisor },
    funcionario: funcionarioOf(atributos.Funcionario),
    solicitudes,
  };
}

/**
 * The first layer: accepts what `wsdl/peticion-padro.xsd` validates, and gives its values.
 *
 * @throws Refusal `parse.envelope` for another payload, `parse.field`, `parse.missing`
 */
export function readShape(doc: XmlDocument, procesa: Element): PeticionValues {
  checkPayload(procesa);
  return readElement(doc, procesa, model).Peticion;
}

/** @throws Refusal `parse.envelope` for another payload than `procesa` */
export function checkPayload(payload: Element): void {
  if (payload.is(NS.openuri, 'procesa')) return;
  throw new Refusal('parse.envelope', { expected: `procesa, of the namespace ${NS.openuri}, in the Body` });
}

function readSolicitud(solicitud: SolicitudValues, agreed: Agreed, place: Place): Solicitud {
  checkAgreement(solicitud, agreed, place);
  const { Solicitante, Transmision } = solicitud.DatosGenericos;
  const { ExtensionesPeticion, peticion } = solicitud.DatosEspecificos;
  const request = peticion.value;
  return {
    idSolicitud: Transmision.IdSolicitud,
    consentimiento: Solicitante.Consentimiento,
    funcionario: funcionarioOf(Solicitante.Funcionario),
    numExpediente: request.numExpediente || undefined,
    documents: (request.conviviente === undefined ? [request] : request.conviviente).map(
      ({ tipoDocumentacion, documentacion }) => ({ tipo: tipoDocumentacion, documentacion }),
    ),
    municipi: municipality(agreed.modalitat, request, agreed.ens, place),
    idescat: request.idescat,
    extensiones: ExtensionesPeticion && {
      pdf: ExtensionesPeticion.PDF ?? false,
      evidencia: ExtensionesPeticion.Evidencia ?? false,
    },
  };
}

function funcionarioOf(funcionario: FuncionarioValues | undefined): Funcionario | undefined {
  return funcionario && { nombreCompleto: funcionario.NombreCompletoFuncionario, nif: funcionario.NifFuncionario };
}
