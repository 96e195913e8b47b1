import type { Branch, Fields } from '../../base/xml/fields.ts';

export type Row = readonly [label: string, value: string];

const DOCUMENTS: Readonly<Record<string, string>> = {
  '1': 'NIF',
  '2': 'passaport',
  '3': 'permís de residència',
  '4': 'NIE',
};
const MOTIVES: Readonly<Record<string, string>> = {
  '1': 'el municipi no està integrat',
  '2': 'el servei del municipi no ha respost',
  '3': 'la persona no consta al municipi indicat',
};

const branch = (tree: Fields | readonly Fields[] | undefined): Branch =>
  typeof tree === 'object' && !Array.isArray(tree) ? (tree as Branch) : {};
const list = (tree: Fields | readonly Fields[] | undefined): readonly Fields[] =>
  tree === undefined ? [] : Array.isArray(tree) ? tree : [tree as Fields];
const text = (from: Branch, name: string): string => {
  const value = from[name];
  return typeof value === 'string' ? value : '';
};
const words = (from: Branch, ...names: string[]): string =>
  names
    .map((name) => text(from, name))
    .filter(Boolean)
    .join(' ');

/** `19700131` as `31/01/1970`; anything else as it is. */
const date = (digits: string): string => digits.replace(/^(\d{4})(\d{2})(\d{2})$/, '$3/$2/$1');

const document = (from: Branch, tipus = 'tipoDocumentacion', numero = 'documentacion'): string =>
  [DOCUMENTS[text(from, tipus)] ?? text(from, tipus), text(from, numero)].filter(Boolean).join(' ');

const place = (from: Branch, provincia: string, municipi: string): string =>
  [text(from, provincia), text(from, municipi)].filter(Boolean).join('/');

const name = (person: Branch): string =>
  words(person, 'Nombre', 'ParticulaPrimerApellido', 'PrimerApellido', 'ParticulaSegundoApellido', 'SegundoApellido');

const personRows = (person: Branch): Row[] => [
  ['Persona', name(person)],
  ['Document', document(person, 'TipoDocumentacion', 'Documentacion')],
  [
    'Naixement',
    words(
      {
        data: date(text(person, 'FechaNacimiento')),
        lloc: place(person, 'CodigoProvinciaNacimiento', 'CodigoMunicipioNacimiento'),
      },
      'data',
      'lloc',
    ),
  ],
  ['Sexe', text(person, 'Sexo')],
  ['Nacionalitat', text(person, 'CodigoNacionalidad')],
  ['Alta al padró', date(text(person, 'FechaAltaPadron'))],
];

const NUMBERING: readonly Row[] = [
  ['Numero', ''],
  ['CalificadorNumero', ''],
  ['Kilometro', 'km '],
  ['Bloque', 'bloc '],
  ['Portal', 'portal '],
  ['Escalera', 'esc. '],
  ['Planta', 'pis '],
  ['Puerta', 'porta '],
];

function address(at: Branch): string {
  const [street, numbering, town] = [branch(at.Via), branch(at.Numeracion), branch(at.Localidad)];
  const numbers = NUMBERING.map(([field, label]) => [text(numbering, field), label] as const)
    .filter(([value]) => value !== '' && Number(value) !== 0)
    .map(([value, label]) => label + value);
  return [
    words(street, 'TipoVia', 'NombreVia', 'Pseudovia'),
    ...numbers,
    words({ cp: text(at, 'CodigoPostal'), lloc: place(town, 'CodigoProvincia', 'CodigoMunicipio') }, 'cp', 'lloc'),
  ]
    .filter(Boolean)
    .join(', ');
}

/** One person of a list, on one line. */
const line = (...parts: string[]): string => parts.filter(Boolean).join(' · ');

function volantRows(volant: Branch): Row[] {
  const data = branch(volant.VolanteEmpadronamientoDatosFirmados);
  const companions = list(data.DatosPersonalesAcompanante).map(branch);
  return [
    ['Expedit', date(text(data, 'FechaExpedicion'))],
    ...personRows(branch(data.DatosPersonales)),
    ['Acompanyants', text(data, 'NumeroAcompanantes')],
    ...companions.map(
      (each, index): Row => [
        `  ${index + 1}`,
        line(name(each), document(each, 'TipoDocumentacion', 'Documentacion'), date(text(each, 'FechaNacimiento'))),
      ],
    ),
    ['Adreça', address(branch(data.DireccionEmpadronamiento))],
  ];
}

const size = (base64: string): string =>
  base64 ? `${Math.floor((base64.replace(/[\s=]/g, '').length * 3) / 4)} bytes` : '';

/** The rows of the table for an answer's element, whichever the modalitat; rows without a value are left out. */
export function answerRows(answer: Branch): Row[] {
  const people = list(answer.conviviente).map(branch);
  const found = list(answer.resultadoBusqueda).map(branch);
  const rows: Row[] = [
    ['Expedient', text(answer, 'numExpediente')],
    ['Consulta', document(answer)],
    [
      'Municipi',
      place(answer, 'codigoProvincia', 'codigoMunicipio') ||
        place(answer, 'codigoProvinciaIdescat', 'codigoMunicipioIdescat'),
    ],
    ...people.map(
      (each, index): Row => [
        `Convivent ${index + 1}`,
        line(
          document(each),
          text(each, 'resultado') === '1' ? 'hi consta' : 'no hi consta',
          date(text(each, 'fechaAltaPadron')),
        ),
      ],
    ),
    ...found.map(
      (each): Row => ['Cerca', line(place(each, 'codigoProvincia', 'codigoMunicipio'), text(each, 'codigoResultado'))],
    ),
    ['Convivents', text(answer, 'numeroConvivientes')],
    ...volantRows(branch(answer.VolanteEmpadronamiento)),
    ['Adreça', address(branch(answer.DireccionEmpadronamiento))],
    ['PDF', size(text(answer, 'volante'))],
    ['Font', text(answer, 'fuente')],
    ['Motiu IDESCAT', MOTIVES[text(answer, 'idescatMotivo')] ?? text(answer, 'idescatMotivo')],
  ];
  return rows.filter(([, value]) => value !== '');
}
