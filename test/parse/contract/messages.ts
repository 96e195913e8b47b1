import { MODALITATS } from '../../../src/base/modalitats.ts';
import { NS } from '../../../src/base/namespaces.ts';
import { REQUESTS } from '../../../src/parse/contract/padro.ts';
import { el, type Style, serialise, type TestElement } from './tree.ts';

/** What a test says about a petition; the rest is a plain legal one about a public test person. */
export interface Message {
  readonly modalitat?: string;
  readonly ens?: string;
  readonly idPeticion?: string;
  readonly timeStamp?: string;
  readonly finalidad?: string;
  /** In place of `finalidad`. */
  readonly procedimiento?: string;
  /** INE code of five digits; null leaves codigoMunicipio and codigoProvincia out. */
  readonly municipi?: string | null;
  readonly tipoDocumentacion?: number;
  readonly documentacion?: string;
  /** Null leaves numExpediente out. */
  readonly numExpediente?: string | null;
  readonly idescat?: number;
  readonly consentimiento?: string;
  /** How many SolicitudTransmision. */
  readonly solicitudes?: number;
  /** `Estado`, and the original solicitante. */
  readonly estado?: boolean;
  readonly funcionario?: boolean;
  readonly titular?: boolean;
  readonly extensions?: boolean;
  readonly ficheros?: boolean;
}

const pet = el(NS.peticion);
const padro = el(NS.padro);

const funcionario = (): TestElement =>
  pet(
    'Funcionario',
    pet('NombreCompletoFuncionario', 'Persona De Prova'),
    pet('NifFuncionario', '00000000T'),
    pet('EMailFuncionario', 'prova@example.org'),
    pet('CodigoOrganismoFuncionario', 'PROVA'),
    pet('CertificadoDigital', 'UHJvdmE='),
  );

const emisor = (): TestElement => pet('Emisor', pet('NifEmisor', 'Q0801175A'), pet('NombreEmisor', 'Consorci AOC'));

const purpose = ({ finalidad = 'PROVES', procedimiento }: Message): TestElement =>
  procedimiento === undefined ? pet('Finalidad', finalidad) : pet('Procedimiento', procedimiento);

/** The request element of a modalitat, with the fields that its table has. */
export function request(message: Message): TestElement {
  const { modalitat = 'TITULAR', numExpediente = 'EXP-1', idescat = 0 } = message;
  const own = MODALITATS.get(modalitat)?.source === 'own';
  const { municipi = own ? null : '17023' } = message;
  const name = MODALITATS.get(modalitat)?.peticion ?? 'peticionDatosTitular';
  const persona = () => [
    padro('tipoDocumentacion', String(message.tipoDocumentacion ?? 1)),
    padro('documentacion', message.documentacion ?? '12344321Z'),
  ];
  const values: Record<string, TestElement | undefined> = {
    numExpediente: numExpediente === null ? undefined : padro('numExpediente', numExpediente),
    conviviente: padro('conviviente', ...persona()),
    codigoMunicipio: municipi === null ? undefined : padro('codigoMunicipio', municipi.slice(2)),
    codigoProvincia: municipi === null ? undefined : padro('codigoProvincia', municipi.slice(0, 2)),
    numeroConvivientes: padro('numeroConvivientes', '4'),
    idescat: padro('idescat', String(idescat)),
  };
  const fields = REQUESTS[name]!.slots.flatMap((slot) => {
    if (slot.name === 'tipoDocumentacion') return persona();
    return slot.name === 'documentacion' ? [] : [values[slot.name]];
  });
  return padro(name, ...fields);
}

function solicitud(message: Message, id: number): TestElement {
  const { modalitat = 'TITULAR', ens = '0801930008', consentimiento = 'Si' } = message;
  const ext = el(NS.extensions);
  return pet(
    'SolicitudTransmision',
    pet(
      'DatosGenericos',
      emisor(),
      pet(
        'Solicitante',
        pet('IdentificadorSolicitante', ens),
        pet('NombreSolicitante', 'Ajuntament de Prova'),
        purpose(message),
        pet('Consentimiento', consentimiento),
        message.funcionario ? funcionario() : undefined,
      ),
      message.titular ? titular() : undefined,
      pet(
        'Transmision',
        pet('CodigoCertificado', modalitat),
        pet('IdSolicitud', String(id)),
        pet('IdTransmision'),
        pet('FechaGeneracion'),
      ),
      message.ficheros ? ficheros() : undefined,
    ),
    pet(
      'DatosEspecificos',
      message.extensions
        ? ext('ExtensionesPeticion', el(NS.extensions)('PDF', 'true'), ext('Evidencia', '0'))
        : undefined,
      request(message),
    ),
  );
}

const titular = (): TestElement =>
  pet(
    'Titular',
    pet('TipoDocumentacion', 'NIF'),
    pet('Documentacion', '12344321Z'),
    pet('NombreCompleto', 'Persona De Prova'),
    pet('Nombre', 'Persona'),
    pet('Apellido1', 'De'),
    pet('Apellido2', 'Prova'),
  );

const estado = (): TestElement =>
  pet(
    'Estado',
    pet('CodigoEstado'),
    pet('CodigoEstadoSecundario'),
    pet('LiteralError'),
    pet('TiempoEstimadoRespuesta', '0'),
  );

const ficheros = (): TestElement =>
  pet(
    'Ficheros',
    pet(
      'Fichero',
      pet('NombreFichero', 'prova.pdf'),
      pet('Contenido', 'UHJvdmE='),
      pet('Id', '1'),
      pet('Hash', 'AAAA'),
      pet('Via', 'Entrada'),
    ),
    pet('Fichero', pet('UUIDFichero', '00000000-0000-4000-8000-00000000000a'), pet('Id', '2')),
  );

/** `procesa` as a tree, to be bent. */
export function peticionTree(message: Message = {}): TestElement {
  const { modalitat = 'TITULAR', ens = '0801930008', solicitudes = 1 } = message;
  return el(NS.openuri)(
    'procesa',
    pet(
      'Peticion',
      pet(
        'Atributos',
        pet('IdPeticion', message.idPeticion ?? 'PROVA-1'),
        pet('NumElementos', String(solicitudes)),
        pet('TimeStamp', message.timeStamp ?? ''),
        message.estado ? estado() : undefined,
        pet('CodigoCertificado', modalitat),
        pet('CodigoProducto', 'PADRO'),
        pet(
          'DatosAutorizacion',
          pet('IdentificadorSolicitante', ens),
          pet('NombreSolicitante', 'Ajuntament de Prova'),
          purpose(message),
        ),
        emisor(),
        message.estado ? pet('IdSolicitanteOriginal', '0801930008') : undefined,
        message.estado ? pet('NomSolicitanteOriginal', 'Ajuntament de Prova') : undefined,
        message.funcionario ? funcionario() : undefined,
      ),
      pet('Solicitudes', ...Array.from({ length: solicitudes }, (_, i) => solicitud(message, i + 1))),
    ),
  );
}

/** `procesa` as text, ready for a Body. */
export const peticionXml = (message: Message = {}, style: Style = 'prefixes'): string =>
  serialise(peticionTree(message), style);
