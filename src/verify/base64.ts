/** Without white space, which means nothing in an xs:base64Binary. */
export const compactBase64 = (text: string): string =>
  /[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, '') : text;

/** Bytes of an xs:base64Binary (white space allowed, nothing else); undefined when it is not one, or is empty. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = compactBase64(text);
  if (compact === '') return undefined;
  const bytes = Buffer.from(compact, 'base64');
  // Writing it again gives the same text for exactly the well-formed ones.
  return bytes.toString('base64') === compact ? bytes : undefined;
}

/** Whether a text without white space may be so many bytes: a digest is compared as text, not decoded. */
export function isBase64Of(text: string, bytes: number): boolean {
  const padding = (3 - (bytes % 3)) % 3;
  const letters = Math.ceil(bytes / 3) * 4 - padding;
  return (
    text.length === letters + padding &&
    text.endsWith('='.repeat(padding)) &&
    !/[^A-Za-z0-9+/]/.test(text.slice(0, letters))
  );
}
