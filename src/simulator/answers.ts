import { ens10, ine5 } from '../base/codes.ts';
import type { Modalitat } from '../base/modalitats.ts';
import { NS } from '../base/namespaces.ts';
import { escapeText } from '../base/xml/escape.ts';
import { elements } from '../base/xml/tree.ts';
import { ANYWHERE, type Padro } from './padro.ts';
import type { Person } from './person.ts';
import { child, type Solicitud, textAt } from './petition.ts';
import { direccion } from './volant.ts';
import type { Volants } from './volants.ts';

export interface Sources {
  readonly padro: Padro;
  readonly volants: Volants;
  /** Who answers: a municipality, or IDESCAT, which knows the people of them all and issues no PDF. */
  readonly fuente: 'PADRON' | 'IDESCAT';
  /** The day of the answer, `YYYYMMDD`. */
  readonly day: string;
}

/** One solicitud and who was found for it. */
interface Case extends Sources {
  readonly solicitud: Solicitud;
  readonly where: string;
  /** The person asked about; in VALIDACIO_CONVIVENTS the first. */
  readonly person: Person | undefined;
  sent(local: string): string | undefined;
}

const CONSTA = '1';
const NO_CONSTA = '2';

const ABOUT = ['numExpediente', 'tipoDocumentacion', 'documentacion'] as const;
const MUNICIPI = ['codigoMunicipio', 'codigoProvincia'] as const;
const VOLANT = [...ABOUT, ...MUNICIPI, 'codigoResultado'] as const;

/** The fields of every answer element in the order of its schema. */
const FIELDS: Readonly<Record<string, readonly (keyof typeof WRITE)[]>> = {
  respuestaResidente: [...ABOUT, 'codigoResultado'],
  respuestaMunicipioResidencia: [...ABOUT, 'codigoResultado', 'residence'],
  respuestaResidenteMunicipio: [...VOLANT, 'fuente'],
  respuestaNumeroConvivientes: [...VOLANT, 'size', 'direccion', 'fuente'],
  respuestaComprobacionConvivientes: [...ABOUT, ...MUNICIPI, 'comparison', 'numeroConvivientes', 'direccion', 'fuente'],
  respuestaValidacionConvivientes: [
    'numExpediente',
    'convivientes',
    ...MUNICIPI,
    'codigoResultado',
    'direccion',
    'fuente',
  ],
  respuestaDatosTitular: [...VOLANT, 'titular', 'fuente'],
  respuestaDatosTitularIDESCAT: [...VOLANT, 'titular', 'fuente'],
  respuestaDatosTitularPDF: [...VOLANT, 'titularPdf', 'fuente'],
  respuestaDatosConvivientes: [...VOLANT, 'convivencia', 'fuente'],
  respuestaDatosConvivientesPDF: [...VOLANT, 'convivenciaPdf', 'fuente'],
  respuestaBusquedaTitular: [...ABOUT, 'search', 'titular'],
};

const aoc = (local: string, content: string): string => `<aoc:${local}>${content}</aoc:${local}>`;
const required = (local: string) => (c: Case) => aoc(local, escapeText(c.sent(local) ?? ''));
const optional = (local: string) => (c: Case) => (c.sent(local) === undefined ? '' : required(local)(c));
const result = ({ person }: Case): string => (person ? CONSTA : NO_CONSTA);
const registered = (write: (person: Person, c: Case) => string) => (c: Case) => (c.person ? write(c.person, c) : '');
const municipi = (person: Person | undefined, suffix = ''): string =>
  aoc(`codigoMunicipio${suffix}`, person?.home.municipi.slice(2) ?? '') +
  aoc(`codigoProvincia${suffix}`, person?.home.municipi.slice(0, 2) ?? '');

const WRITE = {
  numExpediente: required('numExpediente'),
  tipoDocumentacion: required('tipoDocumentacion'),
  documentacion: required('documentacion'),
  codigoMunicipio: optional('codigoMunicipio'),
  codigoProvincia: optional('codigoProvincia'),
  codigoResultado: (c: Case) => aoc('codigoResultado', result(c)),
  comparison: (c: Case) => aoc('codigoResultado', c.person ? sameSize(c.person, c) : NO_CONSTA),
  residence: ({ person }: Case) => municipi(person),
  size: ({ person }: Case) => aoc('numeroConvivientes', String(person?.home.members.length ?? 0)),
  numeroConvivientes: (c: Case) => aoc('numeroConvivientes', escapeText(c.sent('numeroConvivientes') ?? '0')),
  direccion: registered((person) => direccion(person.home, NS.volante)),
  titular: registered((person, { volants, day }) => volants.titular(person, day)),
  convivencia: registered((person, { volants, day }) => volants.convivencia(person, day)),
  titularPdf: registered((person, { volants, day, fuente }) =>
    fuente === 'IDESCAT' ? volants.titular(person, day) : aoc('volante', volants.titularPdf(person, day)),
  ),
  convivenciaPdf: registered((person, { volants, day, fuente }) =>
    fuente === 'IDESCAT' ? volants.convivencia(person, day) : aoc('volante', volants.convivenciaPdf(person, day)),
  ),
  convivientes,
  search: (c: Case) =>
    municipi(c.person, 'Idescat') +
    aoc('codigoResultadoIdescat', result(c)) +
    aoc('fechaIdescat', c.day) +
    aoc('resultadoBusqueda', municipi(c.person) + aoc('codigoResultado', result(c))),
  fuente: ({ fuente }: Case) => aoc('fuente', fuente),
} as const;

/** COMPROVACIO_CONVIVENTS: 1 when as many people live there as was said, the person included; else 0. */
const sameSize = (person: Person, c: Case): string =>
  Number(c.sent('numeroConvivientes')) === person.home.members.length ? '1' : '0';

/** VALIDACIO_CONVIVENTS: who is registered in the household of the first person. */
function convivientes(c: Case): string {
  const { padro, person, where, solicitud } = c;
  const all = elements(solicitud.request).filter(({ local }) => local === 'conviviente');
  const write = (element: (typeof all)[number], index: number): string => {
    const tipo = textAt(solicitud.doc, element, 'tipoDocumentacion') ?? '';
    const documentacion = textAt(solicitud.doc, element, 'documentacion') ?? '';
    const found = padro.find(tipo, documentacion, where);
    return aoc(
      'conviviente',
      aoc('tipoDocumentacion', escapeText(tipo)) +
        aoc('documentacion', escapeText(documentacion)) +
        (index === 0 && found ? aoc('fechaAltaPadron', found.alta) : '') +
        aoc('resultado', found && found.home === person?.home ? '1' : '0'),
    );
  };
  return all.map(write).join('');
}

/** Whose register answers: an INE code, `ANYWHERE`, or the empty string for nobody's. */
const WHERE: Readonly<Record<Modalitat['source'], (solicitud: Solicitud) => string>> = {
  named: (solicitud) => named(solicitud) ?? '',
  'named-or-idescat': (solicitud) => named(solicitud) ?? ANYWHERE,
  own: ({ doc, genericos }) => {
    const solicitante = child(genericos, 'Solicitante');
    return ens10((solicitante && textAt(doc, solicitante, 'IdentificadorSolicitante')) ?? '').slice(0, 5);
  },
  catalonia: () => ANYWHERE,
};

function named({ doc, request }: Solicitud): string | undefined {
  const municipio = textAt(doc, request, 'codigoMunicipio');
  const provincia = textAt(doc, request, 'codigoProvincia');
  if (!municipio?.trim() && !provincia?.trim()) return undefined;
  return ine5(provincia ?? '', municipio ?? '') ?? '';
}

/** The answer element of a solicitud. */
export function answer(solicitud: Solicitud, sources: Sources): string {
  const { doc, modalitat, request } = solicitud;
  const anywhere = sources.fuente === 'IDESCAT' && modalitat.source === 'named-or-idescat';
  const where = anywhere ? ANYWHERE : WHERE[modalitat.source](solicitud);
  const subject = child(request, 'conviviente') ?? request;
  const person = sources.padro.find(
    textAt(doc, subject, 'tipoDocumentacion') ?? '',
    textAt(doc, subject, 'documentacion') ?? '',
    where,
  );
  const found: Case = { ...sources, solicitud, where, person, sent: (local) => textAt(doc, request, local) };
  const fields = FIELDS[modalitat.respuesta]!.map((field) => WRITE[field](found)).join('');
  return `<aoc:${modalitat.respuesta} xmlns:aoc="${NS.padro}">${fields}</aoc:${modalitat.respuesta}>`;
}
