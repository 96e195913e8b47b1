import type { Step } from './paper.ts';
import { COLOUR, FONT, type Sheet, type Structure } from './sheet.ts';

const BODY = 10;
const LISTING = 7.5;
const INDENT = 22;

export function title(sheet: Sheet, issuer: string, main: string, subtitle: string | undefined): void {
  const { doc } = sheet;
  sheet.artifact(() => doc.rect(0, 0, doc.page.width, 10).fill(COLOUR.accent));
  sheet.add('P', () => sheet.style(FONT.plain, 9, COLOUR.soft).text(issuer));
  sheet.space(3);
  sheet.add('H1', () => sheet.style(FONT.bold, 20).text(main));
  if (subtitle) sheet.add('P', () => sheet.style(FONT.plain, 11, COLOUR.soft).text(subtitle));
  sheet.space(10);
}

export function heading(sheet: Sheet, text: string): void {
  sheet.keep(70);
  sheet.space(8);
  sheet.add('H2', () => sheet.style(FONT.bold, 12, COLOUR.accent).text(text));
  sheet.space(3);
}

export function paragraph(sheet: Sheet, text: string): void {
  sheet.add('P', () => sheet.style(FONT.plain, BODY).text(text, { lineGap: 2.5 }));
  sheet.space(5);
}

export function steps(sheet: Sheet, items: readonly Step[]): void {
  const list = sheet.open('L');
  for (const [index, item] of items.entries()) step(sheet, list, `${index + 1}.`, item);
  list.end();
  sheet.space(4);
}

function step(sheet: Sheet, list: Structure, label: string, { text, code }: Step): void {
  const { doc, left } = sheet;
  const options = { width: sheet.width - INDENT, lineGap: 2 };
  sheet.style(FONT.plain, BODY);
  sheet.keep(doc.heightOfString(text, options) + (code ? 24 : 2));
  const y = doc.y;
  const item = sheet.open('LI', list);
  sheet.add('Lbl', () => sheet.style(FONT.bold, BODY, COLOUR.accent).text(label, left, y), item);
  const body = sheet.open('LBody', item);
  sheet.add('P', () => sheet.style(FONT.plain, BODY).text(text, left + INDENT, y, options), body);
  if (code) listing(sheet, body, code, INDENT);
  body.end();
  item.end();
  sheet.space(4);
}

export function code(sheet: Sheet, lines: readonly string[]): void {
  listing(sheet, sheet.root, lines, 0);
  sheet.space(6);
}

/** Each line on its own wash, so that a long listing goes on over pages. */
function listing(sheet: Sheet, parent: Structure, lines: readonly string[], indent: number): void {
  const { doc } = sheet;
  const left = sheet.left + indent;
  const width = sheet.width - indent;
  doc.y += 2;
  for (const line of lines) {
    sheet.style(FONT.mono, LISTING);
    const height = doc.heightOfString(line || ' ', { width: width - 12 }) + 2;
    sheet.keep(height);
    const y = doc.y;
    sheet.artifact(() => doc.rect(left, y, width, height + 0.5).fill(COLOUR.wash));
    if (line.trim()) {
      sheet.add('P', () => sheet.style(FONT.mono, LISTING).text(line, left + 6, y + 1, { width: width - 12 }), parent);
    }
    doc.y = y + height;
  }
}

/** A framed box; what is `strong` is set large, as a code that is to be copied. */
export function box(sheet: Sheet, caption: string, strong: string, lines: readonly string[]): void {
  const { doc, left } = sheet;
  const options = { width: sheet.width - 32, lineGap: 1.5 };
  sheet.style(FONT.plain, 9);
  const heights = lines.map((line) => doc.heightOfString(line, options) + 2);
  const height = 58 + heights.reduce((sum, one) => sum + one, 0);
  sheet.keep(height + 14);
  sheet.space(10);
  const top = doc.y;
  sheet.artifact(() => {
    doc.rect(left, top, sheet.width, height).lineWidth(1).stroke(COLOUR.ink);
    doc.rect(left, top, 5, height).fill(COLOUR.accent);
  });
  const at = (y: number, font: string, size: number, text: string): void => {
    sheet.add('P', () => sheet.style(font, size).text(text, left + 20, y, options));
  };
  at(top + 12, FONT.bold, 9, caption);
  at(top + 26, FONT.mono, 15, strong);
  let y = top + 50;
  for (const [index, line] of lines.entries()) {
    at(y, FONT.plain, 9, line);
    y += heights[index]!;
  }
  doc.y = top + height;
  sheet.space(6);
}
