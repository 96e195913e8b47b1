/** Bytes of an xs:base64Binary (white space allowed, nothing else); undefined when it is not one, or is empty. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = /[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, '') : text;
  if (compact === '') return undefined;
  const bytes = Buffer.from(compact, 'base64');
  // Writing it again gives the same text for exactly the well-formed ones.
  return bytes.toString('base64') === compact ? bytes : undefined;
}
