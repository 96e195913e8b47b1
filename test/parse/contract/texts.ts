import type { Random } from './random.ts';

/** Least and most characters of the fields that have a limit. */
const LENGTHS = new Map<string, readonly [number, number]>(
  Object.entries({
    IdPeticion: [1, 100],
    TimeStamp: [0, 29],
    CodigoCertificado: [0, 64],
    IdentificadorSolicitante: [0, 10],
    NombreSolicitante: [0, 100],
    Finalidad: [1, 250],
    Procedimiento: [3, 20],
    NifEmisor: [0, 10],
    NombreEmisor: [0, 50],
    IdSolicitanteOriginal: [0, 100],
    NomSolicitanteOriginal: [0, 100],
    NombreCompletoFuncionario: [0, 122],
    NifFuncionario: [0, 10],
    EMailFuncionario: [0, 122],
    CodigoOrganismoFuncionario: [0, 10],
    CodigoEstado: [0, 4],
    CodigoEstadoSecundario: [0, 16],
    LiteralError: [0, 255],
    Documentacion: [0, 40],
    NombreCompleto: [0, 122],
    Nombre: [0, 40],
    Apellido1: [0, 40],
    Apellido2: [0, 40],
    IdSolicitud: [0, 40],
    IdTransmision: [0, 29],
    FechaGeneracion: [0, 29],
    Id: [0, 50],
    documentacion: [1, 400],
    CodigoProducto: [0, 400],
    numExpediente: [0, 400],
    codigoMunicipio: [0, 400],
    codigoProvincia: [0, 400],
    NombreFichero: [0, 400],
  }),
);

interface Samples {
  readonly legal: readonly string[];
  readonly not: readonly string[];
}

const NUMBER = [
  '',
  ' ',
  '1.0',
  '1 1',
  '--1',
  '1e0',
  '0x1',
  '+',
  '-',
  '１',
  '\u00a01',
  '1\u2003',
  'NaN',
  '1_0',
  '2147483648',
];
const around = (...numbers: string[]): string[] => numbers.flatMap((n) => [n, ` ${n}`, `\n${n}\t`, `00${n}`, `+${n}`]);
const BASE64: Samples = {
  legal: ['', ' ', 'AAAA', 'QQ==', 'QUI=', 'Q Q = =', '\nQUJD\n', 'QUJDRA==', '+/+/'],
  not: ['A', 'AA', 'AAA', 'QR==', 'QUJ=', '=', 'AA=A', 'AAAA=', 'AAAAA', '===='],
};
const UUID: Samples = {
  legal: ['00000000-0000-4000-8000-00000000000a', 'ABCDEFAB-cdef-0123-4567-89abcdef0000'],
  not: [
    '',
    ' 00000000-0000-4000-8000-00000000000a',
    '00000000-0000-4000-8000-00000000000g',
    '0000000000004000800000000000000a',
  ],
};
const choice = (...legal: string[]): Samples => ({
  legal,
  not: ['', ` ${legal[0]}`, `${legal[0]}\n`, legal[0]!.toLowerCase(), 'x'],
});

const SAMPLES = new Map<string, Samples>(
  Object.entries({
    NumElementos: { legal: [...around('1', '0'), '9999999', '-0'], not: [...NUMBER, '-1', '10000000'] },
    // Empty ones are accepted though the schema does not: `contract-agreement.test.ts`.
    TiempoEstimadoRespuesta: {
      legal: [...around('24', '9999'), '-0'],
      not: [...NUMBER.filter((text) => text.trim() !== ''), '-1', '10000'],
    },
    tipoDocumentacion: { legal: around('1', '2', '3', '4'), not: [...NUMBER, '0', '5', '-1', '-4'] },
    idescat: { legal: [...around('0', '1'), '-0'], not: [...NUMBER, '2', '-1', 'true'] },
    numeroConvivientes: { legal: [...around('0', '7'), '2147483647', '-2147483648'], not: [...NUMBER, '-2147483649'] },
    resultado: { legal: around('0', '1', '99'), not: NUMBER },
    PDF: { legal: ['true', 'false', '1', '0', ' true\n'], not: ['', 'TRUE', '01', 'yes', '2', 't rue'] },
    Evidencia: { legal: ['true', 'false', '1', '0', '\tfalse'], not: ['', 'False', 'on', '-1'] },
    Consentimiento: choice('Si', 'Ley', 'NoOpo'),
    TipoDocumentacion: choice('NIF', 'CIF', 'DNI', 'Pasaporte', 'NIE'),
    Via: choice('Entrada', 'Salida'),
    CertificadoDigital: BASE64,
    Contenido: BASE64,
    Hash: BASE64,
    Firma: BASE64,
    UUIDFichero: UUID,
    UUIDDocumento: UUID,
  }),
);

const ALPHABET = ['a', 'Z', '0', '-', ' ', '&', '<', 'é', 'ŀ', '日', '\u0301', '\u2028', '😀', '𠀋', '\t', '\n', '\r'];

const written = (random: Random, length: number): string => {
  const one = random.chance(0.5) ? random.pick(ALPHABET) : undefined;
  return Array.from({ length }, () => one ?? random.pick(ALPHABET)).join('');
};

/** A text that the field takes, its longest and shortest ones often; undefined for a field without text. */
export function legalText(random: Random, field: string): string | undefined {
  const lengths = LENGTHS.get(field);
  if (!lengths) return random.pick(SAMPLES.get(field)?.legal ?? [undefined]);
  const [least, most] = lengths;
  return written(random, random.pick([least, most, most, least + random.below(most - least + 1)]));
}

/** Most often a text that the field does not take. */
export function otherText(random: Random, field: string): string {
  const lengths = LENGTHS.get(field);
  if (!lengths) return random.pick(SAMPLES.get(field)?.not ?? ['x']);
  const [least, most] = lengths;
  return written(random, random.pick([Math.max(0, least - 1), most + 1, most + 1, 2 * most]));
}
