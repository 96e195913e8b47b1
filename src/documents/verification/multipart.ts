const MOST_PARTS = 10;

/**
 * The fields of a `multipart/form-data` body by name, as bytes (RFC 7578). Enough for a form with a text and a file.
 *
 * @returns undefined when it is not one, is cut short, or has more than ten parts
 */
export function formData(contentType: string, body: Buffer): ReadonlyMap<string, Buffer> | undefined {
  const named = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const boundary = named?.[1] ?? named?.[2];
  if (boundary === undefined) return undefined;
  const fields = new Map<string, Buffer>();
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  // The first delimiter has no line end before it.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  let at = whole.indexOf(delimiter);
  for (let parts = 0; at === 0 || parts > 0; parts++) {
    const start = at + delimiter.length;
    if (whole.subarray(start, start + 2).equals(Buffer.from('--'))) return fields;
    at = whole.indexOf(delimiter, start);
    const head = whole.indexOf('\r\n\r\n', start, 'latin1');
    if (at < 0 || head < 0 || head > at || parts === MOST_PARTS) return undefined;
    const name = /\bcontent-disposition:\s*form-data\s*;.*?\bname="([^"]*)"/i.exec(
      whole.toString('latin1', start, head),
    );
    if (!name) return undefined;
    fields.set(name[1]!, whole.subarray(head + 4, at));
  }
  return undefined;
}
