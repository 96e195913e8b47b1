import { NS } from './namespaces.ts';
import { type Element, only, type XmlDocument } from './xml/tree.ts';

const step = (parent: Element | undefined, [ns, local]: readonly [string, string]): Element | undefined =>
  only(parent, ns, local);

const TO_DATA = [
  [NS.soap, 'Body'],
  [NS.openuri, 'procesaResponse'],
  [NS.respuesta, 'Respuesta'],
  [NS.respuesta, 'Transmisiones'],
  [NS.respuesta, 'TransmisionDatos'],
  [NS.respuesta, 'DatosEspecificos'],
] as const;

/** `DatosEspecificos` of an answer to one solicitud, in an envelope that was judged. */
export const especificosIn = ({ root }: XmlDocument): Element | undefined => TO_DATA.reduce(step, root);
