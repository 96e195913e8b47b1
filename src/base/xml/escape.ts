const inText: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const inAttribute: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/** Character data in canonical form (Canonical XML 1.0 section 2.3, text nodes). */
export const escapeText = (text: string): string =>
  /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (c) => inText[c]!) : text;

/** An attribute value in canonical form, for double quotes (Canonical XML 1.0 section 2.3, attribute nodes). */
export const escapeAttribute = (text: string): string =>
  /[&<"\t\n\r]/.test(text) ? text.replace(/[&<"\t\n\r]/g, (c) => inAttribute[c]!) : text;

/** Whether well-formed character data is its own canonical form: no need to resolve and escape it to see that. */
export const isCanonicalText = (raw: string): boolean => !/[>\r]|&(?!(?:amp|lt|gt|#xD);)/.test(raw);

/** The same of what stands between the quotes of an attribute. */
export const isCanonicalAttribute = (raw: string): boolean => !/["\t\n\r]|&(?!(?:amp|lt|quot|#x9|#xA|#xD);)/.test(raw);

const ENTITIES: (string | undefined)[] = Array.from({ length: 256 }, (_, c) => inText[String.fromCharCode(c)]);

/** As `escapeText`, for a byte string, which may be megabytes of nothing but `>`: into one buffer, byte by byte. */
export function escapeBytes(bytes: string): string {
  let length = bytes.length;
  for (let i = 0; i < bytes.length; i++) length += (ENTITIES[bytes.charCodeAt(i)]?.length ?? 1) - 1;
  if (length === bytes.length) return bytes;
  const out = Buffer.allocUnsafe(length);
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    const c = bytes.charCodeAt(i);
    const entity = ENTITIES[c];
    if (entity === undefined) out[at++] = c;
    else for (let k = 0; k < entity.length; k++) out[at++] = entity.charCodeAt(k);
  }
  return out.toString('latin1', 0, at);
}
