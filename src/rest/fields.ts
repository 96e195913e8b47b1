import { z } from 'zod';
import { MODALITATS, type Modalitat } from '../base/modalitats.ts';

/** What a client may send, one schema for each modalitat, in the names of the XSDs (protocol sections 3 and 4). */

/** No control character and no half of a pair: XML could not carry it. */
const isPlain = (text: string): boolean => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text);
const text = (max: number, description: string, min = 1) =>
  z.string().min(min).max(max).refine(isPlain, 'expected text without control characters').describe(description);
const digits = (pattern: RegExp, expected: string, description: string) =>
  z.string().regex(pattern, expected).describe(description);

const purpose = {
  Finalidad: text(250, 'Purpose that the body is authorised for; this or Procedimiento.').optional(),
  Procedimiento: text(20, 'SIA code of the procedure.', 3).optional(),
};

const requester = {
  IdPeticion: text(100, 'Identifier of the petition and its idempotency key: a second one is answered 409.'),
  IdentificadorSolicitante: text(10, 'INE10 of the body that asks.'),
  NombreSolicitante: text(100, 'Its name.'),
  ...purpose,
  Consentimiento: z.enum(['Si', 'Ley', 'NoOpo']).describe('Ground: consent, a law, or no opposition.'),
  Funcionario: z
    .strictObject({
      NombreCompletoFuncionario: text(122, 'Name of the official.').optional(),
      NifFuncionario: text(10, 'NIF of the official.').optional(),
    })
    .optional()
    .describe('The official who asks; required for a PDF.'),
};

const document = {
  tipoDocumentacion: z.int().min(1).max(4).describe('1 NIF, 2 passport, 3 residence permit or NIE, 4 NIE.'),
  documentacion: text(40, 'Document of the person.'),
};

const municipi = {
  codigoProvincia: digits(/^[0-9]{2}$/, 'expected two digits', 'INE code of the province.'),
  codigoMunicipio: digits(/^[0-9]{3}$/, 'expected three digits', 'INE code of the municipality in it.'),
};
const optionalMunicipi = {
  codigoProvincia: municipi.codigoProvincia.optional(),
  codigoMunicipio: municipi.codigoMunicipio.optional(),
};
const idescat = { idescat: z.int().min(0).max(1).default(0).describe('1: fall back to IDESCAT.') };

const BY_SOURCE = {
  named: { ...municipi, ...idescat },
  own: idescat,
  'named-or-idescat': optionalMunicipi,
  catalonia: {},
} as const satisfies Record<Modalitat['source'], z.ZodRawShape>;

const persons = z.array(z.strictObject(document)).min(1).max(100);
const OF_CODE: Readonly<Record<string, z.ZodRawShape>> = {
  COMPROVACIO_CONVIVENTS: {
    ...document,
    numeroConvivientes: z.int().min(0).max(9999).describe('How many live there, the person included.'),
  },
  VALIDACIO_CONVIVENTS: { conviviente: persons.describe('Who is said to live together; the first is the titular.') },
};

const solicitud = ({ code, source }: Modalitat): z.ZodRawShape => ({
  ExtensionesPeticion: z
    .strictObject({
      PDF: z.boolean().optional().describe('The answer as a signed PDF.'),
      Evidencia: z.boolean().optional().describe("The source's answer as it came."),
    })
    .optional()
    .describe('What the answer is to carry besides.'),
  numExpediente: text(250, 'File number.', 0).optional(),
  ...(OF_CODE[code] ?? document),
  ...BY_SOURCE[source],
});

/** A checked request: the fields of one solicitud. */
export interface SolicitudBody {
  readonly IdSolicitud?: string;
  readonly ExtensionesPeticion?: { readonly PDF?: boolean; readonly Evidencia?: boolean };
  readonly numExpediente?: string;
  readonly tipoDocumentacion?: number;
  readonly documentacion?: string;
  readonly conviviente?: readonly { readonly tipoDocumentacion: number; readonly documentacion: string }[];
  readonly codigoProvincia?: string;
  readonly codigoMunicipio?: string;
  readonly numeroConvivientes?: number;
  readonly idescat?: number;
}

export interface PurposeBody {
  readonly Finalidad?: string;
  readonly Procedimiento?: string;
}

export interface RequesterBody extends PurposeBody {
  readonly IdPeticion: string;
  readonly IdentificadorSolicitante: string;
  readonly NombreSolicitante: string;
  readonly Consentimiento: string;
  readonly Funcionario?: { readonly NombreCompletoFuncionario?: string; readonly NifFuncionario?: string };
}

export type VolantBody = RequesterBody & SolicitudBody;

export interface LotBody extends RequesterBody {
  readonly CodigoCertificado: string;
  readonly Solicitudes: readonly SolicitudBody[];
}

export interface PollQuery extends PurposeBody {
  readonly IdentificadorSolicitante: string;
  readonly CodigoCertificado: string;
}

const codes = [...MODALITATS.keys()];

/** Body of a POST to /v1/volants/…, by the modalitat named there: those that answer at once. */
export const VOLANTS: ReadonlyMap<string, z.ZodType<VolantBody>> = new Map(
  [...MODALITATS]
    .filter(([, { asynchronousOnly }]) => !asynchronousOnly)
    .map(([code, modalitat]) => [code, z.strictObject({ ...requester, ...solicitud(modalitat) }) as never]),
);

const lotOf = ([code, modalitat]: [string, Modalitat]) =>
  z.strictObject({
    ...requester,
    CodigoCertificado: z.literal(code).describe('Modalitat of all solicituds.'),
    Solicitudes: z
      .array(
        z.strictObject({
          IdSolicitud: text(40, 'Identifier within the lot; otherwise its place, from 1.').optional(),
          ...solicitud(modalitat),
        }),
      )
      .min(1)
      .max(500),
  });
const [first, ...others] = [...MODALITATS].map(lotOf) as [ReturnType<typeof lotOf>, ...ReturnType<typeof lotOf>[]];

/** Body of a POST to /v1/lots. */
export const LOT = z.discriminatedUnion('CodigoCertificado', [first, ...others]) as unknown as z.ZodType<LotBody>;

/** Query of a GET of /v1/lots/…: what a poll says, its IdPeticion aside. */
export const POLL: z.ZodType<PollQuery> = z.strictObject({
  IdentificadorSolicitante: requester.IdentificadorSolicitante,
  CodigoCertificado: z.enum(codes as [string]).describe('Modalitat of the lot, as it was sent.'),
  ...purpose,
}) as never;
