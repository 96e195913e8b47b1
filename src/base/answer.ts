import { NS } from './namespaces.ts';
import { type Element, only, textOf, type XmlDocument } from './xml/tree.ts';

const step = (parent: Element | undefined, [ns, local]: readonly [string, string]): Element | undefined =>
  only(parent, ns, local);

const RESPUESTA = [
  [NS.soap, 'Body'],
  [NS.openuri, 'procesaResponse'],
  [NS.respuesta, 'Respuesta'],
] as const;
const TRANSMISION = [...RESPUESTA, [NS.respuesta, 'Transmisiones'], [NS.respuesta, 'TransmisionDatos']] as const;
const CODIGO_ESTADO = [
  ...RESPUESTA,
  [NS.respuesta, 'Atributos'],
  [NS.respuesta, 'Estado'],
  [NS.respuesta, 'CodigoEstado'],
] as const;

/** The `Respuesta` of an answer. */
export const respuestaIn = ({ root }: XmlDocument): Element | undefined =>
  RESPUESTA.reduce<Element | undefined>(step, root);

/** `TransmisionDatos` of an answer to one solicitud; undefined when it has none. */
export const transmisionIn = ({ root }: XmlDocument): Element | undefined =>
  TRANSMISION.reduce<Element | undefined>(step, root);

/** `DatosEspecificos` of an answer to one solicitud, in an envelope that was judged. */
export const especificosIn = (answer: XmlDocument): Element | undefined =>
  only(transmisionIn(answer), NS.respuesta, 'DatosEspecificos');

/** `CodigoEstado` of an answer. */
export function estadoIn(answer: XmlDocument): string | undefined {
  const codigo = CODIGO_ESTADO.reduce<Element | undefined>(step, answer.root);
  return codigo && textOf(answer, codigo).trim();
}
