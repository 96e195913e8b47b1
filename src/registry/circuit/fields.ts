import { z } from 'zod';
import { type Texts, texts } from '../../base/errors/catalogue/entry.ts';
import { checkEndpointUrl } from '../endpoint-url.ts';
import { isCertificate } from '../values.ts';

/** A field that somebody fills in: in a form by a link, or through the commands and the REST face. */
export interface Field {
  readonly schema: z.ZodType;
  readonly label: Texts;
  readonly input: 'text' | 'email' | 'tel' | 'number' | 'date' | 'textarea' | 'select';
  /** Token of WCAG 2.1 criterion 1.3.5. */
  readonly autocomplete?: string;
  readonly choices?: Readonly<Record<string, Texts>>;
}

const line = (max = 200) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]+$/u, 'expected one line');
const port = z.coerce.number().int().min(1).max(65_535);
const day = z.iso.date();

const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .superRefine((text, context) => checkEndpointUrl(`https://${text}/`, context))
  .regex(/^(?!\d+(\.\d+)*$)[a-z0-9.-]+$|^\d{1,3}(\.\d{1,3}){3}$/, 'expected a host name or an IPv4 address');

const yes = texts('Sí', 'Sí', 'Yes');
const no = texts('No', 'No', 'No');

/** Every field that the circuit knows, once: its rule, and how a form asks for it (protocol section 7). */
export const FIELDS = {
  wants: {
    schema: z.enum(['offer', 'consume']),
    input: 'select',
    label: texts('Què voleu fer?', '¿Qué desean hacer?', 'What do you want to do?'),
    choices: {
      offer: texts(
        'Oferir el nostre padró, des dels nostres servidors, perquè altres administracions el consultin',
        'Ofrecer nuestro padrón, desde nuestros servidores, para que otras administraciones lo consulten',
        'Offer our padró, from our servers, for other administrations to query',
      ),
      consume: texts(
        'Consultar padrons amb una aplicació pròpia',
        'Consultar padrones con una aplicación propia',
        'Query the service with an application of our own',
      ),
    },
  },
  delegated: {
    schema: z.enum(['yes', 'no']),
    input: 'select',
    label: texts(
      'Teniu el padró delegat en un consell comarcal o una diputació?',
      '¿Tienen el padrón delegado en un consejo comarcal o una diputación?',
      'Is your padró delegated to a consell comarcal or a diputació?',
    ),
    choices: { no, yes },
  },
  body: {
    schema: z.string().regex(/^[0-9]{10}$/, 'expected the ten digits of an INE10'),
    input: 'text',
    label: texts(
      "Codi INE10 de l'ens supramunicipal",
      'Código INE10 del ente supramunicipal',
      'INE10 of the supramunicipal body',
    ),
  },
  bodyName: {
    schema: line(),
    input: 'text',
    label: texts("Nom de l'ens supramunicipal", 'Nombre del ente supramunicipal', 'Name of the supramunicipal body'),
  },
  contactName: {
    schema: line(),
    input: 'text',
    autocomplete: 'name',
    label: texts('Persona de contacte', 'Persona de contacto', 'Contact person'),
  },
  contactEmail: {
    schema: z.email().max(254),
    input: 'email',
    autocomplete: 'email',
    label: texts('Correu electrònic', 'Correo electrónico', 'E-mail'),
  },
  contactPhone: {
    schema: z
      .string()
      .trim()
      .regex(/^\+?[0-9 ]{9,20}$/, 'expected digits and blanks'),
    input: 'tel',
    autocomplete: 'tel',
    label: texts('Telèfon', 'Teléfono', 'Telephone'),
  },
  ensNif: {
    schema: z.string().regex(/^[A-Z][0-9]{7}[0-9A-J]$/, 'expected the NIF of an organisation'),
    input: 'text',
    label: texts("NIF de l'ens", 'NIF del ente', 'NIF of the body'),
  },
  signatoryName: {
    schema: line(),
    input: 'text',
    label: texts('Representant legal que signa', 'Representante legal que firma', 'Legal representative who signs'),
  },
  signatoryPosition: {
    schema: line(),
    input: 'text',
    autocomplete: 'organization-title',
    label: texts('Càrrec de qui signa', 'Cargo de quien firma', 'Position of who signs'),
  },
  vendor: {
    schema: line(),
    input: 'text',
    label: texts(
      'Empresa i programa de gestió del padró',
      'Empresa y programa del padrón',
      'Vendor and product of the padró',
    ),
  },
  host: {
    schema: host,
    input: 'text',
    label: texts('Servidor: nom o adreça IP', 'Servidor: nombre o dirección IP', 'Server: name or IP address'),
  },
  httpPort: {
    schema: port,
    input: 'number',
    label: texts(
      'Port HTTP (buit: el triem nosaltres)',
      'Puerto HTTP (vacío: lo elegimos)',
      'HTTP port (empty: we pick it)',
    ),
  },
  httpsPort: {
    schema: port,
    input: 'number',
    label: texts(
      'Port HTTPS (buit: el triem nosaltres)',
      'Puerto HTTPS (vacío: lo elegimos)',
      'HTTPS port (empty: we pick it)',
    ),
  },
  certificate: {
    schema: z.string().max(20_000).refine(isCertificate, 'expected a certificate in PEM'),
    input: 'textarea',
    label: texts(
      'Certificat del servidor, en PEM',
      'Certificado del servidor, en PEM',
      'Certificate of the server, PEM',
    ),
  },
  conveniNumber: {
    schema: line(60),
    input: 'text',
    label: texts(
      'Número de registre del conveni',
      'Número de registro del convenio',
      'Registration number of the conveni',
    ),
  },
  conveniFrom: {
    schema: day,
    input: 'date',
    label: texts('El conveni és vigent des del', 'El convenio rige desde', 'The conveni is in force from'),
  },
  conveniTo: {
    schema: day,
    input: 'date',
    label: texts('Fins al (no inclòs)', 'Hasta (no incluido)', 'Until (not included)'),
  },
  endpoint: {
    schema: z.string().regex(/^[a-z0-9.-]{1,60}$/, 'expected a-z, 0-9, dots and hyphens'),
    input: 'text',
    label: texts(
      "Nom de l'endpoint al registre",
      'Nombre del endpoint en el registro',
      'Name of the endpoint in the registry',
    ),
  },
  checkReport: {
    schema: z.string().regex(/^[0-9a-f]{64}$/, 'expected the SHA-256 of a report'),
    input: 'text',
    label: texts(
      "SHA-256 de l'informe de la prova d'acceptació",
      'SHA-256 del informe de la prueba de aceptación',
      'SHA-256 of the report of the acceptance check',
    ),
  },
  migrationWeek: {
    schema: day,
    input: 'date',
    label: texts(
      'Setmana en què comença la migració',
      'Semana en que empieza la migración',
      'Week in which the migration starts',
    ),
  },
  ticket: {
    schema: z.string().regex(/^[A-Z]{1,10}#[0-9]{1,12}$/, 'expected something like FP#258025'),
    input: 'text',
    label: texts('Tiquet extern', 'Tique externo', 'Outside ticket'),
  },
  reason: {
    schema: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .regex(/^[^\p{Cf}\u0000-\u0008\u000b-\u001f]+$/u, 'expected plain text'),
    input: 'textarea',
    label: texts('Motiu', 'Motivo', 'Reason'),
  },
} satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof FIELDS;
export type Data = { readonly [K in FieldName]?: z.infer<(typeof FIELDS)[K]['schema']> | undefined };

export const data = z.strictObject(
  Object.fromEntries(
    Object.entries(FIELDS).map(([name, { schema, label }]) => [name, schema.optional().describe(label.en)]),
  ) as {
    [K in FieldName]: z.ZodOptional<(typeof FIELDS)[K]['schema']>;
  },
);
