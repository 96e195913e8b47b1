import { NS } from '../base/namespaces.ts';
import { petitionIn, single } from '../base/single.ts';
import { readXml } from '../base/xml/reader.ts';
import { replaced, splice } from '../base/xml/splice.ts';
import { only, type XmlDocument } from '../base/xml/tree.ts';

/** IdPeticion of a solicitud that is asked alone: of its own each time, as a municipality refuses one that it has seen. */
export const idOf = (lot: string, n: number, attempt: number): string => `${lot}-${n + 1}-${attempt}`;

/** Stands for it in what is kept. A lot's id is random, and made when the petition has come: nobody can have written it. */
const markOf = (lot: string): string => `${lot}-?`;

/**
 * A petition as it is kept: without its Header, once with the first solicitud alone, and once for each solicitud, as a
 * petition of its own without its IdPeticion yet. Every other byte is as it came.
 */
export function cut(
  message: XmlDocument,
  lot: string,
): { readonly frame: Buffer; readonly messages: readonly Buffer[] } {
  const { solicitudes } = petitionIn(message);
  const header = only(message.root, NS.soap, 'Header');
  const dropped = [...(header ? [header] : []), ...solicitudes.slice(1)];
  const frame = splice(
    message,
    dropped.map((element) => replaced(element)),
  );
  const alone = single(readXml(frame, 'message'), 0, markOf(lot));
  const { start, end } = petitionIn(alone).solicitudes[0]!;
  const [before, after] = [alone.bytes.subarray(0, start), alone.bytes.subarray(end)];
  const messages = solicitudes.map((solicitud) =>
    Buffer.concat([before, message.bytes.subarray(solicitud.start, solicitud.end), after]),
  );
  return { frame, messages };
}

/** What is kept of a solicitud, as the petition that is asked. */
export function petitionOf(kept: Buffer, lot: string, idPeticion: string): XmlDocument {
  const mark = markOf(lot);
  const at = kept.indexOf(mark);
  const bytes = Buffer.concat([kept.subarray(0, at), Buffer.from(idPeticion), kept.subarray(at + mark.length)]);
  return readXml(bytes, 'message');
}
