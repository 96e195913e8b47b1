import { NS } from '../base/namespaces.ts';
import { escapeText } from '../base/xml/escape.ts';
import type { Home, Person } from './person.ts';

/** Elements as name and content, in the order of the schema; text content is escaped, nested elements are written first. */
type Fields = readonly (readonly [local: string, content: string | number | Fields])[];

const write = (fields: Fields): string =>
  fields
    .map(([local, content]) => {
      const inner = typeof content === 'object' ? write(content) : escapeText(String(content));
      return `<${local}>${inner}</${local}>`;
    })
    .join('');

const names = ({ nombre, apellido1, apellido2 }: Person): Fields => [
  ['Nombre', nombre],
  ['PrimerApellido', apellido1],
  ['ParticulaPrimerApellido', ''],
  ['SegundoApellido', apellido2],
  ['ParticulaSegundoApellido', ''],
];

/** 108 is Spain in the INE's list of nationalities; 999 is nobody's. */
const personales = (person: Person): Fields => [
  ...names(person),
  ['FechaNacimiento', person.nacimiento],
  ['CodigoMunicipioNacimiento', person.home.municipi.slice(2)],
  ['CodigoProvinciaNacimiento', person.home.municipi.slice(0, 2)],
  ['Sexo', person.sexo],
  ['CodigoNacionalidad', person.tipo === 1 ? '108' : '999'],
  ['TipoDocumentacion', person.tipo],
  ['Documentacion', person.documentacion],
  ['FechaAltaPadron', person.alta],
];

const acompanante = (person: Person): Fields => [
  ...names(person),
  ['FechaNacimiento', person.nacimiento],
  ['TipoDocumentacion', person.tipo],
  ['Documentacion', person.documentacion],
];

/** The postal code, province and 000, is no place's. Both volants' schemas take this form: the stricter wants every child. */
const adreca = ({ municipi, tipoVia, nombreVia, numero, planta, puerta }: Home): Fields => [
  [
    'Localidad',
    [
      ['CodigoProvincia', municipi.slice(0, 2)],
      ['CodigoMunicipio', municipi.slice(2)],
      ['CodigoUnidadPoblacional', '0000001'],
    ],
  ],
  ['CodigoPostal', `${municipi.slice(0, 2)}000`],
  [
    'Via',
    [
      ['TipoVia', tipoVia],
      ['NombreVia', nombreVia],
      ['Pseudovia', ''],
    ],
  ],
  [
    'Numeracion',
    [
      ['Numero', numero],
      ['CalificadorNumero', ''],
      ['NumeroSuperior', 0],
      ['CalificadorNumeroSuperior', ''],
      ['Kilometro', 0],
      ['Hectometro', 0],
      ['Bloque', ''],
      ['Portal', ''],
      ['Escalera', ''],
      ['Planta', planta],
      ['Puerta', puerta],
      ['TipoLocal', ''],
    ],
  ],
];

/** `DireccionEmpadronamiento` on its own, with its namespace as the default one. */
export const direccion = (home: Home, ns: string): string =>
  `<DireccionEmpadronamiento xmlns="${ns}">${write(adreca(home))}</DireccionEmpadronamiento>`;

/** Version 02.00, one person; unsigned. `day` is `YYYYMMDD`; `id` has at most five characters. */
export const titular = (person: Person, id: string, day: string): string =>
  volant(id, '02.00', [
    ['FechaExpedicion', day],
    ['DatosPersonales', personales(person)],
    ['DireccionEmpadronamiento', adreca(person.home)],
  ]);

/** Version 01.00, the household; unsigned. */
export function convivencia(person: Person, id: string, day: string): string {
  const others = person.home.members.filter((member) => member !== person);
  return volant(id, '01.00', [
    ['FechaExpedicion', day],
    ['DatosPersonales', personales(person)],
    ['NumeroAcompanantes', others.length],
    ...others.map((other) => ['DatosPersonalesAcompanante', acompanante(other)] as const),
    ['DireccionEmpadronamiento', adreca(person.home)],
  ]);
}

const volant = (id: string, version: string, fields: Fields): string =>
  `<VolanteEmpadronamiento xmlns="${NS.volante}"><VolanteEmpadronamientoDatosFirmados Id="${id}" Version="${version}">${write(fields)}</VolanteEmpadronamientoDatosFirmados></VolanteEmpadronamiento>`;
