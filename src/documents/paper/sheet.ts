import { fileURLToPath } from 'node:url';

const fontFile = (name: string): string => fileURLToPath(new URL(`fonts/${name}.ttf`, import.meta.url));
export const FONT = {
  plain: fontFile('Roboto-Regular'),
  bold: fontFile('Roboto-Bold'),
  mono: fontFile('NotoMono-Regular'),
} as const;

/** Colours in print; on white, text has a contrast of 7:1 or more. */
export const COLOUR = { ink: '#1d2433', soft: '#4a5362', line: '#c9ced6', wash: '#f2f4f7', accent: '#8c1d2f' } as const;

export type Structure = PDFKit.PDFStructureElement;

/** A document that is written from top to bottom, each part with its place in the structure tree. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly root: Structure;

  constructor(doc: PDFKit.PDFDocument) {
    this.doc = doc;
    this.root = doc.struct('Document');
    doc.addStructure(this.root);
  }

  get left(): number {
    return this.doc.page.margins.left;
  }

  /** Between the margins. */
  get width(): number {
    const { width, margins } = this.doc.page;
    return width - margins.left - margins.right;
  }

  style(font: string, size: number, colour: string = COLOUR.ink): PDFKit.PDFDocument {
    return this.doc.font(font).fontSize(size).fillColor(colour);
  }

  /** An element with other elements in it; its caller ends it. */
  open(type: string, parent: Structure = this.root): Structure {
    const element = this.doc.struct(type);
    parent.add(element);
    return element;
  }

  /** An element with content. */
  add(type: string, write: () => void, parent: Structure = this.root): void {
    parent.add(this.doc.struct(type, {}, write));
  }

  /** The head of a column or row of a table (PDF 1.7, section 14.8.5.7). */
  addHead(scope: 'Column' | 'Row', write: () => void, row: Structure): void {
    const element = this.doc.struct('TH', {}, write);
    // pdfkit's types don't name the element's dictionary.
    (element as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary.data.A = {
      O: 'Table',
      Scope: scope,
    };
    row.add(element);
  }

  /** Drawn for the eye alone: readers that speak pass over it. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact');
    draw();
    this.doc.endMarkedContent();
  }

  /** Goes on to the next page when less than so many points are left. @returns whether it did */
  keep(points: number): boolean {
    const { y, page } = this.doc;
    if (y + points <= page.height - page.margins.bottom) return false;
    this.doc.addPage();
    return true;
  }

  /** To the left margin, so many points below. */
  space(points: number): void {
    this.doc.x = this.left;
    this.doc.y += points;
  }

  /** On every page the same line, and the page's number. */
  footers(line: string): void {
    const { doc } = this;
    const { start, count } = doc.bufferedPageRange();
    for (let index = start; index < start + count; index++) {
      doc.switchToPage(index);
      const { height, margins } = doc.page;
      const { bottom } = margins;
      // Below the margin pdfkit would begin a new page.
      margins.bottom = 0;
      const y = height - 46;
      this.artifact(() => {
        doc
          .moveTo(this.left, y - 8)
          .lineTo(this.left + this.width, y - 8)
          .lineWidth(0.5)
          .stroke(COLOUR.line);
        this.style(FONT.plain, 7.5, COLOUR.soft).text(line, this.left, y, { width: this.width - 60 });
        doc.text(`${index + 1} / ${count}`, this.left, y, { width: this.width, align: 'right' });
      });
      margins.bottom = bottom;
    }
  }

  end(): void {
    this.root.end();
    this.doc.end();
  }
}
