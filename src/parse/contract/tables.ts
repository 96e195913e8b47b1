import { NS } from '../../base/namespaces.ts';
import { all, type Complex, choice, many, optional, sequence } from './model.ts';
import { REQUESTS } from './padro.ts';
import { anyText, base64, boolean, int, oneOf, orEmpty, text, uuid } from './simple.ts';

/**
 * The tables of `wsdl/peticion-padro.xsd`: the union of the published copies (`protocol.md` section 13, end), with
 * DatosAutorizacion and DatosEspecificos required.
 */
const pet = NS.peticion;

const solicitante = {
  IdentificadorSolicitante: text(10),
  NombreSolicitante: text(100),
  Finalidad: optional(text(250, 1)),
  Procedimiento: optional(text(20, 3)),
};

/** What petitions and polls have in common, each in its own namespace. */
function common(ns: string) {
  const Emisor = all(ns, { NifEmisor: text(10), NombreEmisor: text(50) });
  const Funcionario = sequence(ns, {
    NombreCompletoFuncionario: optional(text(122)),
    NifFuncionario: optional(text(10)),
    EMailFuncionario: optional(text(122)),
    CodigoOrganismoFuncionario: optional(text(10)),
    CertificadoDigital: optional(base64),
  });
  const Estado = all(ns, {
    CodigoEstado: optional(text(4)),
    CodigoEstadoSecundario: optional(text(16)),
    LiteralError: optional(text(255)),
    TiempoEstimadoRespuesta: optional(orEmpty(int(0, 9999))),
  });
  const Atributos = all(ns, {
    IdPeticion: text(100, 1),
    NumElementos: int(0, 9999999),
    TimeStamp: text(29),
    Estado: optional(Estado),
    CodigoCertificado: text(64),
    CodigoProducto: anyText,
    DatosAutorizacion: all(ns, solicitante),
    Emisor: optional(Emisor),
    IdSolicitanteOriginal: optional(text(100)),
    NomSolicitanteOriginal: optional(text(100)),
    Funcionario: optional(Funcionario),
  });
  return { Emisor, Funcionario, Atributos };
}

const { Emisor, Funcionario, Atributos } = common(pet);

const Titular = sequence(pet, {
  TipoDocumentacion: oneOf('CIF', 'NIF', 'DNI', 'Pasaporte', 'NIE'),
  Documentacion: text(40),
  NombreCompleto: optional(text(122)),
  Nombre: optional(text(40)),
  Apellido1: optional(text(40)),
  Apellido2: optional(text(40)),
});

const Fichero = sequence(pet, {
  NombreFichero: optional(anyText),
  fichero: choice('the content or its place', {
    RutaFichero: anyText,
    URLDescarga: anyText,
    Contenido: base64,
    UUIDFichero: uuid,
    UUIDDocumento: uuid,
  }),
  Id: text(50),
  Hash: optional(base64),
  Firma: optional(base64),
  Via: optional(oneOf('Entrada', 'Salida')),
});

const DatosGenericos = all(pet, {
  Emisor: optional(Emisor),
  Solicitante: all(pet, {
    ...solicitante,
    Consentimiento: oneOf('Si', 'Ley', 'NoOpo'),
    Funcionario: optional(Funcionario),
  }),
  Titular: optional(Titular),
  Transmision: all(pet, {
    CodigoCertificado: text(64),
    IdSolicitud: text(40),
    IdTransmision: optional(text(29)),
    FechaGeneracion: optional(text(29)),
  }),
  Ficheros: optional(sequence(pet, { Fichero: many(Fichero) })),
});

const ExtensionesPeticion = sequence(NS.extensions, { PDF: optional(boolean), Evidencia: optional(boolean) });

const SolicitudTransmision = all(pet, {
  DatosGenericos,
  DatosEspecificos: sequence(pet, {
    ExtensionesPeticion: optional(ExtensionesPeticion, NS.extensions),
    peticion: choice('a request of PADRO', REQUESTS, NS.padro),
  }),
});

const Peticion = all(pet, {
  Atributos,
  Solicitudes: sequence(pet, { SolicitudTransmision: many(SolicitudTransmision) }),
});

export const procesa = sequence(pet, { Peticion });

const poll = NS.solicitudRespuesta;

/** The tables of `wsdl/solicitud-respuesta.xsd`. */
export const procesaPoll = sequence(poll, {
  SolicitudRespuesta: all(poll, { Atributos: common(poll).Atributos }),
});

type ValuesOf<M> = M extends Complex<infer V> ? V : never;

export type PeticionValues = ValuesOf<typeof Peticion>;
export type AtributosValues = ValuesOf<typeof Atributos>;
export type SolicitudValues = ValuesOf<typeof SolicitudTransmision>;
export type FuncionarioValues = ValuesOf<typeof Funcionario>;
export type SolicitanteValues = AtributosValues['DatosAutorizacion'];
