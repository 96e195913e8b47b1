import { MODALITATS, type Modalitat } from '../base/modalitats.ts';
import { NS } from '../base/namespaces.ts';
import { readXml } from '../base/xml/reader.ts';
import { alike, type Edit, filled, renamed, splice } from '../base/xml/splice.ts';
import { only, type XmlDocument } from '../base/xml/tree.ts';
import { partsOf } from './data.ts';

/**
 * The same person asked for in one municipality: a petition of RESIDENT, MUNICIPI_RESIDENCIA or TITULAR_CERCA made one
 * of a modalitat that names a municipality. Every other byte stays, the requester's identity among them.
 *
 * @param to code of the modalitat
 */
export function reask(
  message: XmlDocument,
  from: Modalitat,
  to: 'RESIDENT_MUNICIPI' | 'TITULAR',
  municipi: string,
  idPeticion: string,
): XmlDocument {
  const { atributos, transmision, especificos } = partsOf(message);
  const request = only(especificos, NS.padro, from.peticion)!;
  const [opening, closing] = renamed(request, MODALITATS.get(to)!.peticion);
  const field = (local: string, text: string): string => `<${alike(request, local)}>${text}</${alike(request, local)}>`;
  const at = request.contentEnd;
  const municipality =
    field('codigoMunicipio', municipi.slice(2)) +
    field('codigoProvincia', municipi.slice(0, 2)) +
    field('idescat', '0');
  const edits: Edit[] = [
    filled(only(atributos, NS.peticion, 'IdPeticion')!, idPeticion),
    filled(only(atributos, NS.peticion, 'CodigoCertificado')!, to),
    filled(only(transmision, NS.peticion, 'CodigoCertificado')!, to),
    opening,
    { start: at, end: at, text: municipality },
    closing,
  ];
  return readXml(
    splice(
      message,
      edits.sort((a, b) => a.start - b.start),
    ),
    'message',
  );
}
