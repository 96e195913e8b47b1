import { hash } from 'node:crypto';
import { Refusal } from '../base/errors/refusal.ts';
import { type Admitted, type Collected, extend } from '../base/request.ts';

const TYPES = new Set(['text/xml', 'application/xml', 'application/soap+xml']);
const PARAMETER = /;\s*([A-Za-z0-9!#$&^_.+-]+)\s*=\s*("[^"\\]*"|[^\s;"]+)\s*/y;

/**
 * The bytes of a request, once, after what its head says of them was judged.
 *
 * @throws Refusal `http.content-type`, `http.charset`, and what reading the body refuses
 */
export async function collect(admitted: Admitted): Promise<Collected> {
  checkContentType(admitted.contentType ?? '');
  const bytes = await admitted.body();
  admitted.trail.bytesIn = bytes.length;
  return extend(admitted, { bytes, sha256: hash('sha256', bytes) });
}

const judged = new Set<string>();

/** A type of XML, each parameter once, and no other charset than UTF-8. @throws Refusal `http.content-type`, `http.charset` */
export function checkContentType(text: string): void {
  if (judged.has(text)) return;
  const type = text.split(';', 1)[0]!;
  if (!TYPES.has(type.trim().toLowerCase())) throw new Refusal('http.content-type');
  const parameters = new Map<string, string>();
  PARAMETER.lastIndex = type.length;
  while (PARAMETER.lastIndex < text.trimEnd().length) {
    const found = PARAMETER.exec(text);
    const name = found?.[1]?.toLowerCase();
    if (!found || !name || parameters.has(name)) throw new Refusal('http.content-type');
    parameters.set(name, found[2]!.replaceAll('"', '').toLowerCase());
  }
  if (!['utf-8', 'utf8', 'us-ascii', undefined].includes(parameters.get('charset'))) throw new Refusal('http.charset');
  if (judged.size < 64 && text.length < 200) judged.add(text);
}
