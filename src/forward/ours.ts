import { ens10, municipalityOf } from '../base/codes.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { MODALITATS, type Modalitat } from '../base/modalitats.ts';
import { NS } from '../base/namespaces.ts';
import { collapse } from '../base/xml/names.ts';
import { ELEMENT, type Element, elements, only, textOf, type XmlDocument } from '../base/xml/tree.ts';
import { partsOf } from './data.ts';

/** What clients read wherever it stands (protocol section 12). */
const ONCE = new Set(['LiteralError', 'CodigoEstado', 'codigoResultado']);
const PLACE = ['codigoMunicipio', 'codigoProvincia'];
/** Fields of a request that its answer repeats. */
const ECHOED = new Set(['tipoDocumentacion', 'documentacion', ...PLACE]);

/**
 * That a `Respuesta` is the answer to this very petition of one solicitud: its person, its requester, its municipality,
 * its modalitat, once. Echoes that are missing or empty are let pass, and how codes are padded; a volant is only looked
 * through for the names that have one place.
 *
 * @param asked the envelope of the petition
 * @param anywhere whether it may be of another municipality: IDESCAT writes the one that it found
 * @throws Refusal `forward.not-ours`, its detail what differs, never a value; `forward.said-failed`
 */
export function checkOurs(answer: XmlDocument, respuesta: Element, asked: XmlDocument, anywhere: boolean): void {
  const question = questionIn(asked);
  if (anywhere) for (const field of PLACE) question.echoed.delete(field);
  const estado = one(one(respuesta, 'Atributos'), 'Estado');
  const codigo = one(estado, 'CodigoEstado');
  const text = leaf(answer, codigo);
  if (text === '0502') throw new Refusal('forward.said-failed');
  // A source answers at once (protocol section 3): pending is no answer.
  if (text !== '0003') throw differs('CodigoEstado');
  const transmision = one(one(respuesta, 'Transmisiones'), 'TransmisionDatos');
  const genericos = atMostOne(transmision, 'DatosGenericos');
  checkEcho(answer, atMostOne(atMostOne(genericos, 'Transmision'), 'IdSolicitud'), question.idSolicitud);
  checkEcho(answer, atMostOne(atMostOne(genericos, 'Solicitante'), 'IdentificadorSolicitante'), question.ens, ens10);
  const data = dataIn(atMostOne(transmision, 'DatosEspecificos'), question.modalitat);
  if (!data) throw differs(question.modalitat.respuesta);
  const results = checkData(answer, data, question);
  checkPlaces(respuesta.parent!, [codigo, atMostOne(estado, 'LiteralError'), ...results]);
}

interface Question {
  readonly modalitat: Modalitat;
  readonly idSolicitud: string;
  /** Ten digits. */
  readonly ens: string;
  /** What is asked about, by field. */
  readonly echoed: Map<string, string>;
  /** Each `conviviente` of VALIDACIO_CONVIVENTS. */
  readonly persons: readonly ReadonlyMap<string, string>[];
}

function questionIn(asked: XmlDocument): Question {
  const { atributos, solicitante, transmision, especificos } = partsOf(asked);
  const text = (parent: Element, local: string): string => leaf(asked, only(parent, NS.peticion, local)!);
  const modalitat = MODALITATS.get(text(atributos, 'CodigoCertificado'))!;
  const ens = ens10(text(solicitante, 'IdentificadorSolicitante'));
  const request = only(especificos, NS.padro, modalitat.peticion)!;
  const echoed = echoesIn(asked, request);
  const own = modalitat.source === 'own' ? municipalityOf(ens) : undefined;
  if (own) echoed.set('codigoProvincia', plain(own.slice(0, 2))).set('codigoMunicipio', plain(own.slice(2)));
  const persons = convivientes(request).map((person) => echoesIn(asked, person));
  return { modalitat, idSolicitud: text(transmision, 'IdSolicitud'), ens, echoed, persons };
}

/** The answer element, beside which only extensions may stand. */
function dataIn(especificos: Element | undefined, { respuesta }: Modalitat): Element | undefined {
  const [data, ...more] = especificos ? elements(especificos).filter(({ ns }) => ns !== NS.extensions) : [];
  if (data && (more.length > 0 || !data.is(NS.padro, respuesta))) throw differs(respuesta);
  return data;
}

/** @returns each `codigoResultado` */
function checkData(answer: XmlDocument, data: Element, { modalitat, echoed, persons }: Question): Element[] {
  checkEchoes(echoesIn(answer, data), [echoed]);
  for (const person of convivientes(data)) checkEchoes(echoesIn(answer, person), persons);
  const results =
    modalitat.respuesta === SEARCH
      ? named(data, 'resultadoBusqueda').flatMap((found) => named(found, 'codigoResultado'))
      : [one(data, 'codigoResultado', NS.padro)];
  const values = modalitat.respuesta === COMPARISON ? '01234' : '1234';
  for (const result of results) {
    const value = plain(leaf(answer, result));
    if (value.length !== 1 || !values.includes(value)) throw differs('codigoResultado');
  }
  return results;
}

const SEARCH = 'respuestaBusquedaTitular';
const COMPARISON = 'respuestaComprobacionConvivientes';

function checkEcho(doc: XmlDocument, echo: Element | undefined, asked: string, form = collapse): void {
  const said = echo ? form(leaf(doc, echo)) : '';
  if (said !== '' && said !== asked) throw differs(echo!.local);
}

/** Each field that says something must be as one of those asked about has it. */
function checkEchoes(said: ReadonlyMap<string, string>, asked: Question['persons']): void {
  let wrong: string | undefined = 'conviviente';
  for (const about of asked) {
    wrong = wrongField(said, about);
    if (wrong === undefined) return;
  }
  throw differs(wrong);
}

function wrongField(said: ReadonlyMap<string, string>, about: ReadonlyMap<string, string>): string | undefined {
  for (const [field, text] of said) if (text !== '' && (about.get(field) || text) !== text) return field;
  return undefined;
}

/** @throws Refusal `forward.not-ours` when a field is there twice */
function echoesIn(doc: XmlDocument, element: Element): Map<string, string> {
  const found = new Map<string, string>();
  for (let child = element.first; child !== null; child = child.next) {
    if (child.kind !== ELEMENT || !ECHOED.has(child.local)) continue;
    const { local } = child;
    if (found.has(local)) throw differs(`two ${local}`);
    const text = plain(leaf(doc, child));
    // Both find the same NIE (protocol section 15).
    found.set(local, local === 'tipoDocumentacion' && text === '3' ? '4' : text);
  }
  return found;
}

/** A code however it was padded. */
const plain = (text: string): string => (text.startsWith('0') ? text.replace(/^0+(?=.)/, '') : text).toUpperCase();

const named = (parent: Element, local: string): Element[] =>
  elements(parent).filter((child) => child.is(NS.padro, local));
const convivientes = (parent: Element): Element[] => named(parent, 'conviviente');

/** No name that has one place stands anywhere else. */
function checkPlaces(element: Element, places: readonly (Element | undefined)[]): void {
  for (let child = element.first; child !== null; child = child.next) {
    if (child.kind !== ELEMENT) continue;
    if (ONCE.has(child.local) && !places.includes(child)) throw differs(`another ${child.local}`);
    checkPlaces(child, places);
  }
}

function one(parent: Element, local: string, ns: string = NS.respuesta): Element {
  const found = atMostOne(parent, local, ns);
  if (!found) throw differs(local);
  return found;
}

function atMostOne(parent: Element | undefined, local: string, ns: string = NS.respuesta): Element | undefined {
  let found: Element | undefined;
  for (let child = parent?.first ?? null; child !== null; child = child.next) {
    if (child.kind !== ELEMENT || !child.is(ns, local)) continue;
    if (found) throw differs(`two ${local}`);
    found = child;
  }
  return found;
}

/** Text of an element without elements, blanks around left out. */
function leaf(doc: XmlDocument, element: Element): string {
  for (let child = element.first; child !== null; child = child.next) {
    if (child.kind === ELEMENT) throw differs(`elements in ${element.local}`);
  }
  return collapse(textOf(doc, element));
}

const differs = (what: string): Refusal => new Refusal('forward.not-ours', {}, { detail: what });
