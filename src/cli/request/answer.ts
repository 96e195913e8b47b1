import { NS } from '../../base/namespaces.ts';
import { type Branch, fieldsOf } from '../../base/xml/fields.ts';
import { readXml } from '../../base/xml/reader.ts';
import { type Element, elements, textOf, type XmlDocument } from '../../base/xml/tree.ts';
import type { Received } from './send.ts';

export interface Fault {
  readonly faultcode: string;
  readonly faultstring: string;
  /** The leaves of `detail` by local name: our code, the incident, the next step. */
  readonly detail: Readonly<Record<string, string>>;
}

export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** `CodigoEstado` and `LiteralError`. */
  readonly estado: string | null;
  readonly literal: string | null;
  readonly codigoResultado: number | null;
  readonly resultat: string | null;
  /** The answer's element of `DatosEspecificos`, named in `respuesta`. */
  readonly respuesta?: string;
  readonly volant?: Branch;
  readonly fault?: Fault;
  /** Why this is no SOAP answer. */
  readonly error?: string;
}

const RESULTS: Readonly<Record<string, string>> = {
  '1': 'CONSTA',
  '2': 'NO CONSTA',
  '3': 'ERROR',
  '4': 'MUNICIPI NO ADHERIT',
};
const CHECKED: Readonly<Record<string, string>> = { ...RESULTS, '0': 'NO COINCIDEIX', '1': 'COINCIDEIX' };

/** Reads what a frontal answered; never throws. */
export function readAnswer({ status, contentType, bytes }: Received): Answer {
  const nothing = { status, estado: null, literal: null, codigoResultado: null, resultat: null };
  let doc: XmlDocument;
  try {
    doc = readXml(bytes, 'document');
  } catch (error) {
    const what = bytes.length ? `not XML (${(error as Error).message})` : 'empty';
    return { ...nothing, error: `the answer is ${what}; HTTP ${status}, ${contentType || 'no Content-Type'}` };
  }
  const payload = down(doc.root, 'Body', '*');
  if (!doc.root.is(NS.soap, 'Envelope') || !payload) {
    return {
      ...nothing,
      error: `the answer is no SOAP 1.1 envelope but a document of ${doc.root.local}; HTTP ${status}`,
    };
  }
  if (payload.is(NS.soap, 'Fault')) return { ...nothing, fault: faultOf(doc, payload) };
  const atributos = down(payload, '*', 'Atributos');
  const respuesta = down(payload, '*', 'Transmisiones', 'TransmisionDatos', 'DatosEspecificos');
  const text = (...names: string[]): string | null => {
    const found = atributos && down(atributos, ...names);
    return found ? textOf(doc, found).trim() : null;
  };
  return {
    ...nothing,
    estado: text('Estado', 'CodigoEstado'),
    literal: text('Estado', 'LiteralError'),
    ...(respuesta && resultOf(doc, respuesta)),
  };
}

/** The element at the end of a path of local names; `*` is the first child. */
function down(from: Element, ...names: string[]): Element | undefined {
  let at: Element | undefined = from;
  for (const name of names) at = at && elements(at).find(({ local }) => name === '*' || local === name);
  return at;
}

function resultOf(doc: XmlDocument, specific: Element): Partial<Answer> {
  const element = elements(specific).find(({ local }) => local.startsWith('respuesta'));
  if (!element) return {};
  const found = down(element, 'codigoResultado') ?? down(element, 'codigoResultadoIdescat');
  const code = found ? textOf(doc, found).trim() : '';
  const names = element.local === 'respuestaComprobacionConvivientes' ? CHECKED : RESULTS;
  const volant = fieldsOf(doc, element);
  return {
    codigoResultado: /^\d{1,9}$/.test(code) ? Number(code) : null,
    resultat: names[code] ?? null,
    respuesta: element.local,
    ...(typeof volant !== 'object' ? {} : { volant }),
  };
}

function faultOf(doc: XmlDocument, fault: Element): Fault {
  const text = (name: string): string => {
    const found = down(fault, name);
    return found ? textOf(doc, found).trim() : '';
  };
  const detail = new Map<string, string>();
  const collect = (element: Element): void => {
    const children = elements(element);
    for (const child of children) collect(child);
    if (children.length === 0 && element.local !== 'detail') detail.set(element.local, textOf(doc, element).trim());
  };
  const found = down(fault, 'detail');
  if (found) collect(found);
  return { faultcode: text('faultcode'), faultstring: text('faultstring'), detail: Object.fromEntries(detail) };
}
