import { type Expected, names } from '../../base/errors/catalogue/expected.ts';
import { Refusal } from '../../base/errors/refusal.ts';

/** A form as it was sent: texts by name, and at most one file. */
export interface Sent {
  readonly fields: Readonly<Record<string, string>>;
  readonly file?: Buffer;
}

const PARTS = 40;
const FIELD_BYTES = 32_768;
const HEAD_BYTES = 1_024;
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

const malformed = (problem: Expected): Refusal => new Refusal('circuit.form', { problem });

/**
 * A form's body, read strictly: the two ways in which browsers send one, each name once, texts in UTF-8, at most one file.
 *
 * @throws Refusal `circuit.form`
 */
export function readForm(contentType: string, body: Buffer): Sent {
  if (/^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i.test(contentType)) return readUrlEncoded(body);
  const boundary = /^multipart\/form-data; ?boundary=(?:"([\w'()+,./:=?-]{1,70})"|([\w'+.-]{1,70}))$/i.exec(
    contentType,
  );
  if (!boundary) throw malformed(names('Content-Type'));
  return readMultipart(body, (boundary[1] ?? boundary[2])!);
}

function readUrlEncoded(body: Buffer): Sent {
  const pairs = [...new URLSearchParams(utf8(body))];
  if (pairs.length > PARTS) throw malformed('too many fields');
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) keep(fields, name, value);
  return { fields: Object.fromEntries(fields) };
}

/** RFC 7578, without preamble, epilogue, transfer encodings and nested parts. */
function readMultipart(body: Buffer, boundary: string): Sent {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([CRLF, body]);
  const fields = new Map<string, string>();
  let file: Buffer | undefined;
  let at = 0;
  if (whole.indexOf(delimiter) !== 0) throw malformed(names('boundary'));
  for (let parts = 0; ; parts++) {
    at += delimiter.length;
    const rest = whole.toString('latin1', at, at + 4);
    if (rest === '--\r\n' || rest === '--') {
      if (at + rest.length !== whole.length) throw malformed('bytes behind the last part');
      return { fields: Object.fromEntries(fields), ...(file && { file }) };
    }
    if (!rest.startsWith('\r\n') || parts === PARTS) throw malformed('parts');
    const end = whole.indexOf(delimiter, at);
    const head = whole.indexOf(HEAD_END, at);
    if (end < 0 || head < 0 || head + HEAD_END.length > end || head - at > HEAD_BYTES) throw malformed('part');
    const { name, isFile } = headOf(utf8(whole.subarray(at + CRLF.length, head)));
    const content = whole.subarray(head + HEAD_END.length, end);
    if (!isFile) keep(fields, name, utf8(content));
    else if (file) throw malformed('more than one file');
    // A file field that nobody filled in comes empty.
    else if (content.length > 0) file = content;
    at = end;
  }
}

function headOf(text: string): { name: string; isFile: boolean } {
  const lines = text.split('\r\n');
  const [disposition, ...others] = lines.map((line) => /^([A-Za-z-]{1,40}): ?([^\r\n]*)$/.exec(line));
  const found = /^form-data; name="([^"]*)"(?:; filename="([^"\\]*)")?$/.exec(disposition?.[2] ?? '');
  const known = others.every((line) => line?.[1]?.toLowerCase() === 'content-type') && others.length <= 1;
  if (disposition?.[1]?.toLowerCase() !== 'content-disposition' || !found || !known) throw malformed('head of a part');
  return { name: found[1]!, isFile: found[2] !== undefined };
}

function keep(fields: Map<string, string>, name: string, value: string): void {
  if (!NAME.test(name) || fields.has(name) || value.length > FIELD_BYTES) throw malformed('field');
  fields.set(name, value.replaceAll('\r\n', '\n'));
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed(names('UTF-8'));
  }
}
