import { especificosIn } from '../base/answer.ts';
import { NS } from '../base/namespaces.ts';
import { petitionIn } from '../base/single.ts';
import { type Element, only, textOf, type XmlDocument } from '../base/xml/tree.ts';

const { peticion: P } = NS;

/** The answer element in an answer to one solicitud; undefined when it has no data. */
export const respuestaIn = (answer: XmlDocument, local: string): Element | undefined =>
  only(especificosIn(answer), NS.padro, local);

/** Text of a child of an answer element, blanks around left out. */
export function valueIn(answer: XmlDocument, respuesta: Element, local: string): string | undefined {
  const found = only(respuesta, NS.padro, local);
  return found && textOf(answer, found).trim();
}

/** Elements of a petition with one solicitud. */
export function partsOf(message: XmlDocument) {
  const { atributos, solicitudes } = petitionIn(message);
  const genericos = only(solicitudes[0], P, 'DatosGenericos');
  return {
    atributos,
    solicitante: only(genericos, P, 'Solicitante')!,
    transmision: only(genericos, P, 'Transmision')!,
    especificos: only(solicitudes[0], P, 'DatosEspecificos')!,
  };
}
