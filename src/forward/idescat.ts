import type { Modalitat } from '../base/modalitats.ts';
import { NS } from '../base/namespaces.ts';
import { readXml } from '../base/xml/reader.ts';
import { alike, type Edit, replaced, splice } from '../base/xml/splice.ts';
import { elements, type XmlDocument } from '../base/xml/tree.ts';
import { respuestaIn } from './data.ts';

/** Why IDESCAT answered: 1 not integrated, 2 its service did not answer, 3 the person is not there (protocol section 4). */
export type Motive = 1 | 2 | 3;

/** Answer elements without a place for `fuente`. */
const WITHOUT_SOURCE = new Set(['respuestaResidente', 'respuestaMunicipioResidencia', 'respuestaBusquedaTitular']);
/** What the gateway says itself, and the PDF that only a municipality issues. */
const OURS = new Set(['fuente', 'idescatMotivo', 'volante']);

/** IDESCAT's answer as the answer to the petition: its data byte for byte, with the source and the reason for asking it. */
export function fromIdescat(answer: XmlDocument, { respuesta }: Modalitat, motive: Motive | undefined): XmlDocument {
  const data = respuestaIn(answer, respuesta)!;
  if (WITHOUT_SOURCE.has(respuesta)) return answer;
  const field = (local: string, text: string): string => `<${alike(data, local)}>${text}</${alike(data, local)}>`;
  const edits: Edit[] = elements(data)
    .filter((child) => child.ns === NS.padro && OURS.has(child.local))
    .map((child) => replaced(child));
  const at = data.contentEnd;
  const source = field('fuente', 'IDESCAT') + (motive ? field('idescatMotivo', String(motive)) : '');
  return readXml(splice(answer, [...edits, { start: at, end: at, text: source }]), 'message');
}
