/** Makes the CMS of a PDF's bytes: detached, DER, as PAdES B-B asks (ETSI EN 319 142-1). The seal's, which holds the key. */
export type SignDetached = (content: Buffer) => Promise<Buffer>;

/** Bytes kept for the CMS: an RSA-4096 signature and a chain of certificates fit several times. */
const ROOM = 16_384;
/** Stands for the three numbers of ByteRange that are known when the file is written. */
const UNKNOWN = 9_999_999_999;
const WRITTEN = `/ByteRange [0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}]`;
const EMPTY = `<${'00'.repeat(ROOM)}>`;
/** Invisible, printed, locked (PDF 1.7, section 12.5.3). */
const WIDGET_FLAGS = 132;

/** What the signature says of itself. */
export interface SignaturePlace {
  readonly name: string;
  readonly reason: string;
}

/** What pdfkit has, and its types don't name. */
interface Inner {
  readonly _root: { readonly data: { AcroForm: { readonly data: Record<string, unknown> & { Fields: unknown[] } } } };
  readonly page: { readonly annotations: readonly unknown[] };
}

/**
 * Leaves room for a signature over the whole file: an invisible field on the page that is open.
 *
 * @param at milliseconds, the signing time that the file states
 */
export function placeSignature(doc: PDFKit.PDFDocument, { name, reason }: SignaturePlace, at: number): void {
  const text = (value: string): unknown => new String(value);
  const value = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, UNKNOWN, UNKNOWN, UNKNOWN],
    Contents: Buffer.alloc(ROOM),
    M: new Date(at),
    Name: text(name),
    Reason: text(reason),
  });
  doc.initForm();
  doc.annotate(0, 0, 0, 0, { Subtype: 'Widget', FT: 'Sig', T: text('Segell'), F: WIDGET_FLAGS, V: value } as never);
  const { _root, page } = doc as unknown as Inner;
  const form = _root.data.AcroForm.data;
  form.Fields.push(page.annotations.at(-1));
  // Signatures exist, and the file may only be appended to (PDF 1.7, table 219).
  form.SigFlags = 3;
  delete form.NeedAppearances;
  value.end(undefined);
}

/**
 * Signs a PDF that has the room of `placeSignature`: all its bytes but those of the signature itself.
 *
 * @throws Error when there is no such room, or the CMS does not fit
 */
export async function signPdf(pdf: Buffer, sign: SignDetached): Promise<Buffer> {
  const range = pdf.indexOf(WRITTEN, 0, 'latin1');
  const start = pdf.indexOf(EMPTY, 0, 'latin1');
  if (range < 0 || start < 0) throw new Error('a PDF without room for a signature');
  const end = start + EMPTY.length;
  const signed = Buffer.from(pdf);
  signed.write(`/ByteRange [0 ${start} ${end} ${pdf.length - end}]`.padEnd(WRITTEN.length), range, 'latin1');
  const cms = await sign(Buffer.concat([signed.subarray(0, start), signed.subarray(end)]));
  if (cms.length > ROOM) throw new Error(`a CMS of ${cms.length} bytes does not fit in ${ROOM}`);
  signed.write(cms.toString('hex'), start + 1, 'latin1');
  return signed;
}
