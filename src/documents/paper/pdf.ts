import PDFDocument from 'pdfkit';
import { placeSignature, type SignaturePlace } from '../signature.ts';
import * as blocks from './blocks.ts';
import { lettersOf } from './letters.ts';
import type { Block, Paper } from './paper.ts';
import { FONT, Sheet } from './sheet.ts';
import * as tables from './table.ts';

/**
 * A4 PDF 1.7 with a structure tree, the document's language and title, and its fonts embedded, as PDF/UA asks; no
 * validator has judged it, so that the file does not claim to conform.
 *
 * @param at milliseconds, the date in the file
 * @param place leaves room for a signature, to be filled by `signPdf`
 */
export async function paperPdf(paper: Paper, at: number, place?: SignaturePlace): Promise<Buffer> {
  const { language, blocks: parts, issuer, title, subtitle, footer } = inLetters(paper);
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 56, bottom: 72, left: 56, right: 56 },
    pdfVersion: '1.7',
    lang: language,
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    font: FONT.plain,
    info: { Title: title, Author: issuer, Creator: 'padro-gateway', CreationDate: new Date(at), ModDate: new Date(at) },
  });
  const written = collect(doc);
  const sheet = new Sheet(doc);
  blocks.title(sheet, issuer, title, subtitle);
  for (const block of parts) write(sheet, block);
  sheet.footers(footer);
  if (place) placeSignature(doc, place, at);
  sheet.end();
  return written;
}

const WRITE: { readonly [K in Block['kind']]: (sheet: Sheet, block: Extract<Block, { kind: K }>) => void } = {
  heading: (sheet, { text }) => blocks.heading(sheet, text),
  text: (sheet, { text }) => blocks.paragraph(sheet, text),
  facts: (sheet, { rows }) => tables.facts(sheet, rows),
  table: (sheet, { columns, rows, widths }) => tables.table(sheet, columns, rows, widths),
  steps: (sheet, { steps }) => blocks.steps(sheet, steps),
  code: (sheet, { lines }) => blocks.code(sheet, lines),
  box: (sheet, { title, strong, lines }) => blocks.box(sheet, title, strong, lines),
};

const write = <K extends Block['kind']>(sheet: Sheet, block: Extract<Block, { kind: K }>): void =>
  (WRITE[block.kind as K] as (sheet: Sheet, block: Extract<Block, { kind: K }>) => void)(sheet, block);

/** A copy with every text in the letters of the fonts. */
function inLetters<T>(value: T): T {
  if (typeof value === 'string') return lettersOf(value) as T;
  if (Array.isArray(value)) return value.map(inLetters) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inLetters(inner)])) as T;
}

const collect = (doc: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('error', reject);
    doc.on('end', () => resolve(Buffer.concat(chunks)));
  });
