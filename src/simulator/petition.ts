import { MODALITATS, type Modalitat } from '../base/modalitats.ts';
import { NS } from '../base/namespaces.ts';
import { readXml } from '../base/xml/reader.ts';
import { type Element, elements, textOf, type XmlDocument } from '../base/xml/tree.ts';

/** A request that is no petition. Its message is told to the caller and quotes nothing of the request. */
export class PetitionError extends Error {}

export interface Petition {
  readonly doc: XmlDocument;
  readonly atributos: Element;
  readonly solicitudes: readonly Solicitud[];
}

export interface Solicitud {
  readonly doc: XmlDocument;
  readonly modalitat: Modalitat;
  readonly genericos: Element;
  /** The request element inside `DatosEspecificos`. */
  readonly request: Element;
}

/**
 * Reads only the Body of an envelope. The simulator does not verify who signed it: it trusts the network, as the
 * municipal servers that it stands for do, and accepts the gateway's seal for any ens.
 *
 * @throws XmlError, PetitionError
 */
export function readPetition(bytes: Buffer): Petition {
  const doc = readXml(bytes, 'document');
  if (!doc.root.is(NS.soap, 'Envelope')) throw new PetitionError('expected a SOAP 1.1 Envelope');
  const peticion = [NS.soap, NS.openuri, NS.peticion].reduce(
    (parent, ns, depth) => need(parent, ['Body', 'procesa', 'Peticion'][depth]!, ns),
    doc.root,
  );
  const atributos = need(peticion, 'Atributos', NS.peticion);
  const modalitat = MODALITATS.get(textAt(doc, atributos, 'CodigoCertificado')?.trim() ?? '');
  if (!modalitat) throw new PetitionError('CodigoCertificado is no modalitat of PADRO');
  const solicitudes = elements(need(peticion, 'Solicitudes', NS.peticion)).map((solicitud) => ({
    doc,
    modalitat,
    genericos: need(solicitud, 'DatosGenericos', NS.peticion),
    request: need(need(solicitud, 'DatosEspecificos', NS.peticion), modalitat.peticion, NS.padro),
  }));
  return { doc, atributos, solicitudes };
}

/** The first child of that name, in any namespace unless one is given. */
export function child(parent: Element, local: string, ns?: string): Element | undefined {
  for (const element of elements(parent)) {
    if (element.local === local && (ns === undefined || element.ns === ns)) return element;
  }
  return undefined;
}

/** The text of the first child of that name, as sent. */
export function textAt(doc: XmlDocument, parent: Element, local: string): string | undefined {
  const element = child(parent, local);
  return element && textOf(doc, element);
}

function need(parent: Element, local: string, ns: string): Element {
  const element = child(parent, local, ns);
  if (!element) throw new PetitionError(`expected an element ${local}`);
  return element;
}
