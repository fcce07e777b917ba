import type { Particular } from '../../particulars.ts';
import { ink, margins, type ElementOptions, type Sheet } from './sheet.ts';

export interface Bookmark {
  readonly title: string;
  readonly name: string;
  /** Counts from 0. */
  readonly page: number;
}

/** A section's heading: where the table of contents and the reader's outline lead to. */
export function heading(sheet: Sheet, title: string, name: string, bookmarks: Bookmark[]): void {
  const { pdf } = sheet;
  sheet.need(90);
  if (pdf.y > margins.top) pdf.y += 16;
  pdf.addNamedDestination(name, 'XYZ', 0, pdf.y - 10, null);
  pdf.outline.addItem(title);
  bookmarks.push({ title, name, page: pdf.bufferedPageRange().count - 1 });
  sheet.tag('H2', () => {
    sheet.font('bold', 14);
    pdf.text(title, margins.left, pdf.y, { width: sheet.width() });
  });
  rule(sheet, pdf.y + 3);
  pdf.y += 10;
}

/** A line across the page. */
export function rule(sheet: Sheet, y: number): void {
  sheet.decorate(() => {
    sheet.pdf
      .moveTo(margins.left, y)
      .lineTo(margins.left + sheet.width(), y)
      .lineWidth(0.6)
      .stroke(ink.line);
  });
}

export function paragraph(sheet: Sheet, text: string, size = 9.5, color: string = ink.text): void {
  sheet.tag('P', () => {
    sheet.font('plain', size, color);
    sheet.pdf.text(sheet.clean(text), margins.left, sheet.pdf.y, { width: sheet.width(), lineGap: 1.5 });
  });
  sheet.pdf.y += 5;
}

/** Labels on the left, what they stand for on the right; each pair is said together. */
export function pairs(sheet: Sheet, told: readonly Particular[], indent = 0, left = 96): void {
  const { pdf } = sheet;
  const right = sheet.width() - left - indent;
  sheet.group('L', () => {
    for (const { label, values } of told) {
      const text = values.map((value) => sheet.clean(value)).join('\n');
      sheet.font('plain', 9);
      const height = Math.max(
        pdf.heightOfString(text, { width: right, lineGap: 1 }),
        pdf.heightOfString(sheet.clean(label), { width: left - 8 }),
      );
      if (height < 200) sheet.need(height);
      sheet.group('LI', () => {
        const { y } = pdf;
        sheet.tag('Lbl', () => {
          sheet.font('plain', 9, ink.muted);
          pdf.text(sheet.clean(label), margins.left + indent, y, { width: left - 8 });
        });
        sheet.tag('LBody', () => {
          sheet.font('plain', 9);
          pdf.text(text, margins.left + indent + left, y, { width: right, lineGap: 1 });
        });
        // a long value may have gone on to the next page by itself
        pdf.y = Math.max(pdf.y, height < 200 ? y + height : pdf.y) + 2.5;
      });
    }
  });
  pdf.y += 3;
}

export interface Cell {
  readonly text: string;
  readonly color?: string;
  readonly bold?: boolean;
}

/** A table whose head is said for each column, and drawn again on each page. `shares` of the width add up to 1. */
export function tableOf(
  sheet: Sheet,
  head: readonly string[],
  shares: readonly number[],
  rows: readonly (readonly Cell[])[],
): void {
  const { pdf } = sheet;
  const gap = 8;
  const widths = shares.map((share) => share * sheet.width() - gap);
  const heightOf = (cells: readonly Cell[]): number => {
    sheet.font('plain', 8.5);
    return (
      Math.max(...cells.map(({ text }, i) => pdf.heightOfString(sheet.clean(text), { width: widths[i]! }))) +
      7
    );
  };
  const draw = (cells: readonly Cell[], element: 'TH' | 'TD'): void => {
    const height = Math.min(heightOf(cells), 500);
    const { y } = pdf;
    cells.forEach(({ text, color, bold }, i) => {
      const x = margins.left + shares.slice(0, i).reduce((sum, share) => sum + share, 0) * sheet.width();
      const options: ElementOptions = element === 'TH' ? { scope: 'Column' } : {};
      sheet.tag(
        element,
        () => {
          sheet.font(bold === true ? 'bold' : 'plain', 8.5, color ?? ink.text);
          pdf.text(sheet.clean(text), x, y + 3, { width: widths[i]!, height: height - 3, ellipsis: true });
        },
        options,
      );
    });
    pdf.y = y + height;
    rule(sheet, pdf.y);
  };
  const heads = head.map((text) => ({ text, color: ink.muted, bold: true }));
  sheet.group('Table', () => {
    sheet.need(50);
    sheet.group('TR', () => draw(heads, 'TH'));
    for (const cells of rows) {
      const before = pdf.bufferedPageRange().count;
      sheet.need(Math.min(heightOf(cells), 500));
      if (pdf.bufferedPageRange().count > before)
        sheet.decorate(() => repeatHead(sheet, heads, widths, shares));
      sheet.group('TR', () => draw(cells, 'TD'));
    }
  });
  pdf.y += 8;
}

function repeatHead(
  sheet: Sheet,
  heads: readonly Cell[],
  widths: readonly number[],
  shares: readonly number[],
): void {
  const { pdf } = sheet;
  const { y } = pdf;
  heads.forEach(({ text }, i) => {
    const x = margins.left + shares.slice(0, i).reduce((sum, share) => sum + share, 0) * sheet.width();
    sheet.font('bold', 8.5, ink.muted);
    pdf.text(sheet.clean(text), x, y + 3, { width: widths[i]!, lineBreak: false });
  });
  pdf.y = y + 18;
  pdf
    .moveTo(margins.left, pdf.y)
    .lineTo(margins.left + sheet.width(), pdf.y)
    .lineWidth(0.6)
    .stroke(ink.line);
}
