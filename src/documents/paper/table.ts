import { COLOUR, FONT, type Sheet, type Structure } from './sheet.ts';

/** Points by column, `*` for an equal part of the rest. */
export type Widths = readonly (number | '*')[];

interface Column {
  readonly x: number;
  readonly width: number;
}

const SIZE = 9.5;
const PADDING = 5;
const GAP = 8;

/** A table whose columns have a head, repeated on every page that it reaches. */
export function table(
  sheet: Sheet,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths?: Widths,
): void {
  const columns = placed(sheet, widths ?? head.map(() => '*' as const));
  const element = sheet.open('Table');
  const headRow = new Row(sheet, columns, head, FONT.bold);
  headRow.write(element, () => 'Column');
  for (const texts of rows) {
    const row = new Row(sheet, columns, texts, FONT.plain);
    if (sheet.keep(row.height)) headRow.draw();
    row.write(element, () => undefined);
  }
  element.end();
  sheet.space(6);
}

/** Label and value, one pair a row. */
export function facts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  const columns = placed(sheet, [150, '*']);
  const element = sheet.open('Table');
  for (const texts of rows) {
    const row = new Row(sheet, columns, texts, FONT.plain);
    sheet.keep(row.height);
    row.write(element, (index) => (index === 0 ? 'Row' : undefined));
  }
  element.end();
  sheet.space(6);
}

function placed({ left, width }: Sheet, widths: Widths): Column[] {
  const fixed = widths.reduce<number>((sum, one) => sum + (one === '*' ? 0 : one), 0);
  const share = (width - fixed) / widths.filter((one) => one === '*').length;
  let x = left;
  return widths.map((one) => {
    const column = { x, width: one === '*' ? share : one };
    x += column.width;
    return column;
  });
}

class Row {
  readonly height: number;
  readonly #sheet: Sheet;
  readonly #columns: readonly Column[];
  readonly #texts: readonly string[];
  readonly #font: string;

  constructor(sheet: Sheet, columns: readonly Column[], texts: readonly string[], font: string) {
    this.#sheet = sheet;
    this.#columns = columns;
    this.#texts = texts;
    this.#font = font;
    sheet.style(font, SIZE);
    const heights = texts.map((text, index) => sheet.doc.heightOfString(text || ' ', this.#options(index)));
    this.height = Math.max(...heights) + 2 * PADDING;
  }

  /** With its place in the structure tree; `scope` makes a cell the head of its column or row. */
  write(table: Structure, scope: (index: number) => 'Column' | 'Row' | undefined): void {
    const { doc } = this.#sheet;
    const top = doc.y;
    const row = this.#sheet.open('TR', table);
    this.#background(top);
    for (const index of this.#texts.keys()) {
      const headOf = scope(index);
      const colour = headOf === 'Row' ? COLOUR.soft : COLOUR.ink;
      const write = (): void => this.#cell(index, top, colour);
      if (headOf) this.#sheet.addHead(headOf, write, row);
      else this.#sheet.add('TD', write, row);
    }
    row.end();
    doc.y = top + this.height;
  }

  /** Once more for the eye, on a page that the table goes on to. */
  draw(): void {
    const { doc } = this.#sheet;
    const top = doc.y;
    this.#background(top);
    this.#sheet.artifact(() => {
      for (const index of this.#texts.keys()) this.#cell(index, top, COLOUR.ink);
    });
    doc.y = top + this.height;
  }

  #background(top: number): void {
    const { doc, left, width } = this.#sheet;
    this.#sheet.artifact(() => {
      if (this.#font === FONT.bold) doc.rect(left, top, width, this.height).fill(COLOUR.wash);
      const y = top + this.height;
      doc
        .moveTo(left, y)
        .lineTo(left + width, y)
        .lineWidth(0.5)
        .stroke(COLOUR.line);
    });
  }

  #cell(index: number, top: number, colour: string): void {
    const { x } = this.#columns[index]!;
    this.#sheet
      .style(this.#font, SIZE, colour)
      .text(this.#texts[index]!, x + GAP / 2, top + PADDING, this.#options(index));
  }

  #options(index: number): PDFKit.Mixins.TextOptions {
    return { width: this.#columns[index]!.width - GAP, lineGap: 1 };
  }
}
