import { MODALITATS, type Modalitat } from '../../base/modalitats.ts';
import { NS } from '../../base/namespaces.ts';
import { readXml } from '../../base/xml/reader.ts';
import { type Element, elements, textOf, type XmlDocument } from '../../base/xml/tree.ts';
import type { FindingCode } from '../texts/index.ts';
import { countOf, down, leaves } from './fields.ts';
import { FOREIGN, misplaced } from './order.ts';

/** Something wrong with an answer; `seen` names fields and codes, never what a field says of a person. */
export interface Defect {
  readonly code: Extract<FindingCode, `answer.${string}`>;
  readonly seen: string;
}

export interface Answered {
  readonly status: number;
  readonly contentType: string;
  readonly contentEncoding?: string | undefined;
  readonly bytes: Buffer;
}

export interface Judged {
  readonly defects: readonly Defect[];
  /** `codigoResultado`, where there is one. */
  readonly result: string | undefined;
  /** The answer's tree, where it is a `Respuesta`. */
  readonly doc?: XmlDocument;
}

const defect = (code: Defect['code'], seen: string): Defect => ({ code, seen });
const failed = (code: Defect['code'], seen: string): Judged => ({ defects: [defect(code, seen)], result: undefined });

/**
 * Judges an answer field by field against the petition that it answers: its form, what it must repeat, the order of its
 * elements, and what goes with its result (protocol sections 4, 12 and 15).
 *
 * @param payload the petition as it was signed: `procesa` with one solicitud
 */
export function judgeAnswer(answered: Answered, payload: string): Judged {
  const unreadable = formOf(answered);
  if (unreadable) return { defects: [unreadable], result: undefined };
  let doc: XmlDocument;
  try {
    doc = readXml(answered.bytes, 'message');
  } catch (error) {
    return failed('answer.format', `not XML: ${(error as Error).message}`);
  }
  const inside = down(doc.root, 'Body', '*');
  if (!doc.root.is(NS.soap, 'Envelope') || !inside) return failed('answer.format', `a document of ${doc.root.local}`);
  if (inside.is(NS.soap, 'Fault')) return failed('answer.fault', faultOf(doc, inside));
  const respuesta = down(inside, 'Respuesta');
  if (!inside.is(NS.openuri, 'procesaResponse') || !respuesta?.is(NS.respuesta, 'Respuesta')) {
    return failed('answer.format', `a payload of ${inside.local}`);
  }
  return { ...judgeRespuesta(doc, respuesta, readXml(Buffer.from(payload), 'message')), doc };
}

function formOf({ status, contentType, contentEncoding, bytes }: Answered): Defect | undefined {
  const xml = /^(text|application)\/(soap\+)?xml\s*(;|$)/i.test(contentType);
  if (status !== 200 && !(status === 500 && xml))
    return defect('answer.status', `HTTP ${status} ${contentType}`.trim());
  if (contentEncoding) return defect('answer.format', `Content-Encoding ${contentEncoding}`);
  if (bytes.length === 0) return defect('answer.format', 'an empty body');
  if (!xml) return defect('answer.format', contentType || 'no Content-Type');
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  return charset && !/^(utf-?8|us-ascii)$/i.test(charset) ? defect('answer.format', `charset ${charset}`) : undefined;
}

/** The code and the class of a Java exception; not the rest of its text, which may quote the petition. */
function faultOf(doc: XmlDocument, fault: Element): string {
  const text = (name: string): string => {
    const found = down(fault, name);
    return found ? textOf(doc, found).trim() : '';
  };
  const exception = /\b(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error)\b/.exec(text('faultstring'))?.[0] ?? '';
  return `Fault ${text('faultcode')} ${exception}`.trim();
}

function judgeRespuesta(doc: XmlDocument, respuesta: Element, request: XmlDocument): Judged {
  const asked = down(request.root, 'Peticion')!;
  const modalitat = MODALITATS.get(textOf(request, down(asked, 'Atributos', 'CodigoCertificado')!))!;
  const text = (...path: string[]): string | undefined => {
    const found = down(respuesta, ...path);
    return found && textOf(doc, found).trim();
  };
  const state = `${text('Atributos', 'Estado', 'CodigoEstado')} ${text('Atributos', 'Estado', 'LiteralError')}`;
  if (state !== '0003 OK') return failed('answer.state', state);
  const specific = down(respuesta, 'Transmisiones', 'TransmisionDatos', 'DatosEspecificos', modalitat.respuesta);
  if (!specific?.is(NS.padro, modalitat.respuesta)) return failed('answer.order', `no ${modalitat.respuesta}`);
  const result = textOf(doc, down(specific, 'codigoResultado') ?? specific).trim();
  return {
    result,
    defects: [
      ...missingEchoes(doc, respuesta, request, asked, modalitat),
      ...orders(respuesta, specific),
      ...repeated(respuesta),
      ...sourceOf(doc, specific),
      ...(result === '1' ? volantOf(doc, specific) : []),
    ],
  };
}

/** What the platform makes anew, or the schema of the answer has no place for. */
const NOT_ECHOED = /^(Atributos\/(TimeStamp|Estado|DatosAutorizacion)|DatosGenericos\/Transmision\/FechaGeneracion)\b/;
const ONLY_ASKED = /^\w+\/(idescat|numeroConvivientes)$/;

function missingEchoes(
  doc: XmlDocument,
  respuesta: Element,
  request: XmlDocument,
  asked: Element,
  { peticion, respuesta: name }: Modalitat,
) {
  const solicitud = down(asked, 'Solicitudes', 'SolicitudTransmision')!;
  const sent = [
    ...leaves(request, down(asked, 'Atributos')!),
    ...leaves(request, down(solicitud, 'DatosGenericos')!),
    ...leaves(request, down(solicitud, 'DatosEspecificos', peticion)!).map(
      ([path, value]) => [path.replace(peticion, name), value] as [string, string],
    ),
  ].filter(([path]) => !NOT_ECHOED.test(path) && !ONLY_ASKED.test(path));
  const transmision = down(respuesta, 'Transmisiones', 'TransmisionDatos');
  const parts = [
    down(respuesta, 'Atributos'),
    down(transmision, 'DatosGenericos'),
    down(transmision, 'DatosEspecificos', name),
  ];
  const got = parts.flatMap((part) => (part ? leaves(doc, part) : []));
  return sent
    .filter(([path, value]) => !got.some(([other, text]) => other === path && text === value))
    .map(([path]) => defect('answer.echo', path));
}

const namesOf = (element: Element, ns: string): string[] =>
  elements(element).map((child) => (child.ns === ns ? child.local : FOREIGN));

function orders(respuesta: Element, specific: Element): Defect[] {
  const solicitante = down(respuesta, 'Transmisiones', 'TransmisionDatos', 'DatosGenericos', 'Solicitante');
  const convivientes = elements(specific).filter(({ local }) => local === 'conviviente');
  return [respuesta, ...(solicitante ? [solicitante] : []), specific, ...convivientes]
    .map((element) => misplaced(element.local, namesOf(element, element.ns)))
    .filter((wrong) => wrong !== undefined)
    .map((wrong) => defect('answer.order', wrong));
}

/** Fields that one client in wide use reads anywhere in the document (protocol section 12). */
const ONCE = ['LiteralError', 'CodigoEstado', 'codigoResultado'];

const repeated = (respuesta: Element): Defect[] =>
  ONCE.filter((name) => countOf(respuesta, name) !== 1).map((name) =>
    defect('answer.repeated', `${name} ×${countOf(respuesta, name)}`),
  );

function sourceOf(doc: XmlDocument, specific: Element): Defect[] {
  const fuente = down(specific, 'fuente');
  const said = fuente ? textOf(doc, fuente).trim() : 'nothing';
  return said === 'PADRON' ? [] : [defect('answer.source', said)];
}

const VOLANT = /^respuestaDatos(Titular|Convivientes)/;

/** A volant, a PDF, or a household's validated members, where the person is registered. */
function volantOf(doc: XmlDocument, specific: Element): Defect[] {
  if (!VOLANT.test(specific.local)) return [];
  if (specific.local.endsWith('PDF')) {
    const volante = down(specific, 'volante');
    const pdf = volante ? Buffer.from(textOf(doc, volante), 'base64').subarray(0, 5).toString('latin1') : '';
    return pdf === '%PDF-' ? [] : [defect('answer.volant', `${specific.local}/volante`)];
  }
  const volant = elements(specific).find(({ ns }) => ns === NS.volante);
  return volant ? [] : [defect('answer.volant', specific.local)];
}
