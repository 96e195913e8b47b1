import { NS } from './namespaces.ts';
import { readXml } from './xml/reader.ts';
import { filled, replaced, splice } from './xml/splice.ts';
import { type Element, elements, only, type XmlDocument } from './xml/tree.ts';

const P = NS.peticion;

/** Elements of a petition in an envelope that was read by its contract. */
export function petitionIn({ root }: XmlDocument): {
  readonly atributos: Element;
  readonly solicitudes: readonly Element[];
} {
  const procesa = only(only(root, NS.soap, 'Body'), NS.openuri, 'procesa');
  const peticion = only(procesa, P, 'Peticion');
  return {
    atributos: only(peticion, P, 'Atributos')!,
    solicitudes: elements(only(peticion, P, 'Solicitudes')!),
  };
}

/**
 * An envelope with one solicitud of a petition alone, to be asked under another IdPeticion: every other byte of the
 * petition as it came, the requester's identity among them.
 *
 * @param index of the solicitud, from 0
 */
export function single(message: XmlDocument, index: number, idPeticion: string): XmlDocument {
  const { atributos, solicitudes } = petitionIn(message);
  const fields = [
    filled(only(atributos, P, 'IdPeticion')!, idPeticion),
    filled(only(atributos, P, 'NumElementos')!, '1'),
  ];
  const others = solicitudes.filter((_, i) => i !== index).map((solicitud) => replaced(solicitud));
  const edits = [...fields, ...others].sort((a, b) => a.start - b.start);
  return readXml(splice(message, edits), 'message');
}
