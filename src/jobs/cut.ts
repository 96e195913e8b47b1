import { NS } from '../base/namespaces.ts';
import { petitionIn } from '../base/single.ts';
import { readXml } from '../base/xml/reader.ts';
import { replaced, splice } from '../base/xml/splice.ts';
import { only, type XmlDocument } from '../base/xml/tree.ts';

/**
 * A petition as it is kept: without its Header, once with the first solicitud alone, and once for each solicitud. Every
 * other byte is as it came.
 */
export function cut(message: XmlDocument): { readonly frame: Buffer; readonly messages: readonly Buffer[] } {
  const { solicitudes } = petitionIn(message);
  const header = only(message.root, NS.soap, 'Header');
  const dropped = [...(header ? [header] : []), ...solicitudes.slice(1)];
  const frame = splice(
    message,
    dropped.map((element) => replaced(element)),
  );
  const { start, end } = petitionIn(readXml(frame, 'message')).solicitudes[0]!;
  const [before, after] = [frame.subarray(0, start), frame.subarray(end)];
  const messages = solicitudes.map((solicitud) =>
    Buffer.concat([before, message.bytes.subarray(solicitud.start, solicitud.end), after]),
  );
  return { frame, messages };
}
